"""Signing in as people do it: by link, by password and code, by passkey, all under the strict policy."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import BrowserContext, Page, expect

from memnun.people.actions import issue_sign_in_link

from .site import Site

pytestmark = pytest.mark.browser

PASSWORD = "deniz mavi bir sabahtir"


@pytest.fixture
def elif_(site: Site) -> Any:
    """An agent with a password."""
    account = site.cast.elif_.account
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(page: Page, site: Site, email: str, password: str = PASSWORD) -> None:
    page.goto(f"{site.url}/account/login/?next=/_guide/")
    page.get_by_label("E-posta").fill(email)
    page.get_by_label("Şifre", exact=False).first.fill(password)
    page.get_by_role("button", name="Giriş yap").click()


def show_again_that_it_is_me(page: Page) -> None:
    """What protects the account asks for the password once more."""
    page.get_by_label("Şifre").fill(PASSWORD)
    page.get_by_role("button", name="Onayla").click()


def test_a_wrong_password_says_so_and_keeps_the_address(page: Page, site: Site, elif_: Any) -> None:
    sign_in(page, site, elif_.email, "yanlis bir sifre")
    expect(page.get_by_role("alert")).to_contain_text("E-posta adresi ya da şifre doğru değil.")
    expect(page.get_by_label("E-posta")).to_have_value(elif_.email)


def test_a_one_time_link_signs_in(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/sign-in/{issue_sign_in_link(site.cast.elif_.account)}/")
    page.get_by_role("button", name="Giriş yap").click()
    expect(page).to_have_url(f"{site.url}/")
    page.goto(f"{site.url}/account/sessions/")
    expect(page.get_by_text("Bu oturum")).to_be_visible()


def test_an_authenticator_app_is_set_up_and_asked_for(page: Page, site: Site, elif_: Any) -> None:
    sign_in(page, site, elif_.email)
    expect(page).to_have_url(f"{site.url}/_guide/")
    page.goto(f"{site.url}/account/2fa/totp/activate/")
    show_again_that_it_is_me(page)
    page.get_by_text("Okutamıyorum").click()
    secret = page.locator("code.secret").inner_text()
    counter = next(iter(yield_hotp_counters_from_time()))
    page.get_by_label("Kod").fill(format_hotp_value(hotp_value(secret, counter)))
    page.get_by_role("button", name="Aç", exact=True).click()
    expect(page.locator(".codes li")).to_have_count(10)
    code = page.locator(".codes code").first.inner_text()

    page.context.clear_cookies()
    sign_in(page, site, elif_.email)
    expect(page.get_by_role("heading", name="İkinci adım")).to_be_visible()
    page.get_by_label("Kod").fill(code)
    page.get_by_role("button", name="Giriş yap").click()
    expect(page).to_have_url(f"{site.url}/_guide/")


def test_a_passkey_is_added_and_signs_in_alone(
    page: Page, context: BrowserContext, site: Site, elif_: Any
) -> None:
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    sign_in(page, site, elif_.email)
    expect(page).to_have_url(f"{site.url}/_guide/")
    page.goto(f"{site.url}/account/2fa/webauthn/add/")
    show_again_that_it_is_me(page)
    page.get_by_label("Ad", exact=True).or_(page.get_by_label("Ad*", exact=True)).first.fill("Masaüstü")
    page.get_by_label("Şifresiz giriş için kullanılsın").check()
    page.get_by_role("button", name="Ekle").click()
    # The address of the form itself must not do: what follows would overtake its sending.
    expect(page).to_have_url(re.compile("/account/2fa/(recovery-codes/|webauthn/|)$"))

    context.clear_cookies()
    page.goto(f"{site.url}/account/login/?next=/_guide/")
    page.get_by_role("button", name="Geçiş anahtarıyla gir").click()
    expect(page).to_have_url(f"{site.url}/_guide/")


def test_a_device_without_a_passkey_is_told_what_happened(page: Page, site: Site) -> None:
    page.add_init_script(
        "CredentialsContainer.prototype.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    page.goto(f"{site.url}/account/login/")
    page.get_by_role("button", name="Geçiş anahtarıyla gir").click()
    expect(page.get_by_role("alert")).to_contain_text("Geçiş anahtarı kullanılamadı")
