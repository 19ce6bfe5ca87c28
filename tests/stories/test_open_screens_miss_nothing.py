"""What happens appears on every open screen that may see it: once, in order, whatever breaks meanwhile."""

import contextlib
import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from django.test import Client

from memnun.desk.live import streams
from memnun.events import reading
from memnun.events.actions import record, tell_screens
from memnun.events.listening import connection_parameters
from memnun.events.live import hub as hubs
from memnun.events.live import stream as open_streams
from memnun.events.live.testing import Refused, Screen, served
from memnun.events.testing import QUIET, TRIED, commit, write
from memnun.people import events as staff_acts
from memnun.people.models import Person, TeamMembership
from memnun.people.testing import Cast, make_team, signed_in_client

Connect = Callable[..., psycopg.Connection[Any]]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return Cast()


@pytest.fixture
def port(transactional_db: None) -> Iterator[int]:
    with served(streams) as port:
        yield port


@pytest.fixture
def connect(transactional_db: None) -> Iterator[Connect]:
    with ExitStack() as stack:
        yield lambda **more: stack.enter_context(psycopg.connect(**{**connection_parameters(), **more}))


def cookie_of(client: Client) -> str:
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def screen_of(person: Person, port: int, after: str = "") -> Screen:
    return Screen(port, cookie_of(signed_in_client(person)), after)


def happen(brand_id: UUID, *things: str, team_id: UUID | None = None) -> None:
    for what in things:
        record(TRIED, brand_id=brand_id, team_id=team_id, what=what, secret="a customer's words")


def test_an_open_screen_is_told_what_happens_and_no_personal_text(cast: Cast, port: int) -> None:
    conversation_id = uuid4()
    with screen_of(cast.elif_, port) as screen:
        record(QUIET, brand_id=cast.brand.id, what="not for screens")
        event = record(
            TRIED,
            brand_id=cast.brand.id,
            by=cast.burak,
            conversation_id=conversation_id,
            what="this",
            secret="no",
        )
        [message] = screen.wait_for(1)
    assert message == {
        "kind": "testing.tried",
        "id": event.id,
        "at": event.at.isoformat().replace("+00:00", "Z"),
        "actor": {"kind": "person", "id": str(cast.burak.id)},
        "conversation": str(conversation_id),
        "details": {"what": "this"},
    }


def test_what_is_rolled_back_is_never_told(cast: Cast, port: int, connect: Connect) -> None:
    writer = connect(autocommit=False)
    with screen_of(cast.elif_, port) as screen:
        write(writer, cast.brand.id, "never")
        writer.rollback()
        write(writer, cast.brand.id, "this")
        commit(writer, cast.brand.id)
        screen.wait_for(1)
    assert screen.told("what") == ["this"]


