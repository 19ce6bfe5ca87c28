"""What stands around every page: who sees which entries, at what cost, in which theme and language."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from memnun.config import navigation
from memnun.config.context import Frame, frame
from memnun.config.navigation import Entry, links
from memnun.foundation.interface.icons import known_icons
from memnun.people.middleware import person_of
from memnun.people.models import Person, Role
from memnun.people.testing import Cast, signed_in_client


@dataclass
class Somebody:
    """A person, as far as navigation looks."""

    role: str


ENTRIES = (
    Entry("guide", "Guide", "book", "guide", "analyst"),
    Entry("sign_in", "Sign in", "login", "account_login", "manager"),
    Entry("nowhere", "Nowhere", "map", "no_such_address", "analyst"),
)


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("analyst", ["guide"]),
        ("agent", ["guide"]),
        ("manager", ["guide", "sign_in"]),
        ("owner", ["guide", "sign_in"]),
    ],
)
def test_an_entry_appears_when_its_room_exists_and_the_role_may_see_it(role: str, seen: list[str]) -> None:
    assert [link.entry.name for link in links(ENTRIES, Somebody(role), "/")] == seen


def test_a_stranger_sees_no_entries() -> None:
    assert links(ENTRIES, None, "/") == []


def test_the_entry_whose_address_fits_the_page_best_is_current() -> None:
    entries = (Entry("guide", "Guide", "book", "guide"), Entry("login", "Sign in", "login", "account_login"))
    seen = links(entries, Somebody("owner"), f"{reverse('guide')}desk/")
    assert [(link.entry.name, link.current) for link in seen] == [("guide", True), ("login", False)]


def test_every_registered_entry_has_an_icon_of_the_sprite_and_a_known_role() -> None:
    for entry in (*navigation.RAIL, *navigation.FOOT, *navigation.BOTTOM, *navigation.SETTINGS):
        assert entry.icon in known_icons(), entry
        assert entry.role in navigation.ROLES, entry


def test_every_entry_leads_somewhere_unless_its_room_is_still_to_be_built() -> None:
    to_come = {"customers", "cases", "surveys", "suggestions", "journeys", "outreach", "insights", "reports"}
    to_come |= {"knowledge", "channels"}
    for entry in (*navigation.RAIL, *navigation.FOOT, *navigation.BOTTOM, *navigation.SETTINGS):
        assert links([entry], Somebody("owner"), "/") or entry.name in to_come, entry


def test_no_two_entries_share_a_shortcut() -> None:
    keys = [entry.key for entry in (*navigation.RAIL, *navigation.FOOT) if entry.key]
    assert len(keys) == len(set(keys))


def asked_by(person: Person | None, **cookies: str) -> WSGIRequest:
    """A request as the middleware leaves it."""
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    request.person = person  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize(
    ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("", "auto"), ("x", "auto")]
)
def test_the_theme_is_the_one_of_the_cookie_if_there_is_such_a_theme(cookie: str, theme: str) -> None:
    assert Frame(asked_by(None, memnun_theme=cookie)).theme == theme


@pytest.mark.django_db
def test_a_stranger_costs_no_query() -> None:
    template = engines["django"].from_string('{% extends "frame.html" %}')
    request = RequestFactory().get("/")
    with assertNumQueries(0):
        template.render({**frame(asked_by(None)), "user": None}, request)


@pytest.mark.django_db
def test_the_frame_costs_a_person_one_query_whatever_the_number_of_brands() -> None:
    cast = Cast()
    Person.objects.create(
        brand=cast.other_brand, account=cast.elif_.account, name="Elif Demir", role=Role.MANAGER
    )
    request = RequestFactory().get("/")
    request.user = cast.elif_.account
    request.session = {}  # type: ignore[assignment]
    with assertNumQueries(1):
        request.person = person_of(request)  # type: ignore[attr-defined]
        page = engines["django"].from_string('{% extends "frame.html" %}').render({}, request)
    assert str(cast.brand) in page
    assert str(cast.other_brand) in page


@pytest.mark.django_db
def test_choosing_a_theme_remembers_it_and_goes_back() -> None:
    answer = Client().post("/interface/theme/", {"theme": "dark", "next": "/account/login/"})
    assert (answer["Location"], answer.cookies["memnun_theme"].value) == ("/account/login/", "dark")
    answer = Client().post("/interface/theme/", {"theme": "auto", "next": "https://example.org/"})
    assert (answer["Location"], answer.cookies["memnun_theme"]["max-age"]) == ("/", 0)


@pytest.mark.django_db
def test_an_unknown_theme_changes_nothing() -> None:
    answer = Client().post("/interface/theme/", {"theme": "pink"})
    assert "memnun_theme" not in answer.cookies


@pytest.mark.django_db
def test_the_guide_is_shown_to_developers_only(settings: Any) -> None:
    client = signed_in_client(Cast().elif_)
    assert client.get("/_guide/").status_code == 404
    settings.DEBUG = True
    for page in ("/_guide/", "/_guide/desk/", "/_guide/board/"):
        assert client.get(page).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("tr", "Burada bir şey yok"), ("en", "There is nothing here")]
)
def test_a_wrong_address_is_answered_in_the_readers_language(language: str, words: str) -> None:
    answer = Client().get("/nowhere/", headers={"Accept-Language": language})
    assert (answer.status_code, words in answer.content.decode()) == (404, True)


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "413", "500"])
def test_an_error_page_needs_neither_a_request_nor_a_database(name: str) -> None:
    page = engines["django"].get_template(f"{name}.html").render()
    assert f">{name[:3]}<" in page.replace("\n", "")


@pytest.mark.django_db
def test_no_page_carries_inline_scripts_or_styles() -> None:
    page = Client().get("/account/login/").content.decode()
    assert " style=" not in page
    assert "<style" not in page
    for script in page.split("<script")[1:]:
        head = script.split(">", 1)[0]
        assert " src=" in head or 'type="application/json"' in head
    assert " onclick=" not in page
