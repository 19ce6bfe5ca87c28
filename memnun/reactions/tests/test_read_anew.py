"""A contact that turns out to be a complaint later is no less one."""

from datetime import timedelta
from typing import Any

import pytest

from memnun.cases.actions import resolve, settings_of
from memnun.cases.models import Case, Deadline, DeadlineKind, State
from memnun.events.dispatcher import REGISTRY, advance, discover
from memnun.foundation import clock
from memnun.interactions.actions import correct
from memnun.interactions.models import Interaction
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.testing import Cast
from memnun.reactions.hearing import hear, hear_anew
from memnun.reactions.models import SwitchedOff

pytestmark = pytest.mark.django_db
NOTHING = "Merhaba, siparişimin kutusunu bugün açtım."
COMPLAINT = "Kargom hâlâ gelmedi, bir haftadır bekliyorum, rezalet!"


@pytest.fixture(autouse=True)
def heard_for_long(cast: Cast) -> None:
    """The brand's rules hold since last month."""
    settings = settings_of(cast.brand.id)
    settings.since = clock.now() - timedelta(days=30)
    settings.save()


def told(cast: Cast, text: str, *, hours_ago: int, **fields: Any) -> Interaction:
    at = clock.now() - timedelta(hours=hours_ago)
    [contact] = record(
        cast.brand, make_contact(text, KEREM, **{"thread": "bir", "occurred_at": at, **fields})
    )
    hear(cast.brand.id, [contact.id])
    return contact


def correct_kinds(contact: Interaction, cast: Cast, *kinds: str) -> None:
    correct(contact, field="kinds", after=list(kinds), by=cast.elif_)
    hear_anew(cast.brand.id, [contact.id])


def test_what_a_person_calls_a_complaint_opens_a_case_as_of_its_moment(cast: Cast) -> None:
    contact = told(cast, NOTHING, hours_ago=5)
    assert not Case.objects.exists()
    correct_kinds(contact, cast, "complaint")
    case = Case.objects.get()
    assert (case.opened_at, case.origin) == (contact.occurred_at, "complaint_opens_a_case")
    assert case.assignee is not None


def test_an_answer_given_meanwhile_counts_as_the_first(cast: Cast) -> None:
    contact = told(cast, NOTHING, hours_ago=5)
    answer = told(cast, "Yardımcı olalım, ne oldu?", hours_ago=4, direction="out")
    correct_kinds(contact, cast, "complaint")
    assert Case.objects.get().first_answered_at == answer.occurred_at
    assert Deadline.objects.get(kind=DeadlineKind.FIRST_ANSWER).met_at == answer.occurred_at


def test_what_a_case_has_in_hand_or_had_opens_no_other(cast: Cast) -> None:
    contact = told(cast, NOTHING, hours_ago=5)
    told(cast, COMPLAINT, hours_ago=4)
    correct_kinds(contact, cast, "complaint")
    case = Case.objects.get()
    resolve(case, done="Kargo teslim edildi.", by=cast.elif_)
    correct_kinds(contact, cast, "complaint", "request")
    assert list(Case.objects.values_list("id", "state")) == [(case.id, State.RESOLVED)]


@pytest.mark.django_db(transaction=True)
def test_corrections_are_heard_from_the_log(cast: Cast) -> None:
    contact, other = told(cast, NOTHING, hours_ago=5), told(cast, NOTHING, hours_ago=5, thread="iki")
    correct(contact, field="kinds", after=["complaint"], by=cast.elif_)
    correct(other, field="sentiment", after="negative", by=cast.elif_)
    discover()
    while advance(REGISTRY["reactions.read_anew"]):
        pass
    assert list(Case.objects.values_list("conversation", flat=True)) == [contact.conversation_id]


def test_what_is_no_complaint_after_all_opens_none(cast: Cast) -> None:
    correct_kinds(told(cast, NOTHING, hours_ago=5), cast, "praise")
    assert not Case.objects.exists()


def test_a_rule_switched_off_stays_off(cast: Cast) -> None:
    contact = told(cast, NOTHING, hours_ago=5)
    SwitchedOff.objects.create(brand=cast.brand, rule="complaint_opens_a_case")
    correct_kinds(contact, cast, "complaint")
    assert not Case.objects.exists()


def test_hearing_twice_opens_one_case(cast: Cast) -> None:
    contact = told(cast, NOTHING, hours_ago=5)
    correct_kinds(contact, cast, "complaint")
    hear_anew(cast.brand.id, [contact.id])
    assert Case.objects.count() == 1
