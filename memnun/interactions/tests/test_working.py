"""Assigning, resolving, snoozing, tagging, noting: each an act in the log, none of them twice."""

from datetime import timedelta

import pytest

from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.actions import (
    InvalidTag,
    add_note,
    assign,
    assign_team,
    reopen,
    resolve,
    see_mentions,
    snooze,
    tag,
    untag,
    wake_snoozed,
)
from memnun.interactions.models import Conversation, Mention
from memnun.interactions.testing import AYSE, make_contact, record
from memnun.people.testing import make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(cast) -> Conversation:
    [contact] = record(cast.brand, make_contact("Kargom gelmedi", AYSE))
    return contact.conversation


def kinds() -> list[str]:
    return list(
        Event.objects.filter(kind__startswith="conversations.").order_by("id").values_list("kind", flat=True)
    )


def test_assigning_twice_is_one_act(cast, conversation):
    assign(conversation, to=cast.burak, by=cast.elif_)
    assign(conversation, to=cast.burak, by=cast.elif_)
    assign(conversation, to=None, by=cast.elif_)
    assert kinds() == ["conversations.assigned", "conversations.unassigned"]


def test_a_private_team_hides_a_conversation_from_outsiders_and_not_from_managers(cast, conversation):
    team = make_team(cast.brand, "Hukuk", cast.burak, private=True)
    assign_team(conversation, team=team, by=cast.murat)
    seen = {
        who.name: Conversation.objects.visible_to(who).exists()
        for who in (cast.elif_, cast.burak, cast.murat, cast.deniz)
    }
    assert seen == {"Elif Demir": False, "Burak Şahin": True, "Murat Kaya": True, "Deniz Yıldız": False}
    assert Event.objects.visible_to(cast.elif_).filter(kind="conversations.team_set").count() == 0


def test_resolving_ends_the_waiting_and_reopening_brings_it_back(cast, conversation):
    since = conversation.waiting_since
    resolve(conversation, by=cast.elif_)
    resolve(conversation, by=cast.elif_)
    conversation.refresh_from_db()
    assert (conversation.status, conversation.waiting_since) == ("resolved", None)
    reopen(conversation, by=cast.elif_)
    conversation.refresh_from_db()
    assert (conversation.status, conversation.waiting_since) == ("open", since)
    assert kinds() == ["conversations.resolved", "conversations.reopened"]


def test_a_snoozed_conversation_comes_back_in_time(cast, conversation):
    with pytest.raises(ValueError):
        snooze(conversation, until=clock.now() - timedelta(minutes=1), by=cast.elif_)
    snooze(conversation, until=clock.now() + timedelta(hours=1), by=cast.elif_)
    assert wake_snoozed() == 0
    assert wake_snoozed(clock.now() + timedelta(hours=2)) == 1
    conversation.refresh_from_db()
    assert conversation.status == "open"
    assert conversation.waiting_since


def test_tags_are_kept_in_turkish_lower_case(cast, conversation):
    tag(conversation, name="  ISPARTA  İADE ", by=cast.elif_)
    tag(conversation, name="ısparta iade", by=cast.elif_)
    conversation.refresh_from_db()
    assert [label for label in conversation.labels if label.startswith("tag:")] == ["tag:ısparta iade"]
    untag(conversation, name="Isparta İade", by=cast.elif_)
    assert kinds() == ["conversations.tagged", "conversations.untagged"]
    for wrong in ("", "  ", "x" * 41):
        with pytest.raises(InvalidTag):
            tag(conversation, name=wrong, by=cast.elif_)


def test_a_note_calls_the_people_it_names(cast, conversation):
    add_note(conversation, text="@Burak Şahin ve @murat, bakar mısınız? burak değil @elif de", by=cast.elif_)
    assert {mention.person.name for mention in Mention.objects.all()} == {"Burak Şahin", "Murat Kaya"}
    assert see_mentions(conversation, by=cast.burak) == 1
    assert see_mentions(conversation, by=cast.burak) == 0
    with pytest.raises(ValueError):
        add_note(conversation, text="  ", by=cast.elif_)
