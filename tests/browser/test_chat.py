"""The widget on somebody else's site: talking, losing the line, being invited, being seen by axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

if TYPE_CHECKING:
    from .shop import Shop

pytestmark = pytest.mark.browser


@dataclass
class Talk:
    """A shop with a chat, and what the desk does."""

    shop: Shop
    cast: Any
    chat: Any

    def answer(self, text: str) -> None:
        """Elif answers the newest conversation."""
        from memnun.interactions.actions.replying import Reply, reply
        from memnun.interactions.models import Conversation
        from memnun.interactions.outbox.delivering import deliver
        from memnun.interactions.placing.batch import place_waiting

        place_waiting()
        conversation = Conversation.objects.order_by("-last_at")[0]
        reply(
            conversation, Reply(text=text, key=str(uuid4()), seen=10**9, undo_seconds=0), by=self.cast.elif_
        )
        deliver(self.chat.id)


@pytest.fixture(scope="module")
def memnun(django_db_setup: None) -> Iterator[str]:
    from .shop import served_memnun

    with served_memnun() as url:
        yield url


@pytest.fixture
def talk(memnun: str, transactional_db: None, settings: Any) -> Iterator[Talk]:
    from memnun.channels.chat import actions
    from memnun.channels.chat.testing import make_chat
    from memnun.people.testing import Cast

    from .shop import served_shop

    settings.DEBUG = True
    cast = Cast()
    with served_shop(memnun) as shop:
        chat = make_chat(cast.brand, origins=[shop.url])
        shop.key = chat.id.hex
        actions.attend(cast.elif_)
        yield Talk(shop, cast, chat)


@pytest.fixture
def troubles(page: Page) -> list[str]:
    """What the console and the content security policy complain of."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda problem: found.append(str(problem)))
    return found


def widget(page: Page) -> Locator:
    return page.locator("memnun-chat")


def open_chat(page: Page, talk: Talk, path: str = "/") -> Locator:
    page.goto(talk.shop.url + path)
    widget(page).get_by_role("button", name="Sohbeti aç").click()
    return widget(page).get_by_role("textbox", name="Mesaj yazın")


def axe_finds_nothing(page: Page) -> None:
    """Colours that still fade in are looked at again when they have."""
    for _look in range(8):
        found = Axe().run(page).response["violations"]
        if not found:
            return
        page.wait_for_timeout(300)
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_a_visitor_and_the_desk_talk_under_the_strictest_policy(
    page: Page, talk: Talk, troubles: list[str]
) -> None:
    from memnun.channels.chat.testing import until
    from memnun.interactions.models import OutboxMessage

    box = open_chat(page, talk)
    expect(box).to_be_focused()
    axe_finds_nothing(page)
    box.fill("Kargom nerede?")
    box.press("Enter")
    log = widget(page).get_by_role("log")
    expect(log.get_by_text("Kargom nerede?")).to_be_visible()
    expect(log.locator("[data-waits=false]")).to_have_count(1)
    talk.answer("Yolda: https://kargo.example/1, yarın sizde.")
    expect(log.get_by_role("link", name="https://kargo.example/1")).to_be_visible()
    expect(log.get_by_text("Elif")).to_be_visible()
    until(lambda: OutboxMessage.objects.get().state == "read")
    axe_finds_nothing(page)
    assert troubles == []


def test_what_is_written_without_a_line_is_sent_once_when_it_is_back(
    page: Page, context: BrowserContext, talk: Talk
) -> None:
    from memnun.channels.chat.testing import until
    from memnun.interactions.models import RawInbound

    box = open_chat(page, talk)
    box.fill("Bir")
    box.press("Enter")
    until(lambda: RawInbound.objects.count() == 1)
    context.set_offline(True)
    box.fill("İki")
    box.press("Enter")
    expect(widget(page).get_by_text("Bağlantı yok")).to_be_visible()
    expect(widget(page).get_by_text("Gönderiliyor…")).to_be_visible()
    context.set_offline(False)
    until(lambda: RawInbound.objects.count() == 2)
    expect(widget(page).get_by_text("Gönderiliyor…")).to_have_count(0)
    expect(widget(page).get_by_role("log").locator(".bubble")).to_have_count(2)


