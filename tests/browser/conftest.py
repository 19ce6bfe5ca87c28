"""Chromium against the whole web application.

Django's settings are ready only when the tests' own conftest has named their database, which is after
this file is read; therefore what needs them is imported by the fixtures.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

if TYPE_CHECKING:
    from .site import Site

PATIENCE = 20_000
"""Milliseconds a browser is waited for; only a failing test waits so long, and machines differ."""
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="package")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """A browser for this folder's tests only.

    Playwright's synchronous face keeps an event loop running in the tests' thread: Django must be told
    that this is no danger, and other tests, which run loops of their own, must not find it there.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def address(django_db_setup: None) -> Iterator[str]:
    from .site import served

    with served() as url:
        yield url


@pytest.fixture
def site(address: str, transactional_db: None, settings: Any) -> Site:
    from memnun.people.testing import Cast

    from .site import Site

    settings.DEBUG = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    return Site(address, Cast())


@pytest.fixture
def channel_pages(site: Site) -> dict[str, str]:
    """A brand with something on every page of its channels; the pages by name."""
    from .channel_scene import plant_channels

    return plant_channels(site)


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="tr-TR", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    context.set_default_navigation_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def complaints(page: Page) -> Callable[[str], list[str]]:
    """What the console, axe and the width of the window say about the open page."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))

    def look(name: str) -> list[str]:
        found = [f"{name}: {text}" for text in said]
        said.clear()
        for violation in Axe().run(page).response["violations"]:
            found += [f"{name}: {violation['id']}: {node['html']}" for node in violation["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name}: wider than its window")
        return found

    return look


@pytest.fixture(autouse=True)
def let_go(transactional_db: None, chromium: Browser, context: BrowserContext) -> Iterator[None]:
    """Leave the pages while the database still stands, and wait for what they asked last.

    A page says goodbye when it is left, and an answer may still be under way when a test has seen enough:
    either would meet a database that is being emptied for the next test.
    """
    from .site import wait_until_nothing_is_asked

    yield
    for each in chromium.contexts:
        for page in each.pages:
            page.goto("about:blank")
    wait_until_nothing_is_asked()
