"""A page is answered from memory only to whom it was drawn for, and only while it would be drawn the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client

from memnun.config.one_hop import environ_of
from memnun.config.page_memory import Memory, Page, RememberedPages
from memnun.config.wsgi import application as pages
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.remembering import one_time, remembered
from memnun.interactions import channel_kinds
from memnun.interactions.actions import Reply, assign, reply
from memnun.interactions.channel_kinds import Capability, ChannelKind
from memnun.interactions.models import ChannelAccount, Presence
from memnun.interactions.testing import AYSE, KEREM, make_contact, record
from memnun.people.models import Person, Role, TeamMembership
from memnun.people.testing import Cast, make_team, signed_in_client

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 20, 12, 0, 1, tzinfo=UTC)


class Server:
    """Django's pages behind a memory of their own; counts what is drawn."""

    def __init__(self, pages: Any = pages) -> None:
        self.drawn = 0
        self.inner = pages
        self.front = RememberedPages(self._draw)

    def _draw(self, environ: Any, start_response: Any) -> Any:
        self.drawn += 1
        return self.inner(environ, start_response)

    def ask(self, path: str, cookie: str, **headers: str) -> HttpResponse:
        """One GET, answered as a browser would see it."""
        sent = {"host": "localhost", "cookie": cookie, **headers}
        where, _, query = path.partition("?")
        scope = {
            "method": "GET", "path": where, "query_string": query.encode(), "http_version": "1.1",
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in sent.items()],
        }  # fmt: skip
        answer = HttpResponse()

        def start_response(status: str, given: list[tuple[str, str]], exc_info: Any = None) -> Any:
            answer.status_code = int(status[:3])
            for name, value in given:
                answer[name] = value

        parts = self.front(environ_of(scope, BytesIO(), 0), start_response)
        answer.content = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        return answer


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def noon() -> Iterator[clock.FrozenClock]:
    with clock.frozen(NOON) as standing:
        yield standing


def cookies_of(person: Person) -> str:
    """The cookies of a browser that has been here before: its session is noted, its CSRF cookie set."""
    client = signed_in_client(person)
    client.get("/", HTTP_HOST="localhost")
    return "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())


def see(server: Server, path: str, cookie: str, **headers: str) -> str:
    """A page that is there."""
    answer = server.ask(path, cookie, **headers)
    assert answer.status_code == 200
    return answer.content.decode()


def kept(server: Server, path: str, cookie: str) -> str:
    """A page that has been drawn once and answered once from memory."""
    first = see(server, path, cookie)
    before = server.drawn
    assert see(server, path, cookie) == first
    assert server.drawn == before
    return first


def test_a_page_is_drawn_once_while_nothing_changes(server: Server, cast: Cast, noon: Any) -> None:
    record(cast.brand, make_contact("Kargom nerede?", KEREM))
    cookie = cookies_of(cast.elif_)
    for path in ("/", "/inbox/counts/", "/my-day/", "/customers/", "/groups/"):
        kept(server, path, cookie)
        assert see(server, path, cookie)
    assert server.drawn == 5


def test_a_page_stays_while_others_work_on_what_it_does_not_show(
    server: Server, cast: Cast, noon: Any
) -> None:
    record(cast.brand, make_contact("Kargom nerede?", KEREM))
    cookie = cookies_of(cast.elif_)
    kept(server, "/", cookie)
    record(cast.other_brand, make_contact("Merhaba", AYSE))
    before = server.drawn
    see(server, "/", cookie)
    assert server.drawn == before


def test_a_page_is_never_shown_to_somebody_else(server: Server, cast: Cast, noon: Any) -> None:
    record(cast.brand, make_contact("Kargom nerede?", KEREM))
    shown = kept(server, "/", cookies_of(cast.elif_))
    assert "Kargom nerede?" in shown
    theirs = see(server, "/", cookies_of(cast.deniz))
    assert "Kargom nerede?" not in theirs
    assert "Deniz Yıldız" in theirs
    assert server.ask("/", "memnun_session=none").status_code == 302
    assert server.ask("/", "").status_code == 302


def test_one_sees_ones_own_act_at_once(server: Server, cast: Cast, noon: Any) -> None:
    [contact] = record(cast.brand, make_contact("Kargom nerede?", KEREM))
    cookie = cookies_of(cast.elif_)
    path = f"/conversations/{contact.conversation_id}/"
    kept(server, "/inbox/counts/", cookie)
    first = see(server, path, cookie)
    assign(contact.conversation, by=cast.elif_, to=cast.elif_)
    assert "Elif Demir" in see(server, path, cookie)
    assert see(server, path, cookie) != first
    assert see(server, "/inbox/counts/?assignee=mine", cookie).count('class="count">1<') >= 1


