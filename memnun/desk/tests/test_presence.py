"""Whoever opens a conversation sees who else looks at it, and only they."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from memnun.events.actions import TRANSIENT
from memnun.events.listening import connection_parameters
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.models import Conversation
from memnun.interactions.presence import LOOKS_ON, leave, look, looking_at
from memnun.interactions.testing import make_contact, record
from memnun.people.testing import Cast, make_team, signed_in_client

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return Cast()


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    return record(cast.brand, make_contact("Kargom gelmedi"))[0].conversation


def address(conversation: Conversation) -> str:
    return reverse("desk:presence", args=[conversation.id])


def test_each_sees_the_others_but_not_themselves(cast, conversation):
    elif_, burak = signed_in_client(cast.elif_), signed_in_client(cast.burak)
    assert "Elif" not in elif_.post(address(conversation)).text
    answer = burak.post(address(conversation)).text
    assert "Elif Demir" in answer
    assert "Burak" not in answer
    assert "Burak Şahin" in elif_.get(address(conversation)).text


def test_looking_elsewhere_is_seen_at_once_and_a_vanished_page_within_a_minute(cast, conversation):
    with clock.frozen(NOON) as time:
        look(conversation, cast.elif_)
        look(conversation, cast.burak)
        signed_in_client(cast.burak).delete(address(conversation))
        assert [one.person for one in looking_at(conversation, time.at)] == [cast.elif_]
        assert looking_at(conversation, time.move(LOOKS_ON)) == []


def test_looking_counts_as_reading_and_is_no_event(cast, conversation):
    before = Event.objects.count()
    with clock.frozen(NOON) as time:
        look(conversation, cast.elif_)
        time.move(timedelta(seconds=20))
        look(conversation, cast.elif_)
        leave(conversation, cast.elif_)
    assert conversation.presences.get().seen_at == NOON + timedelta(seconds=20)
    assert Event.objects.count() == before


def test_a_conversation_of_others_is_not_there(cast, conversation):
    assert signed_in_client(cast.deniz).post(address(conversation)).status_code == 404
    conversation.team = make_team(cast.brand, "Gizli", cast.murat, private=True)
    conversation.save()
    assert signed_in_client(cast.elif_).post(address(conversation)).status_code == 404
    assert not conversation.presences.exists()


def heard(listener: psycopg.Connection[Any]) -> list[dict[str, Any]]:
    return [json.loads(note.payload) for note in listener.notifies(timeout=0.5)]


def test_screens_are_told_when_somebody_comes_or_goes_and_not_at_every_sign(cast, conversation):
    with psycopg.connect(**connection_parameters()) as listener:
        listener.execute(f"LISTEN {TRANSIENT}")
        look(conversation, cast.elif_)
        look(conversation, cast.elif_)
        assert heard(listener) == [
            {
                "brand": str(cast.brand.id),
                "team": None,
                "word": {
                    "kind": "presence.changed",
                    "conversation": str(conversation.id),
                    "person": str(cast.elif_.id),
                },
            }
        ]
        leave(conversation, cast.elif_)
        leave(conversation, cast.elif_)
        assert len(heard(listener)) == 1


def test_who_writes_is_said_and_screens_hear_when_it_begins_and_ends(cast, conversation):
    elif_, burak = signed_in_client(cast.elif_), signed_in_client(cast.burak)
    with psycopg.connect(**connection_parameters()) as listener:
        burak.post(address(conversation))
        listener.execute(f"LISTEN {TRANSIENT}")
        for writing in ("note", "note", "reply", "", "nonsense"):
            burak.post(address(conversation), {"writing": writing})
        assert len(heard(listener)) == 3
    for writing, words in (("note", "Burak Şahin not yazıyor"), ("reply", "Burak Şahin yanıt yazıyor")):
        burak.post(address(conversation), {"writing": writing})
        assert words in elif_.get(address(conversation)).text
    burak.delete(address(conversation))
    burak.post(address(conversation))
    assert "yazıyor" not in elif_.get(address(conversation)).text


def test_many_faces_cost_as_many_queries_as_one(cast, conversation):
    client = signed_in_client(cast.elif_)
    client.get(address(conversation))
    look(conversation, cast.burak)
    with CaptureQueriesContext(connection) as for_one:
        client.get(address(conversation))
    for person in (cast.murat, cast.selin, cast.arda):
        look(conversation, person)
    with CaptureQueriesContext(connection) as for_many:
        assert client.get(address(conversation)).text.count("visually-hidden") == 4
    assert len(for_many) == len(for_one)