def test_what_nobody_was_woken_for_is_told_all_the_same(
    cast: Cast, port: int, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process may die between its commit and the word about it."""
    monkeypatch.setattr(hubs, "LOOK_BY_ITSELF", 1)
    writer = connect(autocommit=False)
    with screen_of(cast.elif_, port) as screen:
        write(writer, cast.brand.id, "unheard")
        writer.commit()
        screen.wait_for(1)
    assert screen.told("what") == ["unheard"]


def test_a_screen_that_comes_back_is_told_what_it_missed_once(cast: Cast, port: int) -> None:
    screen = screen_of(cast.elif_, port)
    with screen:
        happen(cast.brand.id, "seen")
        screen.wait_for(1)
    happen(cast.brand.id, "missed", "missed too")
    with screen:
        happen(cast.brand.id, "new")
        screen.wait_for(4)
    assert screen.told("what") == ["seen", "missed", "missed too", "new"]


def test_a_page_is_told_what_happened_since_it_was_made(cast: Cast, port: int) -> None:
    happen(cast.brand.id, "on the page")
    position = reading.here()
    happen(cast.brand.id, "while it travelled")
    with screen_of(cast.elif_, port, position) as screen:
        screen.wait_for(1)
    assert screen.told("what") == ["while it travelled"]


def test_nothing_is_missed_or_told_twice_while_connections_and_transactions_break(
    cast: Cast, port: int, connect: Connect
) -> None:
    """Writers commit out of order and roll back; one screen stays, others come and go at random moments."""
    chance = random.Random(20)
    client = signed_in_client(cast.elif_)
    screens = [Screen(port, cookie_of(client)) for _ in range(4)]
    for screen in screens:
        screen.connect()
    writers = [connect(autocommit=False) for _ in range(4)]
    pending: list[list[str]] = [[] for _ in writers]
    committed: list[str] = []
    for number in range(400):
        which = chance.randrange(4)
        write(writers[which], cast.brand.id, f"{number}")
        pending[which].append(f"{number}")
        if chance.random() < 0.3:
            if chance.random() < 0.8:
                commit(writers[which], cast.brand.id)
                committed += pending[which]
            else:
                writers[which].rollback()
            pending[which] = []
        if chance.random() < 0.1:
            screen = chance.choice(screens[1:])
            screen.disconnect()
            screen.connect()
    for writer, things in zip(writers, pending, strict=True):
        commit(writer, cast.brand.id)
        committed += things
    for screen in screens:
        screen.wait_for(len(committed))
        screen.disconnect()
        assert sorted(screen.told("what"), key=int) == sorted(committed, key=int)


def test_a_killed_listening_connection_loses_nothing(cast: Cast, port: int, connect: Connect) -> None:
    killer = connect()
    with screen_of(cast.elif_, port) as screen:
        for number in range(5):
            happen(cast.brand.id, f"{number}a")
            killer.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
            )
            happen(cast.brand.id, f"{number}b")
            screen.wait_for(2 * number + 2)
        assert not screen.ended.is_set()
    assert screen.told("what") == [f"{number}{letter}" for number in range(5) for letter in "ab"]


def test_a_killed_reading_connection_loses_nothing(cast: Cast, port: int, connect: Connect) -> None:
    killer = connect()
    with screen_of(cast.elif_, port) as screen:
        happen(cast.brand.id, "before")
        screen.wait_for(1)
        killer.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query LIKE '%chosen AS MATERIALIZED%' AND pid <> pg_backend_pid()"
        )
        happen(cast.brand.id, "after")
        screen.wait_for(2)
    assert screen.told("what") == ["before", "after"]


def test_no_brand_hears_of_another(cast: Cast, port: int) -> None:
    with screen_of(cast.elif_, port) as ours, screen_of(cast.deniz, port) as theirs:
        happen(cast.other_brand.id, "theirs")
        happen(cast.brand.id, "ours")
        theirs.wait_for(1)
        ours.wait_for(1)
    assert (ours.told("what"), theirs.told("what")) == (["ours"], ["theirs"])


def test_a_position_taken_in_one_brand_opens_nothing_in_another(cast: Cast, port: int) -> None:
    position = reading.here()
    happen(cast.other_brand.id, "theirs")
    happen(cast.brand.id, "ours")
    with screen_of(cast.elif_, port, position) as screen:
        screen.wait_for(1)
    assert screen.told("what") == ["ours"]


def test_work_of_a_private_team_is_told_to_its_members_and_managers_only(cast: Cast, port: int) -> None:
    team = make_team(cast.brand, "Gizli", cast.burak, private=True)
    position = reading.here()
    with (
        screen_of(cast.burak, port) as member,
        screen_of(cast.murat, port) as manager,
        screen_of(cast.elif_, port) as other,
    ):
        happen(cast.brand.id, "secret", team_id=team.id)
        tell_screens("presence", brand_id=cast.brand.id, team_id=team.id)
        happen(cast.brand.id, "open")
        for screen, count in ((member, 3), (manager, 3), (other, 1)):
            screen.wait_for(count)
    assert sorted(filter(None, member.told("what"))) == ["open", "secret"]
    assert sorted(filter(None, manager.told("what"))) == ["open", "secret"]
    assert other.told("what") == ["open"]
    with screen_of(cast.elif_, port, position) as late:
        late.wait_for(1)
    assert late.told("what") == ["open"]


def test_whoever_leaves_a_private_team_hears_no_more_of_it_at_once(cast: Cast, port: int) -> None:
    team = make_team(cast.brand, "Gizli", cast.burak, private=True)
    with screen_of(cast.burak, port) as screen:
        happen(cast.brand.id, "as a member", team_id=team.id)
        screen.wait_for(1)
        TeamMembership.objects.filter(person=cast.burak).delete()
        record(staff_acts.TEAM_CHANGED, brand_id=cast.brand.id, subject_id=team.id)
        happen(cast.brand.id, "as a stranger", team_id=team.id)
        happen(cast.brand.id, "open")
        screen.wait_for(2)
    assert screen.told("what") == ["as a member", "open"]


def test_a_stream_ends_when_its_person_leaves(cast: Cast, port: int) -> None:
    with screen_of(cast.elif_, port) as leaving, screen_of(cast.burak, port) as staying:
        Person.objects.filter(id=cast.elif_.id).update(active=False)
        record(staff_acts.PERSON_LEFT, brand_id=cast.brand.id, subject_id=cast.elif_.id)
        happen(cast.brand.id, "afterwards")
        assert leaving.ended.wait(10)
        staying.wait_for(1)
    assert leaving.messages == [{"kind": "live.ended"}]
    with pytest.raises(Refused) as refused:
        leaving.connect()
    assert refused.value.status == 401


def test_a_stream_ends_within_a_minute_of_signing_out(
    cast: Cast, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "CHECK_VIEWERS", 1)
    client = signed_in_client(cast.elif_)
    with Screen(port, cookie_of(client)) as screen:
        client.logout()
        assert screen.ended.wait(10)
    assert screen.messages == [{"kind": "live.ended"}]


def test_a_stranger_gets_no_stream(cast: Cast, port: int) -> None:
    for cookie in ("", f"{settings.SESSION_COOKIE_NAME}=invented", 'memnun_session=";;=,'):
        with pytest.raises(Refused) as refused:
            Screen(port, cookie).connect()
        assert refused.value.status == 401


@pytest.mark.parametrize(
    "position", ["nonsense", "abcdef-1", "zzzzzzzzzzz", "1~zzzzzzzzzzz~1", "%00", "1z141z4"]
)
def test_a_position_that_is_not_known_here_makes_the_screen_fetch_anew(
    cast: Cast, port: int, position: str
) -> None:
    with screen_of(cast.elif_, port, position) as screen:
        happen(cast.brand.id, "new")
        screen.wait_for(2)
    assert screen.messages[0] == {"kind": "live.reset"}
    assert screen.told("what")[1:] == ["new"]


def test_a_screen_that_was_away_for_long_fetches_anew(
    cast: Cast, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "MOST_REPLAYED", 3)
    position = reading.here()
    happen(cast.brand.id, *"abcd")
    with screen_of(cast.elif_, port, position) as screen:
        happen(cast.brand.id, "e")
        screen.wait_for(2)
    assert screen.messages[0] == {"kind": "live.reset"}
    assert screen.told("what") == [None, "e"]


def test_a_client_that_does_not_read_is_dropped_and_disturbs_nobody(
    cast: Cast, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_streams, "MOST_WAITING", 5)
    with screen_of(cast.burak, port) as quick:
        things = [f"{number}" for number in range(150)]
        with open_without_reading(port, cookie_of(signed_in_client(cast.elif_))) as slow:
            for what in things:
                record(TRIED, brand_id=cast.brand.id, what=what + "." * 100_000)
            quick.wait_for(len(things))
            assert read_until_closed(slow) < len(things) * 100_000
    assert [what.rstrip(".") for what in quick.told("what")] == things


def open_without_reading(port: int, cookie: str) -> socket.socket:
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", port))
    connection.sendall(f"GET /live/events HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode())
    assert connection.recv(15) == b"HTTP/1.1 200 OK"
    return connection


def read_until_closed(connection: socket.socket) -> int:
    """Read what the kernel still holds of a connection that was dropped; the number of bytes."""
    connection.settimeout(10)
    count = 0
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(65536):
            count += len(part)
    return count


def test_one_account_holds_only_so_many_streams(
    cast: Cast, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "MOST_STREAMS", 2)
    with screen_of(cast.elif_, port) as first, screen_of(cast.elif_, port), screen_of(cast.burak, port):
        with pytest.raises(Refused) as refused:
            screen_of(cast.elif_, port).connect()
        assert refused.value.status == 429
        first.disconnect()
        for _ in range(50):
            try:
                with screen_of(cast.elif_, port):
                    return
            except Refused:
                threading.Event().wait(0.1)
        pytest.fail("A closed stream still counts.")


def test_streams_end_at_once_when_the_process_stops(cast: Cast) -> None:
    with served(streams) as port:
        screen = screen_of(cast.elif_, port)
        screen.connect()
    assert screen.ended.wait(1)
    screen.disconnect()


def test_a_quiet_screen_gets_signs_of_life_and_moves_on(
    cast: Cast, port: int, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "HEARTBEAT", 1)
    with screen_of(cast.elif_, port) as screen:
        before = screen.last_id
        happen(cast.other_brand.id, "elsewhere")
        connect().execute("SELECT pg_current_xact_id()")
        for _ in range(100):
            if screen.last_id != before:
                break
            threading.Event().wait(0.1)
        assert screen.last_id != before
        assert screen.messages == []