def test_one_sees_a_colleagues_act_and_what_a_customer_writes_at_once(
    server: Server, cast: Cast, noon: Any
) -> None:
    record(cast.brand, make_contact("Kargom nerede?", KEREM))
    cookie = cookies_of(cast.elif_)
    first = kept(server, "/", cookie)
    [second] = record(cast.brand, make_contact("Fatura yanlış", AYSE))
    later = kept(server, "/", cookie)
    assert "Fatura yanlış" in later
    assert "Fatura yanlış" not in first
    assign(second.conversation, by=cast.burak, to=cast.burak)
    assert "Burak Şahin" in see(server, "/", cookie)


def test_what_a_rolled_back_act_wrote_is_never_kept(server: Server, cast: Cast, noon: Any) -> None:
    record(cast.brand, make_contact("Kargom nerede?", KEREM))
    cookie = cookies_of(cast.elif_)
    kept(server, "/", cookie)
    Customer.objects.update(name="Kerem Bey")
    assert "Kerem Bey" in kept(server, "/", cookie)
    Customer.objects.update(name="Kerem Aydın")
    assert "Kerem Bey" not in see(server, "/", cookie)


def test_an_edited_customer_shows_their_new_name(server: Server, cast: Cast, noon: Any) -> None:
    [contact] = record(cast.brand, make_contact("Kargom nerede?", KEREM))
    cookie = cookies_of(cast.elif_)
    path = f"/customers/{contact.customer_id}/"
    kept(server, path, cookie)
    Customer.objects.filter(id=contact.customer_id).update(name="Kerem Aydınlı")
    assert "Kerem Aydınlı" in see(server, path, cookie)


def test_who_leaves_a_private_team_no_longer_sees_its_work(server: Server, cast: Cast, noon: Any) -> None:
    team = make_team(cast.brand, "Hukuk", cast.elif_, private=True)
    [contact] = record(cast.brand, make_contact("Dava açacağım", KEREM))
    contact.conversation.team = team
    contact.conversation.save()
    cookie = cookies_of(cast.elif_)
    assert "Dava açacağım" in kept(server, "/", cookie)
    TeamMembership.objects.filter(person=cast.elif_).delete()
    assert "Dava açacağım" not in see(server, "/", cookie)
    assert server.ask(f"/conversations/{contact.conversation_id}/", cookie).status_code == 404


def test_a_changed_role_and_a_locked_person_show_at_once(server: Server, cast: Cast, noon: Any) -> None:
    [contact] = record(cast.brand, make_contact("Kargom nerede?", KEREM))
    cookie = cookies_of(cast.elif_)
    path = f"/conversations/{contact.conversation_id}/"
    assert 'id="reply"' in see(server, path, cookie)
    see(server, path, cookie)
    Person.objects.filter(id=cast.elif_.id).update(role=Role.ANALYST)
    assert 'id="reply"' not in see(server, path, cookie)
    Person.objects.filter(id=cast.elif_.id).update(active=False)
    assert server.ask(path, cookie).status_code == 302


def test_an_ended_session_ends_its_pages(server: Server, cast: Cast, noon: Any) -> None:
    cookie = cookies_of(cast.elif_)
    kept(server, "/", cookie)
    Session.objects.all().delete()
    assert server.ask("/", cookie).status_code == 302


def test_another_language_is_another_page(server: Server, cast: Cast, noon: Any) -> None:
    cookie = cookies_of(cast.elif_)
    assert 'lang="tr"' in kept(server, "/", cookie)
    assert 'lang="en"' in see(server, "/", f"{cookie}; memnun_language=en")
    assert 'data-bs-theme="dark"' in see(server, "/", f"{cookie}; memnun_theme=dark")


def test_a_fragment_is_not_answered_with_the_page(server: Server, cast: Cast, noon: Any) -> None:
    cookie = cookies_of(cast.elif_)
    assert "<html" in kept(server, "/", cookie)
    assert "<html" not in see(server, "/", cookie, hx_request="true", hx_target="list")
    assert "HX-Target" in server.ask("/", cookie)["Vary"]


def test_relative_times_follow_the_clock(server: Server, cast: Cast, noon: clock.FrozenClock) -> None:
    record(cast.brand, make_contact("Kargom nerede?", KEREM))
    cookie = cookies_of(cast.elif_)
    kept(server, "/", cookie)
    before = server.drawn
    noon.move(timedelta(seconds=59))
    see(server, "/", cookie)
    assert server.drawn == before + 1


def test_looking_marks_as_read_and_the_inbox_shows_it(server: Server, cast: Cast, noon: Any) -> None:
    [contact] = record(cast.brand, make_contact("Kargom nerede?", KEREM))
    cookie = cookies_of(cast.elif_)
    assert 'class="thread unread"' in kept(server, "/", cookie)
    client = Client(HTTP_HOST="localhost")
    client.cookies = SimpleCookie(cookie)
    path = f"/conversations/{contact.conversation_id}/presence/"
    client.post(path, {"csrfmiddlewaretoken": ""})
    assert Presence.objects.filter(person=cast.elif_).exists()
    assert 'class="thread unread"' not in see(server, "/", cookie)


