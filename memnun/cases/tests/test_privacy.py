"""A customer is given what is held of their cases; erased, their words go and the figures stay."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from memnun.cases.actions import await_customer, concede, keep, promise, resolve
from memnun.cases.measures.figures import MEASURES, Wanted
from memnun.cases.models import Case, Concession, Promise, Resolution
from memnun.cases.privacy import StillOwed, erase, export
from memnun.cases.status_page import address_of
from memnun.cases.testing import make_case
from memnun.foundation.clock import FrozenClock
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db
SECRET = "Kerem'in kolisi kapıcıda"


@pytest.fixture
def case(cast: Cast, tuesday_morning: FrozenClock) -> Case:
    """A case with words of the customer in every place that holds words."""
    case = make_case(cast.brand, text=f"Şikâyetçiyim: {SECRET}")
    concede(case, kind="gift", amount=Decimal(50), reason=SECRET, details=SECRET, by=cast.elif_)
    await_customer(case, what=SECRET, by=cast.elif_)
    made = promise(case, text=SECRET, due_at=tuesday_morning.at + timedelta(hours=4), by=cast.elif_)
    keep(made, by=cast.elif_)
    return case


def test_a_customer_is_given_their_cases(case: Case, cast: Cast) -> None:
    resolve(case, done=SECRET, by=cast.elif_)
    [told] = json.loads(json.dumps(export(case.customer)))
    assert (told["number"], told["given"][0]["amount"]) == ("V-1001", "50.00")
    assert told["promises"][0]["text"] == told["solutions"][0]["done"] == SECRET


def test_erasing_takes_the_words_and_leaves_the_figures(
    case: Case, cast: Cast, tuesday_morning: FrozenClock
) -> None:
    resolve(case, done=SECRET, by=cast.elif_)
    day = Wanted(tuesday_morning.at - timedelta(days=1), tuesday_morning.at + timedelta(days=1))
    before = [measure.figure(cast.murat, day) for measure in MEASURES.values()]
    page = address_of(case)
    assert Client().get(page).status_code == 200
    assert erase(case.customer) == {
        "cases": 1, "promises": 1, "concessions": 1, "solutions": 1, "follow_ups": 1, "waits": 1,
    }  # fmt: skip
    assert SECRET not in json.dumps(export(case.customer), ensure_ascii=False)
    rows = [*Case.objects.values(), *Promise.objects.values(), *Concession.objects.values()]
    assert SECRET not in str([*rows, *Resolution.objects.values()])
    assert [measure.figure(cast.murat, day) for measure in MEASURES.values()] == before
    assert Client().get(page).status_code == 404


def test_nobody_is_erased_to_whom_something_is_owed(case: Case) -> None:
    with pytest.raises(StillOwed, match="V-1001"):
        erase(case.customer)
    assert Case.objects.get().title


def test_the_request_to_be_erased_does_not_stand_in_its_own_way(cast: Cast) -> None:
    case = make_case(cast.brand, type="privacy")
    assert erase(case.customer)["cases"] == 1