def test_a_message_whose_answer_was_lost_is_not_doubled(page: Page, talk: Talk) -> None:
    from memnun.channels.chat.testing import until
    from memnun.interactions.models import RawInbound

    lost = []

    def lose_the_first(route: Any) -> None:
        if not lost and route.request.method == "POST":
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route("**/messages", lose_the_first)
    box = open_chat(page, talk)
    box.fill("Bir kez")
    box.press("Enter")
    expect(widget(page).locator("[data-waits=false]")).to_have_count(1, timeout=10_000)
    until(lambda: RawInbound.objects.count() == 1)
    assert lost[0].status == 201


def test_the_talk_goes_on_from_page_to_page_and_ends_with_the_visit(
    page: Page, talk: Talk, chromium: Browser
) -> None:
    box = open_chat(page, talk)
    box.fill("Merhaba")
    box.press("Enter")
    expect(widget(page).locator("[data-waits=false]")).to_have_count(1)
    page.get_by_role("link", name="Ürün").dispatch_event("click")
    page.wait_for_url("**/urun/1")
    widget(page).get_by_role("button", name="Sohbeti aç").click()
    expect(widget(page).get_by_text("Merhaba", exact=True)).to_be_visible()
    assert page.evaluate("localStorage.length") == 0, "nothing is kept that nobody asked for"
    assert not page.context.cookies()


def test_forget_me_asks_twice_and_leaves_nothing(page: Page, talk: Talk) -> None:
    from memnun.channels.chat.testing import until

    box = open_chat(page, talk)
    box.fill("Merhaba")
    box.press("Enter")
    expect(widget(page).locator("[data-waits=false]")).to_have_count(1)
    widget(page).get_by_role("button", name="Seçenekler").click()
    widget(page).get_by_label("Görüşmem bu cihazda saklansın").select_option("30")
    until(lambda: bool(page.evaluate("localStorage.length") == 1))
    widget(page).get_by_role("button", name="Beni unut").click()
    axe_finds_nothing(page)
    widget(page).get_by_role("button", name="Emin misiniz?").click()
    expect(widget(page).get_by_text("bu cihaz sizi artık tanımıyor")).to_be_visible()
    expect(widget(page).locator(".bubble")).to_have_count(0)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_on_a_phone_it_fills_the_screen_and_keeps_the_keyboard(page: Page, talk: Talk) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    box = open_chat(page, talk)
    panel = widget(page).get_by_role("dialog")
    assert panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    expect(panel).to_have_attribute("aria-modal", "true")
    axe_finds_nothing(page)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('memnun-chat').shadowRoot.activeElement !== null")
    small = page.evaluate(
        "[...document.querySelector('memnun-chat').shadowRoot.querySelectorAll('.panel button, .panel textarea')]"
        ".map((each) => each.getBoundingClientRect()).filter((box) => box.width && (box.width < 44 || box.height < 44)).length"
    )
    assert small == 0, "everything can be hit with a thumb"
    box.focus()
    page.keyboard.press("Escape")
    expect(widget(page).get_by_role("button", name="Sohbeti aç")).to_be_focused()


def test_when_nobody_is_there_it_says_so_and_asks_where_the_answer_may_go(page: Page, talk: Talk) -> None:
    from memnun.channels.chat.models import Attendance, Visitor
    from memnun.channels.chat.testing import until

    Attendance.objects.all().delete()
    page.wait_for_timeout(5_100)  # what the server knows of the account is at most five seconds old
    open_chat(page, talk)
    expect(widget(page).get_by_text("Şu anda masada kimse yok")).to_be_visible()
    axe_finds_nothing(page)
    widget(page).get_by_label("Adınız").fill("Ayşe")
    widget(page).get_by_label("E-posta adresiniz").fill("ayse@example.com")
    widget(page).get_by_role("button", name="Yanıtı e-postayla gönderin").click()
    expect(widget(page).get_by_text("yanıtımız ayse@example.com adresine gelir")).to_be_visible()
    until(lambda: Visitor.objects.get().email == "ayse@example.com")


