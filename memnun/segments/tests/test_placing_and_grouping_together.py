"""Placing and grouping work on the same customers at once and never trip over each other."""

import logging
import threading

import pytest
from django.db import connection, transaction

from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import Interaction
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import make_contact, receive
from memnun.people.testing import Cast
from memnun.segments.actions import regroup_due


@transaction.atomic
def _make_all_due() -> None:
    """Locks the rows in the order in which everybody does."""
    list(Customer.objects.select_for_update(no_key=True).order_by("id").values_list("id"))
    Customer.objects.update(regroup_at=clock.now())


@pytest.mark.django_db(transaction=True)
def test_nothing_collides_while_both_run(caplog):
    cast = Cast()
    people = [ContactCustomer(email=f"m{number}@x.example") for number in range(40)]
    stop, problems = threading.Event(), []

    def group() -> None:
        try:
            while not stop.is_set():
                _make_all_due()
                regroup_due()
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    thread = threading.Thread(target=group)
    thread.start()
    try:
        with caplog.at_level(logging.WARNING):
            for round in range(12):
                mixed = people[round % 7 :] + people[: round % 7]
                receive(cast.brand, *(make_contact("Kargom gelmedi, rezalet!", who) for who in mixed))
                while place_waiting():
                    pass
    finally:
        stop.set()
        thread.join(20)
    assert problems == []
    assert Interaction.objects.count() == 12 * 40
    assert "one by one" not in caplog.text
