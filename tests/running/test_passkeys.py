"""The whole ceremony of a passkey in a real browser: added, used to sign in, and demanded by a brand.

Chromium's virtual authenticator stands for the device with its fingerprint reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect, sync_playwright

from tests.running.installation import Installation

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def context() -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser.new_context(locale="tr-TR")
        browser.close()


@pytest.fixture
def memnun(install: Callable[..., Installation]) -> tuple[Installation, str]:
    """A running installation and its one-time sign-in link."""
    installation = install()
    link = installation.start_and_wait()
    installation.wait_for_page()
    return installation, link


def attach_device(context: BrowserContext, page: Page) -> tuple[CDPSession, str]:
    """Give the browser a device that holds passkeys; gives what speaks to it and its id."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session, made["authenticatorId"]


def listen_for_trouble(page: Page) -> list[str]:
    """What the browser complains about: script errors and breaches of the content security policy."""
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda line: trouble.append(line.text) if line.type == "error" else None)
    return trouble


def enter_by_link(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Giriş yap").click()
    expect(page).not_to_have_url(re.compile("/sign-in/"))


def leave(context: BrowserContext, page: Page) -> None:
    """Forget the session, away from any page that would notice."""
    page.goto("about:blank")
    context.clear_cookies()


def add_passkey(page: Page, url: str) -> None:
    page.goto(f"{url}/account/2fa/webauthn/add/")
    page.locator("input[name=name]").fill("Deneme cihazı")
    page.locator("input[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("/account/2fa/(recovery-codes/)?$"))


def test_a_passkey_is_added_signs_in_without_a_password_and_a_wrong_device_does_not(
    context: BrowserContext, memnun: tuple[Installation, str]
) -> None:
    installation, link = memnun
    page = context.new_page()
    trouble = listen_for_trouble(page)
    device, authenticator = attach_device(context, page)
    enter_by_link(page, link)
    add_passkey(page, installation.url)
    held = device.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
    assert [each["rpId"] for each in held] == ["localhost"]

    leave(context, page)
    page.goto(f"{installation.url}/account/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url(re.compile(r"^http://localhost:\d+/(?!account/login)"))
    page.goto(f"{installation.url}/account/sessions/")
    expect(page).to_have_url(f"{installation.url}/account/sessions/")
    assert trouble == []

    leave(context, page)
    device.send("WebAuthn.clearCredentials", {"authenticatorId": authenticator})
    page.goto(f"{installation.url}/account/login/")
    page.locator("#passkey_login").click()
    page.wait_for_timeout(500)
    page.goto(f"{installation.url}/account/sessions/")
    expect(page).to_have_url(re.compile("/account/login/"))


def test_with_a_passkey_the_one_time_link_asks_for_it_too(
    context: BrowserContext, memnun: tuple[Installation, str]
) -> None:
    installation, link = memnun
    page = context.new_page()
    attach_device(context, page)
    enter_by_link(page, link)
    add_passkey(page, installation.url)
    leave(context, page)
    page.goto(installation.link())
    page.get_by_role("button", name="Giriş yap").click()
    page.wait_for_url(re.compile("/account/2fa/authenticate/"))
    page.goto(f"{installation.url}/account/sessions/")
    expect(page).to_have_url(re.compile("/account/2fa/authenticate/"))
    page.get_by_role("button", name="güvenlik anahtarı").click()
    page.wait_for_url(re.compile(r"^http://localhost:\d+/(?!account/2fa/authenticate)"))
    page.goto(f"{installation.url}/account/sessions/")
    expect(page).to_have_url(f"{installation.url}/account/sessions/")
