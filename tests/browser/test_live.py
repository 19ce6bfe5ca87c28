"""What happens elsewhere appears on an open page, once, and the page says when it cannot hear."""

from importlib import import_module
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .site import Site

pytestmark = pytest.mark.browser

LISTENING = """
    <div id="list" data-live="interaction.received conversation.assigned" hx-get="/list/"
        hx-trigger="live">old</div>
    <div id="one" data-live="*" data-live-about="c-7" hx-get="/one/" hx-trigger="live">old</div>
"""


@pytest.fixture
def stream(address: str) -> Any:
    """The stream the application serves; the same object, whatever name this module was imported by."""
    stream = import_module("tests.browser.stream").stream
    stream.begin()
    yield stream
    stream.drop()


@pytest.fixture
def desk(page: Page, context: BrowserContext, site: Site, stream: Any) -> Page:
    """A page with a list and one thing that listen for what happens elsewhere."""
    site.sign_in(context, site.cast.elif_)
    asked = {"list": 0, "one": 0}

    def part(route: Any) -> None:
        name = route.request.url.rstrip("/").rsplit("/", 1)[1]
        asked[name] += 1
        route.fulfill(status=200, content_type="text/html", body=f"{name} {asked[name]}")

    def guide(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", f"{LISTENING}</main>"))

    page.route("**/_guide/", guide)
    page.route("**/list/", part)
    page.route("**/one/", part)
    page.goto(f"{site.url}/_guide/")
    return page


@pytest.mark.parametrize("named", [False, True])
def test_a_burst_of_arrivals_refreshes_the_list_at_once_and_once_for_the_rest(
    desk: Page, stream: Any, named: bool
) -> None:
    for number in range(1, 21):
        stream.send(number, "interaction.received", named=named)
    expect(desk.locator("#list")).to_contain_text("list")
    desk.wait_for_timeout(800)
    refreshed = int(desk.locator("#list").inner_text().removeprefix("list "))
    assert refreshed <= 2
    stream.send(21, "conversation.assigned", named=named)
    expect(desk.locator("#list")).to_have_text(f"list {refreshed + 1}")


def test_an_element_about_one_thing_hears_only_of_it(desk: Page, stream: Any) -> None:
    stream.send(1, "interaction.received", conversation="c-8")
    expect(desk.locator("#list")).to_have_text("list 1")
    assert desk.locator("#one").inner_text() == "old"
    stream.send(2, "case.opened", conversation="c-7")
    expect(desk.locator("#one")).to_have_text("one 1")


def test_scripts_hear_of_every_kind(desk: Page, stream: Any) -> None:
    desk.evaluate(
        "document.addEventListener('memnun:promise.kept', (event) => (document.title = event.detail.id))"
    )
    stream.send(1, "promise.kept", id="p-1")
    expect(desk).to_have_title("p-1")


def test_a_lost_connection_goes_on_behind_the_last_event(desk: Page, stream: Any) -> None:
    stream.send(41, "interaction.received")
    expect(desk.locator("#list")).to_have_text("list 1")
    stream.drop()
    desk.wait_for_timeout(400)
    stream.send(42, "interaction.received")
    expect(desk.locator("#list")).to_have_text("list 2")
    first, second = stream.asked
    assert first, "the page says where its updates begin"
    assert second == "41"


def test_a_connection_that_does_not_return_is_said_and_so_is_its_return(desk: Page, stream: Any) -> None:
    stream.send(7, "interaction.received")
    expect(desk.locator("#list")).to_have_text("list 1")
    stream.broken = True
    stream.drop()
    expect(desk.locator("#connection")).to_contain_text("Bağlantı koptu", timeout=10_000)
    stream.broken = False
    expect(desk.locator("#connection")).to_be_hidden(timeout=20_000)
    assert set(stream.asked[1:]) == {"7"}
