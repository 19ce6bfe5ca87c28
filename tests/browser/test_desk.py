"""A day at the desk: by keyboard, with a colleague, on a phone, and seen by axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route, expect

from memnun.interactions.actions import add_note, assign
from memnun.interactions.models import Conversation, Presence, Status
from memnun.interactions.presence import look
from memnun.interactions.testing import AYSE, KEREM, ZEYNEP, make_contact, record

from .site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def talks(site: Site) -> list[Conversation]:
    """Ayşe's thanks, Zeynep's idea and Kerem's complaint, the complaint newest."""
    contacts = record(
        site.cast.brand,
        make_contact("Çok memnun kaldım, teşekkürler!", AYSE),
        make_contact("Uygulamaya karanlık tema ekleseniz çok iyi olur.", ZEYNEP, channel="chat"),
        make_contact("Kargom hâlâ gelmedi! Telefonum 0532 123 45 67", KEREM, channel="phone"),
    )
    return [contact.conversation for contact in contacts]


@pytest.fixture
def desk(site: Site, talks: list[Conversation], context: BrowserContext, page: Page) -> Page:
    """Elif's desk."""
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/")
    return page


def opened(page: Page, name: str) -> None:
    expect(page.locator("#customer")).to_contain_text(name)


def test_the_keyboard_alone_walks_reads_notes_resolves_and_undoes(
    desk: Page, talks: list[Conversation]
) -> None:
    complaint = talks[2]
    desk.keyboard.press("j")
    opened(desk, "Kerem Aydın")
    desk.keyboard.press("n")
    desk.keyboard.type("Depoyu arıyorum")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".bubble-note")).to_contain_text("Depoyu arıyorum")
    desk.keyboard.press("Escape")
    desk.keyboard.press("e")
    expect(desk.locator("#head")).to_contain_text("Çözüldü")
    complaint.refresh_from_db()
    assert complaint.status == Status.RESOLVED
    desk.keyboard.press("u")
    expect(desk.locator("#head")).to_contain_text("Açık")
    desk.keyboard.press("j")
    opened(desk, "Zeynep Çelik")
    desk.keyboard.press("k")
    opened(desk, "Kerem Aydın")


def test_what_was_undone_stays_within_reach_while_the_list_is_still_being_asked(
    desk: Page, talks: list[Conversation]
) -> None:
    desk.keyboard.press("j")
    opened(desk, "Kerem Aydın")
    desk.keyboard.press("e")
    expect(desk.locator(f"#row-{talks[2].id}")).to_have_class(re.compile(r"\bgone\b"))
    waiting: list[Route] = []
    desk.route("**/inbox/changed/**", lambda route: waiting.append(route))
    desk.keyboard.press("u")
    expect(desk.locator("#head")).to_contain_text("Açık")
    desk.keyboard.press("j")
    opened(desk, "Zeynep Çelik")
    desk.keyboard.press("k")
    opened(desk, "Kerem Aydın")
    for route in waiting:
        route.continue_()
    desk.unroute("**/inbox/changed/**")
    expect(desk.locator(f"#row-{talks[2].id}")).not_to_have_class(re.compile(r"\bgone\b"))


def test_a_key_held_down_acts_once_and_is_undone_by_key(desk: Page, talks: list[Conversation]) -> None:
    desk.keyboard.press("j")
    opened(desk, "Kerem Aydın")
    for _ in range(4):
        desk.keyboard.down("e")
    desk.keyboard.up("e")
    expect(desk.locator("#head")).to_contain_text("Çözüldü")
    expect(desk.locator("#toasts [data-toast]")).to_have_count(1)
    expect(desk.locator("#toasts [data-key=u]")).to_be_visible()
    desk.keyboard.press("u")
    expect(desk.locator("#head")).to_contain_text("Açık")
    talks[2].refresh_from_db()
    assert talks[2].status == Status.OPEN


