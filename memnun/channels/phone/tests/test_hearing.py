"""Switchboards tell of calls twice, late and in any order: one call is one contact, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memnun.channels.phone.fake import BulutfonCall, VerimorCall
from memnun.channels.phone.hearing import apply_event, close_forgotten, forget_events, keep_event
from memnun.channels.phone.kind import KIND, PATH
from memnun.channels.phone.models import Call, CallEvent
from memnun.channels.phone.noting import set_extension
from memnun.channels.phone.recordings import destroy_expired
from memnun.events import invariants
from memnun.events.checking import check_all
from memnun.events.dispatcher import REGISTRY, advance, discover
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount, Conversation, Interaction, RawInbound, Reading
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import AYSE, make_contact, record
from memnun.people.models import Brand
from memnun.people.testing import Cast, signed_in_client

NUMBER = "+905321234567"


def make_line(brand: Brand, provider: str = "verimor", **settings: Any) -> ChannelAccount:
    """A connected switchboard."""
    account = ChannelAccount.objects.create(
        brand=brand, channel="phone", kind="phone", slug=provider, name="Santral",
        settings={"provider": provider, **settings},
    )  # fmt: skip
    KIND.after_save(account)
    return account


@pytest.fixture
def line(cast: Cast) -> ChannelAccount:
    return make_line(cast.brand)


def report(account: ChannelAccount, *bodies: bytes, address: str = "203.0.113.5") -> list[int]:
    """Post events as the switchboard does; gives the answers' codes."""
    client = Client(REMOTE_ADDR=address, enforce_csrf_checks=True)
    path = f"/calls/events/{account.secret(PATH)}/"
    kind = "application/x-www-form-urlencoded"
    return [client.post(path, body, content_type=kind).status_code for body in bodies]


def place() -> list[Interaction]:
    while place_waiting():
        pass
    return list(Interaction.objects.select_related("conversation", "customer").order_by("occurred_at"))


def now() -> datetime:
    return clock.now() - timedelta(minutes=10)


def test_an_answered_call_is_one_contact_with_who_when_and_how_long(cast: Cast, line: ChannelAccount) -> None:
    set_extension(line, number="1001", person=cast.elif_, by=cast.murat)
    call = VerimorCall(at=now())
    assert (
        report(line, call.ringing(), call.answer(), call.user_hangup(), call.hangup(answered=True))
        == [200] * 4
    )
    [contact] = place()
    assert (contact.channel, contact.direction, contact.subject) == ("phone", "in", "Gelen arama, 1 dk 0 sn")
    assert contact.staff == cast.elif_
    assert contact.meta["seconds"] == 60
    assert contact.customer.identities.get().value == NUMBER


def test_whatever_order_events_come_in_the_calls_are_the_same(cast: Cast, line: ChannelAccount) -> None:
    for order in permutations(range(4)):
        call = VerimorCall(at=now())
        events = [call.ringing(), call.answer(), call.user_hangup(), call.hangup(answered=True)]
        report(line, *(events[place] for place in order), *(events[place] for place in order))
    known = Call.objects.all()
    assert {(call.direction, call.number, call.extension) for call in known} == {("in", NUMBER, "1001")}
    assert {call.talked for call in known} == {timedelta(seconds=60)}
    assert CallEvent.objects.count() == 4 * 24
    assert len(place()) == 24


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(data=st.data(), answered=st.booleans())
def test_any_number_of_any_events_gives_one_contact(
    cast: Cast, line: ChannelAccount, data: st.DataObject, answered: bool
) -> None:
    call = VerimorCall(at=now())
    events = [
        call.ringing("1001"),
        call.ringing("1002"),
        call.user_hangup("1002"),
        call.hangup(answered=answered),
    ]
    events += [call.answer()] if answered else []
    told = data.draw(st.lists(st.sampled_from(events), min_size=1, max_size=12))
    for body in [*told, call.hangup(answered=answered)]:
        event = keep_event(line, body)
        if event:
            event.account = line
            apply_event(event)
    known = Call.objects.get(key=call.key)
    assert known.is_missed is not answered
    assert RawInbound.objects.filter(external_id=f"call-{call.key}").count() == 1