def test_no_two_showings_share_the_name_of_the_next_answer(
    server: Server, cast: Cast, noon: Any, pigeons: None
) -> None:
    [contact] = record(cast.brand, make_contact("Kargom nerede?", KEREM))
    cookie = cookies_of(cast.elif_)
    path = f"/conversations/{contact.conversation_id}/"
    answers = [server.ask(path, cookie) for _ in range(3)]
    assert server.drawn == 1
    bodies = {answer.content for answer in answers}
    assert len(bodies) == 3
    assert not any(answer.has_header("ETag") for answer in answers)
    assert {len(body) for body in bodies} == {int(answer["Content-Length"]) for answer in answers}


class Pigeon(ChannelKind):
    """A kind that carries mail."""

    slug, channel, label = "pigeon", "email", "Güvercin"
    capability = Capability(may_begin=True, identity_kinds=("email",))


@pytest.fixture
def pigeons(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Customers can be answered."""
    monkeypatch.setattr(channel_kinds, "registry", lambda: {"pigeon": Pigeon()})
    ChannelAccount.objects.create(brand=cast.brand, channel="email", slug="main", kind="pigeon")


def test_a_page_that_counts_seconds_is_drawn_every_time(
    server: Server, cast: Cast, noon: Any, pigeons: None
) -> None:
    [contact] = record(cast.brand, make_contact("Kargom nerede?", KEREM))
    cookie = cookies_of(cast.elif_)
    path = f"/conversations/{contact.conversation_id}/"
    reply(contact.conversation, Reply("Yola çıktı.", "anahtar", seen=2**40), by=cast.elif_)
    for _ in range(3):
        assert "data-leaves" in see(server, path, cookie)
    assert server.drawn == 3


def test_a_browser_that_has_the_page_is_told_so(server: Server, cast: Cast, noon: Any) -> None:
    cookie = cookies_of(cast.elif_)
    first = server.ask("/", cookie)
    assert "no-cache" in first["Cache-Control"]
    again = server.ask("/", cookie, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    record(cast.brand, make_contact("Kargom nerede?", KEREM))
    assert server.ask("/", cookie, if_none_match=first["ETag"]).status_code == 200


def answering(view: Any) -> Server:
    """A server of one view, asked with a session's name alone."""

    def draw(environ: Any, start_response: Any) -> Any:
        request = HttpRequest()
        request.META = environ
        response = remembered(view)(request)
        start_response("200 OK", list(response.items()))
        return response

    return Server(draw)


def test_a_page_that_writes_is_drawn_every_time(cast: Cast, noon: Any) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        Customer.objects.filter(name="niemand").update(name="x")
        return HttpResponse("ok")

    server = answering(view)
    for _ in range(3):
        see(server, "/", "memnun_session=x")
    assert server.drawn == 3


def test_a_page_that_sets_a_cookie_is_drawn_every_time(cast: Cast, noon: Any) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok", headers={"Set-Cookie": "a=b"})

    server = answering(view)
    for _ in range(3):
        see(server, "/", "memnun_session=x")
    assert server.drawn == 3


def test_one_time_words_are_made_anew_with_every_showing(noon: Any) -> None:
    words = iter(["bir", "iki", "üç"])
    server = answering(lambda request: HttpResponse(one_time(request, lambda: next(words))))
    assert [see(server, "/", "memnun_session=x") for _ in range(3)] == ["bir", "iki", "üç"]
    assert server.drawn == 1


def test_a_broken_comparison_draws_anew(server: Server, cast: Cast, noon: Any) -> None:
    cookie = cookies_of(cast.elif_)
    see(server, "/", cookie)
    [page] = server.front.memory.pages.values()
    page.script = "SELECT no_such_thing()"
    assert "<html" in see(server, "/", cookie)
    assert server.drawn == 2


def test_memory_is_bounded_and_forgets_what_was_asked_for_longest_ago() -> None:
    memory = Memory(largest=25)

    def page() -> Page:
        return Page([], b"0123456789", 0, "", b"", {})

    for key in (b"a", b"b"):
        memory.keep(key, page())
    assert memory.find(b"a")
    memory.keep(b"c", page())
    assert (memory.find(b"b"), memory.size) == (None, 20)
    assert memory.find(b"a")
    assert memory.find(b"c")
    memory.keep(b"c", page())
    memory.forget(b"a")
    assert memory.size == 10


def test_the_database_standing_still_asks_for_one_statement(server: Server, cast: Cast, noon: Any) -> None:
    cookie = cookies_of(cast.elif_)
    kept(server, "/", cookie)
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        see(server, "/", cookie)
    assert len(asked) == 1