def test_the_console_says_nothing_on_the_main_pages(
    site: Site, desk: Page, talks: list[Conversation]
) -> None:
    said: list[str] = []
    desk.on("console", lambda message: said.append(f"{desk.url}: {message.type}: {message.text}"))
    desk.on("pageerror", lambda problem: said.append(f"{desk.url}: {problem}"))
    customer = f"/customers/{talks[2].customer_id}/"
    for path in ("/", "/my-day/", "/groups/", "/customers/", customer, "/cases/", "/search/?q=kargom"):
        desk.goto(f"{site.url}{path}")
    desk.goto(f"{site.url}/")
    desk.keyboard.press("j")
    opened(desk, "Kerem Aydın")
    desk.keyboard.press("f")
    expect(desk.locator("#dialog")).to_be_visible()
    desk.keyboard.press("Escape")
    desk.keyboard.press("e")
    expect(desk.locator("#head")).to_contain_text("Çözüldü")
    desk.keyboard.press("u")
    expect(desk.locator("#head")).to_contain_text("Açık")
    desk.keyboard.press("j")
    opened(desk, "Zeynep Çelik")
    assert said == []


def test_who_resolves_and_walks_on_at_once_is_left_where_they_went(
    desk: Page, talks: list[Conversation]
) -> None:
    desk.keyboard.press("j")
    opened(desk, "Kerem Aydın")
    desk.keyboard.press("e")
    desk.keyboard.press("j")
    opened(desk, "Zeynep Çelik")
    expect(desk.locator("#toasts")).to_contain_text("Çözüldü")
    expect(desk.locator("#head")).to_contain_text("Zeynep Çelik")
    expect(desk.locator("#head")).to_contain_text("Açık")
    talks[2].refresh_from_db()
    assert talks[2].status == Status.RESOLVED


def test_a_menu_opened_by_key_has_the_focus_and_assigns(desk: Page, talks: list[Conversation]) -> None:
    desk.keyboard.press("j")
    opened(desk, "Kerem Aydın")
    desk.keyboard.press("a")
    expect(desk.locator("#head .menu-item:focus")).to_have_text("Bana ata")
    desk.keyboard.press("Enter")
    expect(desk.locator("#head summary").first).to_contain_text("Elif Demir")


def test_who_acts_on_an_old_page_is_told_first(desk: Page, site: Site, talks: list[Conversation]) -> None:
    desk.keyboard.press("j")
    opened(desk, "Kerem Aydın")
    assign(talks[2], to=site.cast.burak, by=site.cast.burak)
    desk.keyboard.press("e")
    expect(desk.locator("#dialog")).to_contain_text("Burak Şahin")
    talks[2].refresh_from_db()
    assert talks[2].status == Status.OPEN
    desk.locator("#dialog button[type=submit]").click()
    expect(desk.locator("#head")).to_contain_text("Çözüldü")


def test_what_a_colleague_writes_is_added_without_losing_what_is_being_written(
    desk: Page, site: Site, talks: list[Conversation]
) -> None:
    desk.keyboard.press("j")
    opened(desk, "Kerem Aydın")
    desk.keyboard.press("n")
    desk.keyboard.type("Yarım kalan")
    add_note(talks[2], text="Ben de bakıyorum", by=site.cast.burak)
    desk.evaluate("window.htmx.trigger('#news', 'news')")
    expect(desk.locator(".bubble-note")).to_contain_text("Ben de bakıyorum")
    expect(desk.locator("#note textarea")).to_have_value("Yarım kalan")
    desk.keyboard.type(" cümle")
    desk.reload()
    expect(desk.locator("#note textarea")).to_have_value("Yarım kalan cümle")