@pytest.mark.parametrize("answered", [True, False])
def test_bulutfon_tells_the_same_in_its_own_words(cast: Cast, answered: bool) -> None:
    line = make_line(cast.brand, "bulutfon")
    call = BulutfonCall(at=now())
    end = (
        [call.call_hangup(answered=True)]
        if answered
        else [call.missing_call(), call.call_hangup(answered=False)]
    )
    report(line, *end, call.call_init(), call.call_init_extension(), *end)
    known = Call.objects.get()
    assert (known.number, known.line, known.extension) == (NUMBER, "+908508850000", "1001")
    assert known.is_missed is not answered
    assert len(place()) == 1


def test_an_event_that_cannot_be_read_is_kept_with_the_reason_and_answered(line: ChannelAccount) -> None:
    bad = [b"", b"event_type=hangup", b"\xff\xfe", b"event_type=hangup&call_uuid=x&start_stamp=31.31.2026"]
    assert report(line, *bad) == [200] * 4
    kept = list(CallEvent.objects.order_by("received_at"))
    assert len(kept) == 4
    assert all(event.problem and not event.applied_at for event in kept)
    assert not Call.objects.exists()


def test_the_address_is_secret_and_may_be_bound_to_networks(cast: Cast, line: ChannelAccount) -> None:
    body = VerimorCall(at=now()).ringing()
    assert Client().post("/calls/events/tahmin/", body, content_type="text/plain").status_code == 404
    ChannelAccount.objects.filter(id=line.id).update(settings={"provider": "verimor", "allowed_addresses": "198.51.100.0/24"})  # fmt: skip
    assert report(line, body) == [404]
    assert report(line, body, address="198.51.100.77") == [200]
    assert report(line, b"x" * 70_000, address="198.51.100.77") == [413]


def test_a_paused_line_takes_nothing(line: ChannelAccount) -> None:
    ChannelAccount.objects.filter(id=line.id).update(active=False)
    assert report(line, VerimorCall(at=now()).ringing()) == [404]


def test_calls_among_colleagues_stay_outside_the_ledger(line: ChannelAccount) -> None:
    call = VerimorCall("1002", at=now(), direction="internal")
    report(line, call.ringing(), call.hangup(answered=True))
    assert Call.objects.get().raw_id is None
    assert place() == []


def test_a_missed_call_waits_until_somebody_calls_back_and_is_answered(line: ChannelAccount) -> None:
    missed = VerimorCall(at=now() - timedelta(hours=1))
    report(line, missed.ringing(), missed.hangup(answered=False, after=20))
    assert Call.objects.to_call_back().count() == 1
    tried = VerimorCall(at=now() - timedelta(minutes=30), direction="outbound")
    report(line, tried.hangup(answered=False))
    assert Call.objects.to_call_back().count() == 1
    reached = VerimorCall(at=now(), direction="outbound")
    report(line, reached.answer(), reached.hangup(answered=True))
    assert Call.objects.to_call_back().count() == 0
    assert Call.objects.get(key=missed.key).settled_by == Call.objects.get(key=reached.key)


def test_only_a_missed_call_that_nobody_called_back_asks_for_a_next_step(line: ChannelAccount) -> None:
    """The rule that opens a case for it reads `missed`."""
    waiting, settled = VerimorCall(at=now()), VerimorCall("05339998877", at=now() - timedelta(hours=1))
    back = VerimorCall("05339998877", at=now(), direction="outbound")
    report(line, waiting.hangup(answered=False), back.hangup(answered=True), settled.hangup(answered=False))
    told = {contact.customer.identities.get().value: [] for contact in place()}
    for contact in place():
        told[contact.customer.identities.get().value].append(contact.meta.get("missed"))
    assert told == {NUMBER: [True], "+905339998877": [None, None]}


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_after_a_talk_and_somebody_does_after_a_missed_call() -> None:
    line = make_line(Cast().brand)
    talked, missed = VerimorCall(at=now()), VerimorCall("05339998877", at=now())
    report(line, talked.hangup(answered=True), missed.hangup(answered=False))
    place()
    discover()
    while advance(REGISTRY["phone.conversations"]):
        pass
    waiting = {one.subject: one.waiting_since is not None for one in Conversation.objects.all()}
    assert waiting == {"Gelen arama, 1 dk 0 sn": False, "Cevapsız çağrı": True}
    assert Call.objects.filter(conversation=None).count() == 0


