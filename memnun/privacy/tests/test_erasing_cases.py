"""Erased, a customer's cases lose their words, their status pages close, and the figures stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from memnun.cases.actions import await_customer, concede, keep, promise, resolve
from memnun.cases.measures.figures import MEASURES, Wanted
from memnun.cases.models import Case, Concession, Promise, Resolution
from memnun.cases.status_page import address_of
from memnun.cases.testing import at, make_case
from memnun.foundation import clock
from memnun.foundation.clock import FrozenClock
from memnun.people.testing import Cast
from memnun.privacy.erasing import CannotErase, erase
from memnun.privacy.models import Destruction

pytestmark = pytest.mark.django_db
GROUND = Destruction.Ground.REQUEST
SECRET = "Kerem'in kolisi kapıcıda"


@pytest.fixture
def tuesday_morning() -> Iterator[FrozenClock]:
    """3 March 2026, 10:00."""
    with clock.frozen(at("2026-03-03T10:00")) as frozen:
        yield frozen


@pytest.fixture
def case(cast: Cast, tuesday_morning: FrozenClock) -> Case:
    """A case with words of the customer in every place that holds words."""
    case = make_case(cast.brand, text=f"Şikâyetçiyim: {SECRET}")
    concede(case, kind="gift", amount=Decimal(50), reason=SECRET, details=SECRET, by=cast.elif_)
    await_customer(case, what=SECRET, by=cast.elif_)
    made = promise(case, text=SECRET, due_at=tuesday_morning.at + timedelta(hours=4), by=cast.elif_)
    keep(made, by=cast.elif_)
    return case


def test_the_words_go_the_figures_stay_and_the_status_page_closes(
    case: Case, cast: Cast, tuesday_morning: FrozenClock
) -> None:
    resolve(case, done=SECRET, by=cast.elif_)
    day = Wanted(tuesday_morning.at - timedelta(days=1), tuesday_morning.at + timedelta(days=1))
    before = [measure.figure(cast.murat, day) for measure in MEASURES.values()]
    page = address_of(case)
    assert Client().get(page).status_code == 200
    erase(case.customer, ground=GROUND, by=cast.murat)
    rows = [*Case.objects.values(), *Promise.objects.values(), *Concession.objects.values()]
    assert SECRET not in str([*rows, *Resolution.objects.values()])
    assert [measure.figure(cast.murat, day) for measure in MEASURES.values()] == before
    assert Client().get(page).status_code == 404


def test_nobody_is_erased_to_whom_something_is_owed(case: Case, cast: Cast) -> None:
    with pytest.raises(CannotErase, match="V-1001"):
        erase(case.customer, ground=GROUND, by=cast.murat)
    assert Case.objects.get().title


def test_the_request_to_be_erased_does_not_stand_in_its_own_way(cast: Cast) -> None:
    case = make_case(cast.brand, type="privacy")
    erase(case.customer, ground=GROUND, by=cast.murat)
    assert Case.objects.get().erased_at
