from datetime import timedelta

import pytest

from memnun.cases.actions import CannotAct, keep, mark_broken_promises, move, promise, take_back
from memnun.cases.models import Promise, Step
from memnun.cases.promising import Record, proposals, propose, record_of
from memnun.cases.testing import at, make_case
from memnun.events.models import Event
from memnun.foundation.business_time import Calendar
from memnun.foundation.clock import FrozenClock
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db
THURSDAY = "2026-03-05T17:00"


def test_a_promise_is_the_next_step_when_it_comes_first(cast: Cast, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand)
    promise(case, text="Arayacağız", due_at=at("2026-03-03T11:00"), by=cast.elif_)
    case.refresh_from_db()
    assert (case.next_step, case.next_step_at) == (Step.PROMISE, at("2026-03-03T11:00"))


def test_a_promise_is_kept(cast: Cast, tuesday_morning: FrozenClock) -> None:
    made = promise(make_case(cast.brand), text="Arayacağız", due_at=at(THURSDAY), by=cast.elif_)
    assert keep(made, by=cast.elif_).state == Promise.State.KEPT
    with pytest.raises(CannotAct, match="belli oldu"):
        keep(made, by=cast.elif_)


def test_a_promise_moves_with_a_reason_before_it_falls_due(cast: Cast, tuesday_morning: FrozenClock) -> None:
    made = promise(make_case(cast.brand), text="Arayacağız", due_at=at(THURSDAY), by=cast.elif_)
    with pytest.raises(CannotAct, match="nedenini"):
        move(made, due_at=at("2026-03-06T17:00"), reason=" ", by=cast.elif_)
    successor = move(made, due_at=at("2026-03-06T17:00"), reason="Kargo gecikti", by=cast.elif_)
    made.refresh_from_db()
    assert (made.state, made.successor, made.reason) == (Promise.State.MOVED, successor, "Kargo gecikti")
    assert list(Promise.objects.open()) == [successor]


def test_after_its_time_a_promise_is_broken_whatever_one_says(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    made = promise(make_case(cast.brand), text="Arayacağız", due_at=at(THURSDAY), by=cast.elif_)
    tuesday_morning.move(timedelta(days=3))
    with pytest.raises(CannotAct, match="süresi geçti"):
        move(made, due_at=at("2026-03-09T17:00"), reason="Unuttuk", by=cast.elif_)
    assert keep(made, by=cast.elif_).state == Promise.State.BROKEN


def test_the_watch_marks_broken_promises_once(cast: Cast, tuesday_morning: FrozenClock) -> None:
    promise(make_case(cast.brand), text="Arayacağız", due_at=at(THURSDAY), by=cast.elif_)
    assert mark_broken_promises() == []
    tuesday_morning.move(timedelta(days=3))
    assert len(mark_broken_promises()) == 1
    assert mark_broken_promises() == []
    assert Event.objects.filter(kind="cases.promise_broken").count() == 1


def test_a_promise_given_by_mistake_is_taken_back(cast: Cast, tuesday_morning: FrozenClock) -> None:
    made = promise(make_case(cast.brand), text="Arayacağız", due_at=at(THURSDAY), by=cast.elif_)
    assert take_back(made, reason="Yanlış vaka", by=cast.elif_).state == Promise.State.TAKEN_BACK


def test_a_moment_that_has_passed_is_no_promise(cast: Cast, tuesday_morning: FrozenClock) -> None:
    with pytest.raises(CannotAct, match="zaman"):
        promise(make_case(cast.brand), text="Arayacağız", due_at=at("2026-03-03T09:00"), by=cast.elif_)


def test_the_composer_is_told_what_is_promised_or_asked_for_it(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    case = make_case(cast.brand)
    assert case.conversation is not None
    hook = propose(case.conversation, "Merhaba, yarın arayacağız.", person=cast.elif_)
    assert ([each.due for each in hook.proposals], hook.asks_for_one) == ([at("2026-03-04T18:00")], False)
    assert propose(case.conversation, "Merhaba, ilgileniyoruz.", person=cast.elif_).asks_for_one
    assert propose(case.conversation, "En kısa sürede arayacağız.", person=cast.elif_).asks_for_one
    promise(case, text="Arayacağız", due_at=at(THURSDAY), by=cast.elif_)
    assert not propose(case.conversation, "Merhaba.", person=cast.elif_).asks_for_one


def test_proposals_come_by_their_time_each_once() -> None:
    text = "Yarın arayacağız. Cuma günü de yazacağız. En kısa sürede döneceğiz. Yarın göndereceğiz."
    found = proposals(text, at("2026-03-03T10:00"), Calendar())
    assert [each.due for each in found] == [at("2026-03-04T18:00"), at("2026-03-06T18:00"), None]


def test_how_often_promises_were_kept_is_told_only_when_there_were_enough(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    case = make_case(cast.brand, topics=["delivery"])
    assert record_of(cast.brand.id, topic="delivery") == []
    for number in range(10):
        state = Promise.State.KEPT if number < 6 else Promise.State.BROKEN
        Promise.objects.create(
            brand=cast.brand, case=case, customer=case.customer, text="Ara", due_at=at(THURSDAY), state=state,
            settled_at=at("2026-03-03T09:00"), topic="delivery", hours=20,
        )  # fmt: skip
    Promise.objects.create(
        brand=cast.brand, case=case, customer=case.customer, text="Ara", due_at=at(THURSDAY), topic="refund",
        settled_at=at("2026-03-03T09:00"), state=Promise.State.KEPT, hours=20,
    )  # fmt: skip
    [told] = record_of(cast.brand.id, topic="delivery")
    assert record_of(cast.brand.id, topic="refund") == [Record(24, 7, 11)]
    assert (told.hours, told.kept, told.n, told.enough) == (24, 6, 10, True)
    assert not Record(24, 3, 4).enough
    assert record_of(cast.other_brand.id, topic="delivery") == []