def test_a_call_whose_end_was_never_told_is_closed_with_what_is_known(line: ChannelAccount) -> None:
    call = VerimorCall(at=now() - timedelta(hours=7))
    report(line, call.ringing())
    assert close_forgotten() == 1
    assert Call.objects.get().is_missed
    assert len(place()) == 1


def test_a_ringing_call_is_shown_to_whom_it_rings_with_who_it_is(cast: Cast, line: ChannelAccount) -> None:
    [known] = record(
        cast.brand, make_contact("İadem nerede?", AYSE.__class__(name="Ayşe Yılmaz", phone=NUMBER))
    )
    set_extension(line, number="1001", person=cast.elif_, by=cast.murat)
    report(line, VerimorCall(at=clock.now()).ringing())
    told = Event.objects.get(kind="phone.ringing")
    assert told.details["people"] == [str(cast.elif_.id)]
    page = signed_in_client(cast.elif_).get("/calls/ringing/").content.decode()
    assert "Ayşe Yılmaz" in page
    assert "İadem nerede?" in page
    assert f"/customers/{known.customer_id}/" in page
    assert signed_in_client(cast.burak).get("/calls/ringing/").content == b""


def test_a_call_that_was_taken_rings_no_more(cast: Cast, line: ChannelAccount) -> None:
    set_extension(line, number="1001", person=cast.elif_, by=cast.murat)
    call = VerimorCall(at=clock.now())
    report(line, call.ringing(), call.answer(after=0))
    assert signed_in_client(cast.elif_).get("/calls/ringing/").content == b""


def test_links_to_recordings_are_destroyed_when_their_time_has_come_and_the_log_says_so(cast: Cast) -> None:
    line = make_line(
        cast.brand,
        recording_address="https://santral.example/kayit/{uuid}",
        recording_days=30,
        notice_after=2,
    )
    call = VerimorCall(at=now())
    report(line, call.hangup(answered=True, recorded=True))
    known = Call.objects.get()
    assert known.recording == f"https://santral.example/kayit/{call.key}"
    assert known.notice_played_at == known.began_at + timedelta(seconds=2)
    assert destroy_expired() == 0
    elif_ = signed_in_client(cast.elif_)
    assert elif_.get(f"/calls/{known.id}/recording/").headers["Location"] == known.recording
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert destroy_expired() == 1
        report(line, call.user_hangup())
    known.refresh_from_db()
    assert (known.recording, bool(known.recording_destroyed_at)) == ("", True)
    assert Event.objects.get(kind="phone.recordings_destroyed").details == {"count": 1}
    assert elif_.get(f"/calls/{known.id}/recording/").headers["Location"] == "/calls/"


def test_a_failure_while_telling_on_loses_nothing(
    line: ChannelAccount, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    from memnun.channels.phone import hearing

    def fail(*_given: Any) -> None:
        raise RuntimeError("kırıldı")

    apply: Callable[..., Any] = hearing.hear
    monkeypatch.setattr(hearing, "hear", fail)
    assert report(line, VerimorCall(at=now()).hangup(answered=False)) == [200]
    assert "could not be applied" in caplog.text
    monkeypatch.setattr(hearing, "hear", apply)
    assert hearing.apply_waiting() == 1
    assert Call.objects.get().is_missed


def test_a_call_is_no_complaint_but_what_the_desk_writes_of_it_may_be(
    cast: Cast, line: ChannelAccount
) -> None:
    report(line, VerimorCall(at=now()).hangup(answered=False))
    [missed] = place()
    assert not Reading.objects.exists()
    assert missed.conversation.waiting_since == missed.occurred_at
    noted = {
        "client_id": str(uuid4()),
        "outcome": "in",
        "number": "05339998877",
        "topic": "refund",
        "mood": "angry",
    }
    signed_in_client(cast.elif_).post("/calls/note/", noted)
    reading = Reading.objects.get()
    assert (reading.sentiment, reading.kinds, reading.topics) == ("negative", ["complaint"], ["refund"])
    invariants.discover()
    assert [one.name for one in check_all() if one.count] == []


def test_what_a_switchboard_told_is_forgotten_when_it_was_read_long_ago(line: ChannelAccount) -> None:
    report(line, VerimorCall(at=now()).hangup(answered=False), b"unreadable")
    assert forget_events() == 0
    with clock.frozen(clock.now() + timedelta(days=91)):
        assert forget_events() == 1
    assert CallEvent.objects.get().problem
    assert Call.objects.count() == 1
