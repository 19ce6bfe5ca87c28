"""Meetings by video: links nobody can guess, consent first, who came and went in any order, one contact each."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from memnun.channels.video.actions import invitation, plan_meeting
from memnun.channels.video.fake import JitsiRoom
from memnun.channels.video.kind import KIND, PATH
from memnun.channels.video.links import token_of
from memnun.channels.video.models import Attendance, Meeting
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount, Conversation, Interaction
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.testing import Cast, signed_in_client

CONSENT = "Görüşme kaydedilmez. Aydınlatma metni: https://deneme.example/kvkk"


@pytest.fixture
def account(cast: Cast) -> ChannelAccount:
    account = ChannelAccount.objects.create(
        brand=cast.brand, channel="video", kind="video", slug="jitsi", name="Jitsi",
        settings={"pattern": "https://meet.example/{room}", "consent_text": CONSENT, "link_hours": 24},
    )  # fmt: skip
    KIND.after_save(account)
    return account


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    [contact] = record(cast.brand, make_contact("Montajı gösterebilir misiniz?", KEREM))
    return contact.conversation


@pytest.fixture
def meeting(cast: Cast, account: ChannelAccount, conversation: Conversation) -> Meeting:
    return plan_meeting(conversation, planned_at=None, by=cast.elif_)


def door(meeting: Meeting) -> str:
    return f"/m/{token_of(meeting)}/"


def report(account: ChannelAccount, *bodies: bytes, below: str = "") -> list[int]:
    path = f"/meetings/events/{account.secret(PATH)}/{below}"
    client = Client(enforce_csrf_checks=True)
    return [client.post(path, body, content_type="application/json").status_code for body in bodies]


def talk(meeting: Meeting, at: datetime) -> list[bytes]:
    room = JitsiRoom(meeting.room, at=at)
    return [room.joined("Kerem", "k", 20), room.left("Kerem", "k", 500), room.destroyed(600), room.created()]


def test_the_customer_agrees_before_the_room_opens(meeting: Meeting) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(door(meeting))
    assert "Aydınlatma metni" in page.content.decode()
    assert meeting.room not in page.content.decode()
    meeting.refresh_from_db()
    assert meeting.consented_at is None
    answer = client.post(door(meeting))
    assert answer.headers["Location"] == f"https://meet.example/{meeting.room}"
    meeting.refresh_from_db()
    assert (meeting.consent_text, bool(meeting.consented_at)) == (CONSENT, True)
    assert page.cookies == {}


def test_a_link_expires_and_a_called_off_meeting_has_none(cast: Cast, meeting: Meeting) -> None:
    with clock.frozen(clock.now() + timedelta(hours=25)):
        assert Client().get(door(meeting)).status_code == 410
        assert Client().post(door(meeting)).status_code == 410
    signed_in_client(cast.elif_).post(f"/meetings/{meeting.id}/cancellation/")
    assert Client().get(door(meeting)).status_code == 410
    assert Client().get("/m/tahmin/").status_code == 404


def test_rooms_and_links_cannot_be_guessed(
    cast: Cast, account: ChannelAccount, conversation: Conversation
) -> None:
    made = [plan_meeting(conversation, planned_at=None, by=cast.elif_) for _ in range(5)]
    assert len({one.room for one in made}) == 5
    assert all(len(one.room.rpartition("-")[2]) == 32 and len(token_of(one)) >= 32 for one in made)
    assert not any(token_of(one).encode() in bytes(one.token) for one in made)


def test_a_server_with_tokens_gets_a_signed_ticket_for_one_room(
    account: ChannelAccount, meeting: Meeting
) -> None:
    account.settings["jwt_app_id"] = "memnun"
    account.set_secrets({**account.all_secrets(), "jwt_secret": "çok-gizli"})
    account.save()
    location = Client().post(door(meeting)).headers["Location"]
    head, body, signature = location.partition("?jwt=")[2].split(".")
    told = json.loads(base64.urlsafe_b64decode(body + "=="))
    assert (told["room"], told["iss"], told["moderator"]) == (meeting.room, "memnun", False)
    assert told["exp"] == int(meeting.expires_at.timestamp())
    expected = hmac.new("çok-gizli".encode(), f"{head}.{body}".encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64decode(signature + "==") == expected


def test_who_came_and_went_is_the_same_in_any_order(
    cast: Cast, account: ChannelAccount, conversation: Conversation
) -> None:
    at = (clock.now() - timedelta(minutes=30)).replace(microsecond=0)
    for order in permutations(range(4)):
        meeting = plan_meeting(conversation, planned_at=None, by=cast.elif_)
        events = talk(meeting, at)
        assert report(account, *(events[place] for place in order), *events) == [200] * 8
        stay = Attendance.objects.get(meeting=meeting)
        assert (stay.joined_at, stay.left_at) == (at + timedelta(seconds=20), at + timedelta(seconds=500))
    while place_waiting():
        pass
    held = Interaction.objects.filter(channel="video")
    assert (held.count(), {one.conversation_id for one in held}) == (24, {conversation.id})


def test_hosted_jitsi_speaks_its_own_words(account: ChannelAccount, meeting: Meeting) -> None:
    room = JitsiRoom(meeting.room, at=clock.now() - timedelta(minutes=5))
    report(
        account,
        room.jaas("PARTICIPANT_JOINED", 1, participantJid="p1", name="Kerem"),
        room.jaas("ROOM_DESTROYED", 240),
    )
    meeting.refresh_from_db()
    assert Attendance.objects.get().name == "Kerem"
    assert bool(meeting.ended_at and meeting.raw_id)


def test_foreign_rooms_other_kinds_and_nonsense_change_nothing(
    account: ChannelAccount, meeting: Meeting
) -> None:
    foreign = JitsiRoom("baskasi", at=clock.now())
    assert report(
        account, foreign.destroyed(5), b'{"event_name": "muc-poll"}', below="events/room/destroyed"
    ) == [200, 200]
    assert report(account, b"", b"[]", b'{"event_name":"muc-occupant-left","room_name":"x"}') == [422] * 3
    assert (
        Client().post("/meetings/events/tahmin/", b"{}", content_type="application/json").status_code == 404
    )
    meeting.refresh_from_db()
    assert (meeting.ended_at, Attendance.objects.count()) == (None, 0)


def test_a_meeting_is_planned_invited_to_and_noted_from_its_conversation(
    cast: Cast, account: ChannelAccount, conversation: Conversation
) -> None:
    elif_ = signed_in_client(cast.elif_)
    where = elif_.post(f"/conversations/{conversation.id}/meetings/").headers["Location"]
    meeting = Meeting.objects.get()
    page = elif_.get(where).content.decode()
    assert door(meeting) in page
    assert "Kerem Bey" in invitation(meeting, base_url="https://memnun.example")
    joined = elif_.post(f"/meetings/{meeting.id}/joining/")
    assert joined.headers["Location"].startswith("https://meet.example/")
    elif_.post(f"/meetings/{meeting.id}/end/", {"note": "Montajı birlikte yaptık, yarın arayacağım."})
    while place_waiting():
        pass
    contact = Interaction.objects.get(channel="video")
    assert (contact.text, contact.conversation_id, contact.staff) == ("Montajı birlikte yaptık, yarın arayacağım.", conversation.id, cast.elif_)  # fmt: skip
    assert Client().get(door(meeting)).status_code == 410


def test_without_a_server_the_page_says_who_adds_one(cast: Cast, conversation: Conversation) -> None:
    answer = signed_in_client(cast.elif_).post(f"/conversations/{conversation.id}/meetings/")
    assert answer.status_code == 422
    assert "Henüz görüşme sunucusu yok" in answer.content.decode()


def test_lists_of_meetings_ask_the_same_however_long(
    cast: Cast, account: ChannelAccount, conversation: Conversation, django_assert_max_num_queries: Any
) -> None:
    meetings = [plan_meeting(conversation, planned_at=None, by=cast.elif_) for _ in range(8)]
    for number in range(8):
        Attendance.objects.create(
            brand=cast.brand, meeting=meetings[0], occupant=str(uuid4()), name=f"Kişi {number}"
        )
    elif_ = signed_in_client(cast.elif_)
    for path, most in (
        (f"/conversations/{conversation.id}/meetings/", 8),
        (f"/meetings/{meetings[0].id}/", 12),
    ):
        elif_.get(path)
        with django_assert_max_num_queries(most):
            assert elif_.get(path).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\xff\xfe", b"[" * 50_000, b"null", b"[]", b'{"eventType": 5}', b'{"eventType": "PARTICIPANT_JOINED"}',
        b'{"event_name": "muc-occupant-joined", "room_name": {"a": 1}, "occupant": []}',
        b'{"event_name": "muc-room-destroyed", "room_name": "x\\u0000y", "destroyed_at": 1e400}',
    ],
)  # fmt: skip
def test_what_is_no_event_is_answered_and_changes_nothing(
    account: ChannelAccount, meeting: Meeting, body: bytes
) -> None:
    assert report(account, body)[0] in (200, 422)
    meeting.refresh_from_db()
    assert (meeting.began_at, meeting.ended_at) == (None, None)


def test_hostile_names_and_times_of_a_real_room_are_kept_harmless(
    cast: Cast, account: ChannelAccount, meeting: Meeting
) -> None:
    name = "<script>alert(1)</script>\x00\u202e" + "x" * 5000
    told = {
        "event_name": "muc-occupant-joined", "room_name": meeting.room,
        "occupant": {"occupant_jid": "a\x00b", "name": name, "joined_at": 9e15},
    }  # fmt: skip
    assert report(account, json.dumps(told).encode()) == [200]
    stay = Attendance.objects.get()
    assert len(stay.name) <= 200
    assert stay.joined_at is not None
    assert abs(stay.joined_at - clock.now()) < timedelta(minutes=1)
    page = signed_in_client(cast.elif_).get(f"/meetings/{meeting.id}/").content.decode()
    assert "<script>alert" not in page
