"""The switchboard's own list is fetched beside its reports: what was not reported comes in all the same, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from memnun.channels.phone.fake import BulutfonCall, VerimorCall
from memnun.channels.phone.fake_server import FakeSwitchboard, serving
from memnun.channels.phone.fetching import fetch_and_note
from memnun.channels.phone.kind import KIND
from memnun.channels.phone.models import Call, CallEvent, PhoneLine
from memnun.channels.phone.noting import set_extension
from memnun.channels.phone.recordings import destroy_expired
from memnun.channels.phone.tasks import fetch_all
from memnun.channels.phone.tests.test_hearing import NUMBER, make_line, now, place, report
from memnun.channels.reconciling import reconcile
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount
from memnun.people.testing import Cast, signed_in_client


@pytest.fixture
def switchboard() -> Iterator[FakeSwitchboard]:
    with serving() as server:
        yield server


def connect(
    cast: Cast, switchboard: FakeSwitchboard, provider: str = "verimor", **settings: Any
) -> ChannelAccount:
    """A line whose list can be fetched."""
    line = make_line(cast.brand, provider, api_address=switchboard.url, fetch_calls=True, **settings)
    line.set_secrets({**line.all_secrets(), "api_key": switchboard.key})
    line.save()
    return line


def missing(line: ChannelAccount) -> list[str]:
    found = fetch_and_note(line)
    line.refresh_from_db()
    return found.missing if found else []


def test_a_call_that_nobody_reported_comes_in_by_the_list_with_who_spoke(
    cast: Cast, switchboard: FakeSwitchboard
) -> None:
    line = connect(cast, switchboard)
    set_extension(line, number="1001", person=cast.elif_, by=cast.murat)
    talked, missed = VerimorCall(at=now()), VerimorCall("05339998877", at=now())
    switchboard.rows = [missed.row(answered=False, menu_answered=True), talked.row(answered=True)]
    switchboard.flows = {talked.key: talked.flow("1001")}
    assert set(missing(line)) == {talked.key, missed.key}
    known = {call.key: call for call in Call.objects.all()}
    assert (known[talked.key].talked, known[talked.key].person) == (timedelta(seconds=60), cast.elif_)
    assert known[missed.key].is_missed
    assert {contact.subject for contact in place()} == {"Gelen arama, 1 dk 0 sn", "Cevapsız çağrı"}
    assert missing(line) == []
    assert CallEvent.objects.count() == 2


def test_bulutfon_gives_its_list_in_its_own_words(cast: Cast, switchboard: FakeSwitchboard) -> None:
    line = connect(cast, switchboard, "bulutfon")
    talked, missed = BulutfonCall(at=now()), BulutfonCall(905339998877, at=now())
    out = BulutfonCall(905339998877, at=now() + timedelta(minutes=2), direction="OUT")
    switchboard.rows = [out.row(answered=True), missed.row(answered=False, menu_answered=True), talked.row(answered=True)]  # fmt: skip
    switchboard.flows = {talked.key: talked.flow()}
    assert len(missing(line)) == 3
    known = {call.key: call for call in Call.objects.all()}
    assert (known[talked.key].number, known[talked.key].extension) == (NUMBER, "1001")
    assert (known[out.key].direction, known[out.key].number) == ("out", "+905339998877")
    assert known[missed.key].settled_by == known[out.key]


def test_what_was_reported_is_not_taken_again_and_reports_may_come_after_the_list(
    cast: Cast, switchboard: FakeSwitchboard
) -> None:
    line = connect(cast, switchboard)
    first, second = VerimorCall(at=now()), VerimorCall(at=now())
    report(line, first.ringing(), first.answer(), first.hangup(answered=True))
    switchboard.rows = [first.row(answered=True), second.row(answered=True)]
    assert missing(line) == [second.key]
    report(line, second.hangup(answered=True), second.answer(), second.ringing())
    assert Call.objects.count() == 2
    assert len(place()) == 2


def test_every_page_is_read_and_calls_on_two_pages_come_once(
    cast: Cast, switchboard: FakeSwitchboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memnun.channels.phone.lists.PAGE", 10)
    line = connect(cast, switchboard)
    switchboard.overlapping = True
    switchboard.rows = [VerimorCall(f"0532123{n:04d}", at=now() - timedelta(minutes=n)).row(answered=False) for n in range(34)]  # fmt: skip
    assert len(missing(line)) == 34
    assert Call.objects.count() == 34
    spans = [given for path, given in switchboard.asked if path == "/cdrs"]
    assert [given["page"] for given in spans] == ["1", "2", "3", "4"]
    assert spans[0]["start_stamp_from"].endswith(" UTC")


def test_a_full_page_that_is_known_costs_two_queries(
    cast: Cast, switchboard: FakeSwitchboard, django_assert_max_num_queries: Any
) -> None:
    line = connect(cast, switchboard)
    switchboard.rows = [VerimorCall(f"0532123{n:04d}", at=now()).row(answered=False) for n in range(100)]
    fetch_and_note(line)
    with django_assert_max_num_queries(5):
        assert missing(line) == []


def test_when_the_switchboard_asks_to_wait_nothing_is_lost_and_it_is_left_alone_so_long(
    cast: Cast, switchboard: FakeSwitchboard
) -> None:
    line = connect(cast, switchboard)
    call = VerimorCall(at=now())
    switchboard.rows, switchboard.busy = [call.row(answered=False)], [120]
    assert fetch_and_note(line) is None
    line.refresh_from_db()
    assert line.problem == "Santral beklememizi istiyor."
    assert line.paused_until is not None
    assert timedelta(seconds=100) < line.paused_until - clock.now() <= timedelta(seconds=120)
    switchboard.broken = 1
    assert fetch_and_note(line) is None
    assert PhoneLine.objects.get(account=line).fetched_until is None
    assert missing(line) == [call.key]
    assert (line.problem, line.paused_until) == ("", None)


def test_a_list_that_breaks_off_goes_on_where_it_was(
    cast: Cast, switchboard: FakeSwitchboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = connect(cast, switchboard)
    calls = [VerimorCall(f"0532123000{n}", at=now()) for n in range(3)]
    switchboard.rows = [call.row(answered=True) for call in calls]
    switchboard.flows = {call.key: call.flow() for call in calls}
    from memnun.channels.phone import fetching

    asked = 0
    whole = fetching.detail

    def break_off(*given: Any) -> bytes | None:
        nonlocal asked
        asked += 1
        if asked == 2:
            switchboard.broken = 1
        return whole(*given)

    monkeypatch.setattr(fetching, "detail", break_off)
    assert fetch_and_note(line) is None
    assert Call.objects.count() == 1
    assert len(missing(line)) == 2
    assert len(place()) == 3


def test_after_a_long_silence_the_list_is_read_from_where_it_was_left(
    cast: Cast, switchboard: FakeSwitchboard
) -> None:
    line = connect(cast, switchboard)
    PhoneLine.objects.filter(account=line).update(fetched_until=clock.now() - timedelta(days=20))
    fetch_and_note(line)
    spans = [given["start_stamp_from"] for path, given in switchboard.asked if path == "/cdrs"]
    assert len(spans) == 3
    assert spans[0].startswith(f"{clock.now() - timedelta(days=20, hours=6):%Y-%m-%d}")


@pytest.mark.parametrize("provider", ["verimor", "bulutfon"])
def test_a_wrong_key_is_told_in_words_and_the_connection_can_be_tried(
    cast: Cast, switchboard: FakeSwitchboard, provider: str
) -> None:
    line = connect(cast, switchboard, provider)
    assert KIND.check(line) == []
    switchboard.key = "another"
    [problem] = KIND.check(line)
    assert problem.startswith("Santral geri çevirdi: ")
    assert fetch_and_note(line) is None
    line.refresh_from_db()
    assert line.problem == problem


HOSTILE: list[Any] = [
    None, 7, "satır", [], {}, {"call_uuid": "x"}, {"call_uuid": {"a": 1}, "start_stamp": "2026-11-20 10:00:00 +0300"},
    {"call_uuid": "nul\x00", "start_stamp": "2026-11-20 10:00:00 +0300", "direction": "Gelen", "caller_id_number": "\x00" * 9},
    {"call_uuid": "zaman", "start_stamp": "0001-01-01 00:00:00 +2359", "direction": "Gelen"},
    {"call_uuid": "gelecek", "start_stamp": "9999-12-31 23:59:59 -2359", "direction": "Gelen"},
    {"call_uuid": "yon", "start_stamp": "2026-11-20 10:00:00 +0300", "direction": "Yukarı"},
    {"call_uuid": "../../originate?x=" + "u" * 5000, "start_stamp": "2026-11-20 10:00:00 +0300", "direction": "Gelen", "caller_id_number": "'; DROP TABLE--"},
]  # fmt: skip


def test_broken_rows_hold_no_good_one_up_and_are_kept_and_shown(
    cast: Cast, switchboard: FakeSwitchboard
) -> None:
    line = connect(cast, switchboard)
    good = VerimorCall(at=now())
    switchboard.rows = [*HOSTILE, good.row(answered=False)]
    assert good.key in missing(line)
    assert line.problem == ""
    unread = CallEvent.objects.unread()
    assert unread.count() == len(HOSTILE) - 2
    assert all(event.problem for event in unread)
    page = signed_in_client(cast.murat).get(f"/settings/channels/{line.id}/").content.decode()
    assert "Yukarı" in page
    assert missing(line) == []
    assert CallEvent.objects.count() == len(HOSTILE) + 1


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[1]", b'{"cdrs": 5}', b"[" * 100_000, b"\xff\xfe"])
def test_a_list_that_is_none_is_told_and_tried_again_later(
    cast: Cast, switchboard: FakeSwitchboard, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    line = connect(cast, switchboard)
    monkeypatch.setattr("memnun.channels.phone.asking.Switchboard.read", lambda *_given, **_more: answer)
    assert fetch_and_note(line) is None
    line.refresh_from_db()
    assert line.problem == "Santralin arama listesi okunamıyor."


def test_an_endless_answer_is_cut_off(
    cast: Cast, switchboard: FakeSwitchboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memnun.channels.phone.asking.LARGEST_ANSWER", 500)
    line = connect(cast, switchboard)
    switchboard.rows = [VerimorCall(at=now()).row(answered=False)]
    assert fetch_and_note(line) is None
    line.refresh_from_db()
    assert line.problem == "Santralin yanıtı çok büyük."


def test_once_a_day_the_list_is_counted_against_the_ledger(cast: Cast, switchboard: FakeSwitchboard) -> None:
    line = connect(cast, switchboard)
    known, lost = VerimorCall(at=now()), VerimorCall(at=now())
    report(line, known.hangup(answered=True))
    switchboard.rows = [known.row(answered=True), lost.row(answered=False)]
    found = reconcile(line)
    assert found is not None
    assert (found.compared, found.missing) == (2, (lost.key,))
    assert Event.objects.get(kind="channels.reconciled").details["missing"] == 1
    assert Call.objects.get(key=lost.key).is_missed


def test_lines_without_a_key_or_at_rest_are_not_asked(cast: Cast, switchboard: FakeSwitchboard) -> None:
    resting, off = connect(cast, switchboard), make_line(cast.brand, "bulutfon", api_address=switchboard.url)
    ChannelAccount.objects.filter(id=resting.id).update(paused_until=clock.now() + timedelta(minutes=5))
    fetch_all(timestamp=0)
    assert (reconcile(off), KIND.check(off)) == (None, [])
    assert switchboard.asked == []


def test_recordings_of_fetched_calls_are_heard_for_as_long_as_the_line_says(
    cast: Cast, switchboard: FakeSwitchboard
) -> None:
    line = connect(cast, switchboard, recording_days=30)
    call = VerimorCall(at=now())
    switchboard.rows = [call.row(answered=True, recorded=True)]
    assert missing(line) == [call.key]
    client = signed_in_client(cast.elif_)
    path = f"/calls/{Call.objects.get().id}/recording/"
    assert client.get(path).headers["Location"].startswith(f"{switchboard.url}/recording/R")
    assert Event.objects.get(kind="phone.recording_heard").actor_id == cast.elif_.id
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert destroy_expired() == 1
        assert missing(line) == []
    assert client.get(path).headers["Location"] == "/calls/"


def test_through_bulutfon_the_desk_calls_with_the_number_that_customers_see(
    cast: Cast, switchboard: FakeSwitchboard
) -> None:
    line = connect(cast, switchboard, "bulutfon", click_to_call=True)
    set_extension(line, number="1001", person=cast.elif_, by=cast.murat)
    client: Client = signed_in_client(cast.elif_)
    without = client.post("/calls/dialling/", {"number": NUMBER}, follow=True).content.decode()
    assert "müşteriye gösterilecek numarayı ister" in without
    ChannelAccount.objects.filter(id=line.id).update(settings=line.settings | {"caller_id": "908508850000"})
    client.post("/calls/dialling/", {"number": NUMBER})
    path, given = switchboard.asked[-1]
    assert path == "/call.json"
    assert (given["caller"], given["callee"], given["extension"]) == ("908508850000", "905321234567", "1001")
