"""The screens of cases in a real browser: clean in both sizes and themes, and moving by themselves."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from memnun.cases.actions import concede, promise, resolve
from memnun.cases.models import Case, RootCause
from memnun.cases.testing import make_case
from memnun.foundation import clock

from .site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def stream(address: str) -> Any:
    """The stream the application serves; the same object, whatever name this module was imported by."""
    stream = import_module("tests.browser.stream").stream
    stream.begin()
    yield stream
    stream.drop()


@pytest.fixture
def case(site: Site) -> Case:
    """A case with a promise, something to approve, and a trouble that returned."""
    from decimal import Decimal

    cases = [make_case(site.cast.brand, never_joins=True, topics=["delivery"]) for _ in range(4)]
    cause = RootCause.objects.filter(brand=site.cast.brand, parent__isnull=False).first()
    for each in cases[1:]:
        resolve(each, done="Teslim edildi.", cause=cause, by=site.cast.elif_)
    due = clock.now() + timedelta(hours=3)
    promise(cases[0], text="Sizi arayacağız", due_at=due, by=site.cast.elif_)
    concede(cases[0], kind="refund", amount=Decimal(900), reason="Gecikme", by=site.cast.elif_)
    return cases[0]


@pytest.fixture
def manager(site: Site, case: Case, context: BrowserContext, page: Page) -> Page:
    site.sign_in(context, site.cast.murat)
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_cases_are_clean(
    manager: Page, site: Site, case: Case, complaints: Callable[[str], list[str]], width: int, theme: str
) -> None:
    manager.set_viewport_size({"width": width, "height": 900})
    manager.emulate_media(color_scheme=theme)
    found = []
    for path in (
        "/cases/", "/cases/wall/", f"/cases/{case.id}/", "/cases/measures/", "/cases/evidence/", "/my-day/",
        "/settings/cases/", "/settings/cases/calendars/new/", "/settings/rules/", "/preventing/", "/knowledge/",
        "/preventing/rows/?topic=delivery",
    ):  # fmt: skip
        manager.goto(f"{site.url}{path}")
        found += complaints(path)
    assert found == []


def test_the_board_shows_a_new_case_without_a_reload(manager: Page, site: Site, stream: Any) -> None:
    manager.goto(f"{site.url}/cases/")
    fresh = make_case(site.cast.brand, text="Yepyeni bir şikâyet", never_joins=True)
    stream.send(1, "cases.opened")
    expect(manager.locator("#case-board")).to_contain_text(fresh.label)
    expect(manager.locator("#case-board .board-column")).to_have_count(5)


def test_what_is_to_come_stays_ahead_while_the_page_stands(manager: Page, site: Site, case: Case) -> None:
    manager.goto(f"{site.url}/cases/{case.id}/")
    ahead = manager.locator("main time[data-ahead]").first
    expect(ahead).to_contain_text("sonra")
    manager.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(ahead).to_contain_text("sonra")


def test_the_wall_waits_while_somebody_writes_a_reason(manager: Page, site: Site, stream: Any) -> None:
    manager.goto(f"{site.url}/cases/wall/")
    manager.locator("summary", has_text="Geri çevir").click()
    manager.locator("details[open] input[name=reason]").fill("Politika dışı")
    fresh = make_case(site.cast.brand, text="Yepyeni bir şikâyet", never_joins=True)
    Case.objects.filter(id=fresh.id).update(assignee=None)
    stream.send(1, "cases.opened")
    manager.wait_for_timeout(2_500)
    expect(manager.locator("details[open] input[name=reason]")).to_have_value("Politika dışı")
    manager.keyboard.press("Escape")
    manager.locator("h1").click()
    expect(manager.locator("#case-wall")).to_contain_text(fresh.label)
