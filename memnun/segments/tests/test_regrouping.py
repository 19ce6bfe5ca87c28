"""Customers move between the groups as their contacts come, with evidence and history kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.customers.models import Customer
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import Conversation
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.segments.actions import NotOverruled, overrule, regroup_due, take_back_overrule
from memnun.segments.models import Movement, Standing

pytestmark = pytest.mark.django_db

COMPLAINT = "Kargom üç haftadır gelmedi, çok kötü bir hizmet, bir daha asla sipariş vermem!"
PRAISE = "Harikasınız, çok memnun kaldım, elinize sağlık, herkese tavsiye ederim!"


def regroup_all() -> None:
    while regroup_due(clock.now() + timedelta(seconds=90)):
        pass


def test_a_complaint_puts_its_writer_at_risk_with_the_contact_and_words_as_evidence(cast):
    [interaction] = record(cast.brand, make_contact(COMPLAINT, KEREM))
    regroup_all()
    kerem = Customer.objects.get()
    assert kerem.group == "at_risk"
    assert kerem.regroup_at is not None
    [movement] = Movement.objects.all()
    assert (movement.before, movement.after, movement.at) == ("unknown", "at_risk", interaction.occurred_at)
    assert movement.evidence[0]["interaction"] == str(interaction.id)
    assert movement.evidence[0]["words"]
    assert Conversation.objects.get().group == "at_risk"
    assert Event.objects.filter(kind="segments.moved").count() == 1


def test_nothing_is_told_twice(cast):
    record(cast.brand, make_contact(COMPLAINT, KEREM))
    regroup_all()
    Customer.objects.update(regroup_at=clock.now())
    regroup_all()
    assert Movement.objects.count() == 1


def test_history_is_replayed_in_its_own_time(cast):
    now = clock.now()
    record(
        cast.brand,
        make_contact(COMPLAINT, KEREM, occurred_at=now - timedelta(days=500)),
        make_contact(PRAISE, KEREM, occurred_at=now - timedelta(days=10)),
    )
    regroup_all()
    after = list(Movement.objects.order_by("at").values_list("after", flat=True))
    assert after == ["at_risk", "unknown", "satisfied"]
    assert Event.objects.filter(kind="segments.moved").count() == 0


def test_a_person_overrules_with_a_reason_until_the_customer_contradicts(cast):
    record(cast.brand, make_contact(COMPLAINT, KEREM))
    regroup_all()
    kerem = Customer.objects.get()
    overrule(kerem, group="satisfied", reason="Telefonda görüştük, mutlu.", by=cast.elif_)
    regroup_all()
    assert Customer.objects.get().group == "satisfied"
    record(cast.brand, make_contact(COMPLAINT, KEREM))
    regroup_all()
    assert Customer.objects.get().group == "at_risk"
    assert Standing.objects.get().overruled_to == ""


def test_an_overrule_needs_a_reason_and_can_be_taken_back(cast):
    record(cast.brand, make_contact(COMPLAINT, KEREM))
    regroup_all()
    kerem = Customer.objects.get()
    with pytest.raises(ValueError):
        overrule(kerem, group="satisfied", reason=" ", by=cast.elif_)
    with pytest.raises(NotOverruled):
        take_back_overrule(kerem, by=cast.elif_)
    overrule(kerem, group="satisfied", reason="Görüştük", by=cast.elif_)
    take_back_overrule(kerem, by=cast.elif_)
    assert Customer.objects.get().group == "at_risk"


def test_looking_again_at_many_needs_no_more_queries_than_at_few(cast):
    record(cast.brand, *(make_contact(COMPLAINT, ContactCustomer(email=f"a{i}@x.example")) for i in range(3)))
    with CaptureQueriesContext(connection) as few:
        regroup_due(clock.now() + timedelta(seconds=90))
    record(
        cast.brand, *(make_contact(COMPLAINT, ContactCustomer(email=f"b{i}@x.example")) for i in range(60))
    )
    with CaptureQueriesContext(connection) as many:
        regroup_due(clock.now() + timedelta(seconds=90))
    assert len(many) <= len(few) + 1
