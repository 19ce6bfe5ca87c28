"""Answering a customer in the browser: written, taken back, sent; and never blind."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from memnun.cases.models import Promise
from memnun.cases.testing import make_case
from memnun.demo.sample_channel import SLUG
from memnun.interactions.models import ChannelAccount, Conversation, OutboxMessage
from memnun.interactions.testing import AYSE, make_contact, record
from memnun.knowledge.actions import save_reply

from .site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def talk(site: Site) -> Conversation:
    """Ayşe asks by mail; what is answered there is taken and reaches nobody."""
    ChannelAccount.objects.create(
        brand=site.cast.brand, channel="email", slug="main", kind=SLUG, name="Destek"
    )
    [contact] = record(site.cast.brand, make_contact("Kargom nerede?", AYSE, subject="Kargo"))
    save_reply(
        None, by=site.cast.murat, name="Gecikme", text="{hitap}, geciktik; özür dileriz.", only_mine=False
    )
    return contact.conversation


@pytest.fixture
def desk(site: Site, talk: Conversation, context: BrowserContext, page: Page) -> Page:
    site.sign_in(context, site.cast.elif_)
    page.goto(f"{site.url}/conversations/{talk.id}/")
    return page


def test_an_answer_is_written_with_a_saved_reply_sent_and_taken_back(desk: Page) -> None:
    desk.keyboard.press("r")
    desk.keyboard.type("/gecik")
    expect(desk.locator("#suggestions [role=option]")).to_contain_text("Gecikme")
    desk.keyboard.press("Enter")
    words = desk.locator("#reply textarea")
    expect(words).to_have_value("Ayşe Hanım, geciktik; özür dileriz.")
    desk.keyboard.press("Control+Enter")
    pending = desk.locator("#outgoing .bubble-pending")
    expect(pending).to_contain_text("geciktik")
    expect(pending).to_contain_text("sn içinde gidecek")
    expect(words).to_have_value("")
    pending.get_by_role("button", name="Geri al").click()
    expect(pending).to_have_count(0)
    expect(words).to_have_value("Ayşe Hanım, geciktik; özür dileriz.")
    assert OutboxMessage.objects.get().state == "cancelled"


def test_two_answers_one_after_the_other_are_two_messages(desk: Page) -> None:
    for number, text in enumerate(("Bakıyorum.", "Yarın elinizde."), start=1):
        desk.keyboard.press("r")
        desk.keyboard.type(text)
        desk.keyboard.press("Control+Enter")
        expect(desk.locator("#outgoing .bubble-pending")).to_have_count(number)
        desk.keyboard.press("Escape")
    assert [message.text for message in OutboxMessage.objects.order_by("id")] == [
        "Bakıyorum.",
        "Yarın elinizde.",
    ]


def test_attaching_a_file_leaves_what_was_written(desk: Page) -> None:
    desk.keyboard.press("r")
    desk.keyboard.type("Ekte bulabilirsiniz.")
    file = {"name": "fatura.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
    desk.locator('#reply input[type="file"]').set_input_files(file)  # type: ignore[arg-type]
    expect(desk.locator("#reply-files")).to_contain_text("fatura.pdf")
    expect(desk.locator("#reply textarea")).to_have_value("Ekte bulabilirsiniz.")
    desk.locator("#reply textarea").press("Control+Enter")
    expect(desk.locator("#outgoing .bubble-pending")).to_contain_text("fatura.pdf")


def test_a_blind_answer_is_stopped_and_what_was_written_stays(
    desk: Page, site: Site, talk: Conversation
) -> None:
    desk.keyboard.press("r")
    desk.keyboard.type("Yola çıktı.")
    record(site.cast.brand, make_contact("Vazgeçtim!", AYSE, subject="Kargo"))
    desk.keyboard.press("Control+Enter")
    dialog = desk.locator("#dialog")
    expect(dialog).to_contain_text("Vazgeçtim!")
    expect(desk.locator("#reply textarea")).to_have_value("Yola çıktı.")
    assert not OutboxMessage.objects.exists()
    dialog.get_by_role("button", name="Olduğu gibi gönder").click()
    expect(desk.locator("#outgoing .bubble-pending")).to_contain_text("Yola çıktı.")


def test_axe_finds_nothing_where_answers_are_written(desk: Page) -> None:
    desk.keyboard.press("r")
    desk.keyboard.type("Bakıyorum.")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#outgoing .bubble-pending")).to_have_count(1)
    for width in (1280, 390):
        desk.set_viewport_size({"width": width, "height": 800})
        found = Axe().run(desk, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]})
        assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_promise_in_an_answer_is_written_down_with_one_tick_and_taken_back_with_it(
    desk: Page, site: Site, talk: Conversation
) -> None:
    case = make_case(site.cast.brand, conversation_id=talk.id, customer_id=talk.customer_id)
    desk.reload()
    desk.keyboard.press("r")
    desk.keyboard.type("Yarın saat 17:00'ye kadar sizi arayacağız.")
    expect(desk.locator("#reply-promise input[name=promise]")).to_be_checked()
    expect(desk.locator("#reply-promise")).to_contain_text(case.label)
    desk.keyboard.press("Control+Enter")
    pending = desk.locator("#outgoing .bubble-pending")
    expect(pending).to_contain_text("arayacağız")
    assert Promise.objects.get().state == "open"
    pending.get_by_role("button", name="Geri al").click()
    expect(pending).to_have_count(0)
    assert Promise.objects.get().state == "taken_back"


def test_a_complaint_answered_without_a_promise_is_asked_for_one(
    desk: Page, site: Site, talk: Conversation
) -> None:
    make_case(site.cast.brand, conversation_id=talk.id, customer_id=talk.customer_id)
    desk.reload()
    desk.keyboard.press("r")
    desk.keyboard.type("Kargo firmasına sorduk.")
    desk.keyboard.press("Control+Enter")
    dialog = desk.locator("#dialog")
    expect(dialog).to_contain_text("Ne zamana kadar?")
    found = Axe().run(desk).response["violations"]
    assert [each["id"] for each in found] == []
    dialog.get_by_label("Verilen söz").fill("Arayacağız")
    dialog.get_by_label("Ne zamana kadar").fill("2099-01-01T10:00")
    dialog.get_by_role("button", name="Söz ver ve gönder").click()
    expect(desk.locator("#outgoing .bubble-pending")).to_contain_text("sorduk")
    expect(dialog).not_to_be_visible()
    assert Promise.objects.get().text == "Arayacağız"