def test_a_colleague_is_seen_looking_and_writing(desk: Page, site: Site, talks: list[Conversation]) -> None:
    look(talks[2], site.cast.burak)
    desk.keyboard.press("j")
    opened(desk, "Kerem Aydın")
    expect(desk.locator("[data-presence]")).to_contain_text("Burak Şahin bu görüşmeye bakıyor")
    desk.keyboard.press("e")
    expect(desk.locator("#head")).to_contain_text("Çözüldü")
    expect(desk.locator("[data-presence]")).to_contain_text("Burak Şahin bu görüşmeye bakıyor")
    desk.keyboard.press("n")
    desk.keyboard.type("Ar")
    own = Presence.objects.filter(conversation=talks[2], person=site.cast.elif_)
    for _moment in range(40):
        if own.filter(writing="note").exists():
            break
        desk.wait_for_timeout(100)
    look(talks[2], site.cast.burak, "reply")
    desk.evaluate("window.htmx.trigger('[data-presence]', 'live')")
    expect(desk.locator("[data-presence]")).to_contain_text("Burak Şahin yanıt yazıyor")
    assert own.filter(writing="note").exists()


def test_hidden_data_is_shown_on_demand(desk: Page) -> None:
    desk.keyboard.press("j")
    opened(desk, "Kerem Aydın")
    expect(desk.locator("#talk")).not_to_contain_text("123 45 67")
    desk.get_by_role("button", name="Gizleneni göster").click()
    expect(desk.locator("#talk")).to_contain_text("0532 123 45 67")


def test_several_are_resolved_at_once_and_brought_back(desk: Page) -> None:
    for tick in desk.locator(".thread-tick").all()[:2]:
        tick.check(force=True)
    desk.locator("#batch").get_by_role("button", name="Çöz").click()
    expect(desk.locator("#threads > li[data-id]")).to_have_count(1)
    desk.get_by_role("button", name="Geri al").click()
    expect(desk.locator("#threads > li[data-id]")).to_have_count(3)


def test_filters_are_chosen_shown_and_removed(desk: Page) -> None:
    desk.keyboard.press("f")
    desk.locator("#dialog").get_by_text("Sohbet", exact=True).click()
    desk.locator("#dialog").get_by_role("button", name="Göster").click()
    expect(desk.locator("#threads > li[data-id]")).to_have_count(1)
    expect(desk).to_have_url(re.compile("channel=chat$"))
    desk.locator(".inbox-chips .chip").click()
    expect(desk.locator("#threads > li[data-id]")).to_have_count(3)


def test_on_a_phone_one_pane_at_a_time(
    context: BrowserContext, site: Site, talks: list[Conversation]
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/")
    page.locator("a.thread").first.click()
    expect(page.locator("#talk")).to_be_visible()
    expect(page.locator("#threads")).to_be_hidden()
    page.get_by_role("button", name="Müşteriyi göster").click()
    expect(page.locator("#customer")).to_be_visible()
    page.locator("#customer .pane-back").click()
    page.locator("#head .pane-back").click()
    expect(page.locator("#threads")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_contact_is_written_down_from_the_bottom_bar(
    context: BrowserContext, site: Site, talks: list[Conversation]
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/contacts/new/")
    page.get_by_label("Kimdi?").fill("kerem")
    page.locator(".found-list a").click()
    page.get_by_label("Ne konuşuldu").fill("Mağazaya geldi, kargosunu sordu.")
    page.get_by_role("button", name="Teması kaydet").click()
    expect(page.locator("#talk")).to_contain_text("Mağazaya geldi")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_axe_and_the_policy_find_nothing(
    context: BrowserContext, site: Site, talks: list[Conversation], theme: str, size: tuple[int, int]
) -> None:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": size[0], "height": size[1]})
    site.sign_in(context, site.cast.murat)
    add_note(talks[2], text="@Murat Kaya bakar mısın?", by=site.cast.elif_)
    places = [
        "/",
        f"/conversations/{talks[2].id}/",
        "/inbox/filters/",
        "/my-day/",
        "/contacts/new/?q=kerem",
        "/settings/tags/",
    ]
    for place in places:
        page.goto(f"{site.url}{place}")
        for violation in Axe().run(page).response["violations"]:
            said += [f"{place} {violation['id']}: {node['html']}" for node in violation["nodes"]]
    assert Presence.objects.filter(conversation=talks[2]).exists()
    assert said == []
