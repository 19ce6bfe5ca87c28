"""The frame in a real browser: reachable, keyboard-driven, in two themes, without a broken policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route, expect

from .site import Site

pytestmark = pytest.mark.browser

FOR_STRANGERS = ["/account/login/", "/account/password/reset/", "/account/password/reset/done/", "/nowhere/"]
FOR_STAFF = [
    "/_guide/",
    "/_guide/desk/",
    "/_guide/board/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/sessions/",
    "/account/logout/",
]


def complaints(page: Page, site: Site, paths: list[str]) -> list[str]:
    """What axe and the content security policy find on the pages."""
    found: list[str] = []
    page.on(
        "console",
        lambda message: found.append(message.text) if "Content Security Policy" in message.text else None,
    )
    page.on("pageerror", lambda problem: found.append(str(problem)))
    for path in paths:
        page.goto(site.url + path)
        for violation in Axe().run(page).response["violations"]:
            found += [f"{path} {violation['id']}: {node['html']}" for node in violation["nodes"]]
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_and_the_policy_find_nothing(
    page: Page, context: BrowserContext, site: Site, settings, theme: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    settings.DEBUG = False
    assert complaints(page, site, FOR_STRANGERS) == []
    settings.DEBUG = True
    site.sign_in(context, site.cast.selin)
    assert complaints(page, site, FOR_STAFF) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_is_wider_than_its_window(
    page: Page, context: BrowserContext, site: Site, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    site.sign_in(context, site.cast.selin)
    for path in FOR_STAFF:
        page.goto(site.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_chosen_theme_stays_and_is_drawn_by_the_server(
    page: Page, context: BrowserContext, site: Site
) -> None:
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/_guide/")
    page.get_by_label("Tema").click()
    page.get_by_role("button", name="Koyu").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert 'data-bs-theme="dark"' in page.request.get(f"{site.url}/_guide/").text()


def test_a_theme_is_chosen_without_a_script_too(chromium, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="tr-TR")
    page = context.new_page()
    page.goto(f"{site.url}/account/login/")
    page.get_by_label("Tema").click()
    page.get_by_role("button", name="Koyu").click()
    expect(page).to_have_url(f"{site.url}/account/login/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    context.close()


def test_the_rail_stays_narrow_when_narrowed(page: Page, context: BrowserContext, site: Site) -> None:
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/_guide/")
    page.get_by_role("button", name="Menüyü daralt").click()
    page.reload()
    expect(page.locator("#frame")).to_have_attribute("data-rail", "narrow")


def test_the_language_is_switched(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/account/login/")
    expect(page.get_by_role("heading", name="Giriş yap")).to_be_visible()
    page.get_by_label("Dil").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_question_mark_lists_the_shortcuts_of_the_page(
    page: Page, context: BrowserContext, site: Site
) -> None:
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/_guide/desk/")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Klavye kısayolları")
    expect(keys).to_contain_text("Yanıtla")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_a_shortcut_works_and_is_left_alone_while_typing(
    page: Page, context: BrowserContext, site: Site
) -> None:
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/_guide/desk/")
    page.keyboard.press("r")
    answer = page.get_by_label("Yanıtınız")
    expect(answer).to_be_focused()
    page.keyboard.type("r?")
    expect(answer).to_have_value("r?")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(answer).not_to_be_focused()


def test_a_message_can_be_dismissed_and_a_failure_stays(
    page: Page, context: BrowserContext, site: Site
) -> None:
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/_guide/")
    page.evaluate("htmx.ajax('GET', '/nowhere/', {target: '#main', swap: 'innerHTML'})")
    failure = page.get_by_role("alert").filter(has_text="Bu artık yerinde değil")
    expect(failure).to_be_visible()
    assert page.locator("#main h1").inner_text() == "Style guide"
    page.wait_for_timeout(300)
    failure.get_by_role("button", name="Kapat").click()
    expect(failure).to_have_count(0)


def test_an_answer_may_bring_a_message_with_undo(page: Page, context: BrowserContext, site: Site) -> None:
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/_guide/")
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(f"{route.request.method} {route.request.headers.get('x-csrftoken', '')[:1] != ''}")
        said = '{"memnun:toast": {"text": "Assigned.", "level": "success", "undo": "/act/"}}'
        route.fulfill(status=200, body="", headers={"HX-Trigger": said if len(asked) == 1 else "{}"})

    page.route("**/act/", answer)
    page.evaluate("htmx.ajax('POST', '/act/', {swap: 'none'})")
    page.get_by_role("button", name="Geri al").last.click()
    page.wait_for_timeout(300)
    assert asked == ["POST True", "POST True"]


def test_being_offline_is_said(page: Page, context: BrowserContext, site: Site) -> None:
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/_guide/")
    context.set_offline(True)
    expect(page.locator("#connection")).to_contain_text("Çevrimdışısınız")
    context.set_offline(False)
    expect(page.locator("#connection")).to_be_hidden()


def test_a_dialog_opens_and_closes(page: Page, context: BrowserContext, site: Site) -> None:
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/_guide/")
    page.get_by_role("button", name="Dialog").click()
    dialog = page.get_by_role("dialog", name="Sözü ertele")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Vazgeç").click()
    expect(dialog).to_be_hidden()


def test_on_a_phone_the_desk_shows_one_pane_with_a_way_back(
    page: Page, context: BrowserContext, site: Site
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/_guide/desk/?pane=conversation")
    expect(page.locator(".pane-list")).to_be_hidden()
    page.get_by_role("button", name="Müşteriyi göster").click()
    expect(page.locator(".pane-customer")).to_be_visible()
    expect(page.locator(".pane-conversation")).to_be_hidden()
    page.get_by_role("button", name="Görüşmeye dön").click()
    page.get_by_role("link", name="Listeye dön").click()
    expect(page.locator(".pane-list")).to_be_visible()
