"""Every complaint gets an owner and a promised time, an answer, a follow-up; what comes back goes on with it."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter

import pytest

from memnun.cases.actions import (
    mark_broken_promises,
    note_asked,
    promise,
    resolve,
    settings_of,
    watch_deadlines,
)
from memnun.cases.models import Case, Deadline, DeadlineKind, FollowUp, Promise, State
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.testing import Cast
from memnun.reactions.testing import react

pytestmark = pytest.mark.django_db(transaction=True)
COMPLAINT = "Kargom hâlâ gelmedi, bir haftadır bekliyorum, rezalet!"


def say(cast: Cast, text: str, **fields: object) -> None:
    record(cast.brand, make_contact(text, KEREM, thread="kargo", **fields))
    react()


def test_a_complaint_gets_an_owner_and_a_time_at_once() -> None:
    cast = Cast()
    say(cast, COMPLAINT)
    case = Case.objects.get()
    assert case.assignee is not None
    assert case.next_step_at is not None
    assert Deadline.objects.filter(case=case, due_at__isnull=False).count() == 2


def test_a_complaint_that_nobody_answers_is_shouted_about_once() -> None:
    cast = Cast()
    say(cast, COMPLAINT)
    with clock.frozen(clock.now() + timedelta(days=6)):
        watch_deadlines()
        watch_deadlines()
    case = Case.objects.get()
    missed = Event.objects.filter(kind="cases.deadline_missed", subject_id=case.id)
    assert missed.count() == 2
    assert case.urgency > case.type.urgency


def test_a_promise_that_was_not_kept_is_marked_and_its_owner_told() -> None:
    cast = Cast()
    say(cast, COMPLAINT)
    promise(Case.objects.get(), text="Arayacağız", due_at=clock.now() + timedelta(hours=2), by=cast.elif_)
    with clock.frozen(clock.now() + timedelta(hours=3)):
        [broken] = mark_broken_promises()
    assert broken.state == Promise.State.BROKEN


def test_who_is_still_unhappy_a_week_later_comes_back_to_the_same_owner_first_in_line() -> None:
    cast = Cast()
    say(cast, COMPLAINT)
    say(cast, "Kargonuz teslim edildi.", direction="out", staff=cast.elif_.account.email)
    case = Case.objects.get()
    owner = case.assignee
    resolve(case, done="Teslim edildi", by=cast.elif_)
    with clock.frozen(clock.now() + timedelta(days=8)):
        note_asked(FollowUp.objects.get())
        say(cast, "Hayır, paket boş çıktı, hâlâ çözülmedi!")
    case.refresh_from_db()
    assert (case.state, case.assignee, case.urgency) == (State.WORKING, owner, 2)
    assert FollowUp.objects.get().state == FollowUp.State.UNSATISFIED
    assert Deadline.objects.filter(case=case, kind=DeadlineKind.SOLUTION).running().exists()


def test_who_is_content_a_week_later_closes_the_case() -> None:
    cast = Cast()
    say(cast, COMPLAINT)
    resolve(Case.objects.get(), done="Teslim edildi", by=cast.elif_)
    with clock.frozen(clock.now() + timedelta(days=8)):
        note_asked(FollowUp.objects.get())
        say(cast, "Evet, çözüldü, teşekkür ederim.")
    assert Case.objects.get().state == State.CLOSED
    assert FollowUp.objects.get().state == FollowUp.State.SATISFIED


def test_a_thousand_complaints_of_one_batch_have_their_cases_within_ten_seconds() -> None:
    cast = Cast()
    settings_of(cast.brand.id)
    complaints = [
        make_contact(COMPLAINT, ContactCustomer(name=f"Müşteri {number}", email=f"m{number}@musteri.example"))
        for number in range(1000)
    ]
    record(cast.brand, *complaints)
    begun = perf_counter()
    react()
    took = perf_counter() - begun
    assert Case.objects.filter(brand=cast.brand).count() == 1000
    assert took < 10, f"{took:.1f} s"