@pytest.mark.parametrize("asked_not_to_be_followed", [False, True])
def test_an_invitation_comes_once_and_never_to_who_does_not_want_to_be_followed(
    page: Page, talk: Talk, asked_not_to_be_followed: bool
) -> None:
    from memnun.channels.chat.models import InvitationRule

    InvitationRule.objects.create(
        brand=talk.cast.brand,
        account=talk.chat,
        page="/urun/*",
        after=5,
        words="Beden seçmenize yardım edelim mi?",
    )
    page.wait_for_timeout(5_100)
    if asked_not_to_be_followed:
        page.add_init_script("Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' })")
    page.clock.install()
    page.goto(f"{talk.shop.url}/urun/7")
    widget(page).get_by_role("button", name="Sohbeti aç").wait_for()
    page.clock.fast_forward(10_000)
    invitation = widget(page).get_by_text("Beden seçmenize")
    if asked_not_to_be_followed:
        expect(invitation).to_have_count(0)
        return
    expect(invitation).to_be_visible()
    axe_finds_nothing(page)
    widget(page).get_by_role("button", name="Şimdi değil").click()
    page.goto(f"{talk.shop.url}/urun/8")
    widget(page).get_by_role("button", name="Sohbeti aç").wait_for()
    page.clock.fast_forward(10_000)
    expect(invitation).to_have_count(0)


def test_a_site_that_is_not_allowed_shows_no_chat(page: Page, talk: Talk, troubles: list[str]) -> None:
    talk.shop.key = "0" * 32
    page.goto(talk.shop.url)
    page.wait_for_timeout(1_000)
    assert widget(page).count() == 0
    assert any(each.startswith("Memnun:") for each in troubles)


def test_files_go_both_ways_and_programs_do_not(page: Page, talk: Talk) -> None:
    from memnun.interactions.models import RawInbound

    open_chat(page, talk)
    chooser = widget(page).locator("input[type=file]")
    chooser.set_input_files({"name": "kurulum.exe", "mimeType": "image/png", "buffer": b"MZ" + bytes(100)})
    expect(widget(page).get_by_text("Resim, PDF").or_(widget(page).get_by_text("resim, PDF"))).to_be_visible()
    assert not RawInbound.objects.exists()
    chooser.set_input_files(
        {"name": "fatura.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
    )
    file = widget(page).get_by_role("button", name="fatura.pdf")
    expect(widget(page).locator("[data-waits=false]")).to_have_count(1)
    with page.expect_download() as download:
        file.click()
    assert download.value.path().read_bytes() == b"%PDF-1.4\n%%EOF\n"


def test_the_desk_sees_a_message_at_once_and_that_the_visitor_writes(
    page: Page, talk: Talk, chromium: Browser, memnun: str
) -> None:
    from memnun.channels.chat.testing import until
    from memnun.interactions.models import Conversation, RawInbound
    from memnun.interactions.placing.batch import place_waiting

    from .site import Site

    box = open_chat(page, talk)
    box.fill("Merhaba")
    box.press("Enter")
    until(RawInbound.objects.exists)
    place_waiting()
    desk = chromium.new_context(locale="tr-TR", viewport={"width": 1440, "height": 900})
    Site(memnun, talk.cast).sign_in(desk, talk.cast.elif_)
    screen = desk.new_page()
    screen.goto(f"{memnun}/conversations/{Conversation.objects.get().id}/")
    expect(screen.get_by_text("Sohbette", exact=True)).to_be_visible()
    expect(screen.get_by_role("link", name="Mağaza", exact=True)).to_be_visible()
    expect(widget(page).get_by_text("Görüldü")).to_be_visible()
    box.press_sequentially("Siparişim nerede", delay=20)
    expect(screen.get_by_text("yazıyor…")).to_be_visible()
    box.press("Enter")
    until(lambda: RawInbound.objects.count() == 2)
    place_waiting()
    expect(screen.locator("#talk").get_by_text("Siparişim nerede")).to_be_visible()
    found = Axe().run(screen).response["violations"]
    assert [each["id"] for each in found] == []
    desk.close()
