"""Forms, calls, talks, letters and meetings in a real browser: clean in both sizes and themes, and usable offline."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .site import Site

pytestmark = pytest.mark.browser

NUMBER = "+905321234567"


@pytest.fixture
def pages(site: Site) -> dict[str, str]:
    """A brand with a form and its places, calls, letters, a meeting and chats; pages by name."""
    talk = _talk(site)
    return {
        **_forms(site),
        **_calls(site),
        **_letters(site, talk),
        **_meetings(site, talk),
        **_chats(site),
    }


def _talk(site: Site) -> Any:
    """A conversation with Kerem."""
    from memnun.interactions.contact import ContactCustomer
    from memnun.interactions.testing import make_contact, record

    kerem = ContactCustomer(name="Kerem Aydın", phone=NUMBER, facts={"hitap": "bey"})
    told = make_contact("İadem nerede? Üç haftadır bekliyorum, çok kızgınım.", kerem)
    return record(site.cast.brand, told)[0].conversation


def _account(site: Site, kind: str, name: str, **settings: Any) -> Any:
    from memnun.interactions.models import ChannelAccount

    channel = "social" if kind == "telegram" else kind
    return ChannelAccount.objects.create(
        brand=site.cast.brand, channel=channel, kind=kind, slug=kind, name=name, settings=settings
    )


def _forms(site: Site) -> dict[str, str]:
    """A form with questions of several kinds, and a table that has it as a QR code."""
    from memnun.channels.web_form.actions import make_form, open_place
    from memnun.channels.web_form.building import add_question

    form = make_form(site.cast.brand, title="Bize yazın", language="tr", by=None)
    for kind in ("rating", "choice", "file", "consent"):
        add_question(form, kind, by=site.cast.murat)
    place = open_place(form, name="Masa 12", branch=None, by=site.cast.murat)
    return {
        "form": f"/f/{form.address}/",
        "place": f"/q/{place.code}/",
        "kiosk": f"/q/{place.code}/kiosk/",
        "closed": "/f/yok/",
        "forms": "/settings/forms/",
        "build": f"/settings/forms/{form.id}/",
        "question": f"/settings/forms/{form.id}/questions/q6/",
        "places": f"/settings/forms/{form.id}/places/",
        "held": "/settings/forms/held/",
    }


def _calls(site: Site) -> dict[str, str]:
    """A switchboard with an answered call, a missed one and one that rings."""
    from memnun.channels.phone.fake import VerimorCall
    from memnun.channels.phone.hearing import apply_event, keep_event
    from memnun.channels.phone.kind import KIND
    from memnun.channels.phone.noting import set_extension
    from memnun.foundation import clock

    line = _account(site, "phone", "Santral", provider="verimor")
    KIND.after_save(line)
    set_extension(line, number="1001", person=site.cast.selin, by=site.cast.murat)
    now = clock.now()
    answered = VerimorCall(at=now - timedelta(hours=2)).hangup(answered=True)
    missed = VerimorCall("05339998877", at=now - timedelta(hours=1)).hangup(answered=False)
    for body in (answered, missed, VerimorCall(at=now).ringing()):
        event = keep_event(line, body)
        assert event is not None
        apply_event(event)
    return {
        "calls": "/calls/",
        "all calls": "/calls/?all=1",
        "call note": "/calls/note/",
        "call lists": "/settings/calls/imports/",
        "extensions": f"/settings/calls/lines/{line.id}/extensions/",
        "line": f"/settings/channels/{line.id}/",
        "talk": "/talks/new/",
        "talk without a connection": "/talks/offline/",
    }


def _letters(site: Site, talk: Any) -> dict[str, str]:
    """A letter that was written and not printed."""
    from memnun.channels.post.models import Letter
    from memnun.channels.post.writing import write_letter

    _account(site, "post", "Mektup", sender="Deneme")
    address = "Kerem Aydın\nİnönü Cad. No: 5\n34403 Kâğıthane/İSTANBUL"
    words = {"address": address, "subject": "İadeniz", "text": "Sayın Aydın"}
    write_letter(talk, by=site.cast.selin, key="letter-1", seen=10**9, **words)
    return {
        "letters": "/letters/",
        "letter": f"/letters/{Letter.objects.get().id}/",
        "letter in": "/letters/in/",
        "write a letter": f"/conversations/{talk.id}/letters/new/",
    }


def _meetings(site: Site, talk: Any) -> dict[str, str]:
    """A meeting at a Jitsi."""
    from memnun.channels.video.actions import plan_meeting
    from memnun.channels.video.kind import KIND
    from memnun.channels.video.links import token_of

    rooms = {"pattern": "https://meet.example/{room}", "consent_text": "Görüşme kaydedilmez."}
    KIND.after_save(_account(site, "video", "Jitsi", **rooms))
    meeting = plan_meeting(talk, planned_at=None, by=site.cast.selin)
    return {
        "meetings": f"/conversations/{talk.id}/meetings/",
        "meeting": f"/meetings/{meeting.id}/",
        "door": f"/m/{token_of(meeting)}/",
    }


def _chats(site: Site) -> dict[str, str]:
    """A visitor nobody knows at the chat of a site, and a Telegram bot."""
    from memnun.channels.chat.testing import make_chat, visit
    from memnun.interactions.placing.batch import place_waiting

    chat = make_chat(site.cast.brand)
    message_id = visit(chat, "Orada mısınız?", title="Kadıköy mağazası")
    place_waiting()
    bot = _account(site, "telegram", "Telegram", username="deneme_bot")
    return {
        "chat": f"/conversations/{_conversation_of(message_id)}/",
        "chat settings": f"/settings/channels/{chat.id}/",
        "chat invitation": f"/settings/channels/{chat.id}/chat/invitations/",
        "telegram settings": f"/settings/channels/{bot.id}/",
        "outbox": "/outbox/",
    }


def _conversation_of(message_id: Any) -> Any:
    from memnun.interactions.models import Interaction

    return Interaction.objects.get(id=message_id).conversation_id


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_the_channels_are_clean(
    page: Page,
    context: BrowserContext,
    site: Site,
    pages: dict[str, str],
    complaints: Callable[[str], list[str]],
    width: int,
    theme: Any,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    site.sign_in(context, site.cast.selin)
    found: list[str] = []
    for name, path in pages.items():
        answer = page.goto(site.url + path)
        assert answer is not None, name
        assert answer.ok or name == "closed", name
        found += [said for said in complaints(name) if name != "closed" or "404" not in said]
    assert found == []


def test_what_is_written_without_a_connection_goes_when_it_is_back(
    page: Page, context: BrowserContext, site: Site, pages: dict[str, str]
) -> None:
    from memnun.channels.web_form.models import FormSubmission

    page.goto(site.url + pages["form"])
    page.wait_for_timeout(2_100)
    context.set_offline(True)
    page.get_by_label("Bize ne söylemek istersiniz?").fill("Bodrumda çekmiyor")
    page.get_by_label("Aydınlatma metnini okudum.").check()
    page.get_by_role("button", name="Gönder").click()
    expect(page.get_by_role("status")).to_contain_text("bu cihazda duruyor")
    expect(page.get_by_label("Bize ne söylemek istersiniz?")).to_have_value("")
    assert not FormSubmission.objects.exists()
    context.set_offline(False)
    expect(page.get_by_role("status")).to_contain_text("Numaranız", timeout=30_000)
    assert FormSubmission.objects.get().state == "taken"


def test_a_form_needs_no_script_and_a_script_only_makes_it_nicer(
    chromium: Any, site: Site, pages: dict[str, str]
) -> None:
    for scripted in (False, True):
        context = chromium.new_context(locale="tr-TR", java_script_enabled=scripted)
        page = context.new_page()
        page.goto(site.url + pages["place"])
        page.get_by_role("button", name="Gönder").click()
        expect(page.get_by_text("Lütfen burayı doldurun.").first).to_be_visible()
        page.get_by_label("Bize ne söylemek istersiniz?").fill("Çay soğuktu")
        page.get_by_label("Aydınlatma metnini okudum.").check()
        page.get_by_role("button", name="Gönder").click()
        expect(page.get_by_role("heading", name="Teşekkür ederiz")).to_be_visible()
        context.close()


def test_a_kiosk_clears_itself_and_keeps_no_history(
    page: Page, context: BrowserContext, site: Site, pages: dict[str, str]
) -> None:
    page.clock.install()
    page.goto(site.url + pages["kiosk"])
    field = page.get_by_label("Bize ne söylemek istersiniz?")
    field.fill("Adım Kerem, yarım kaldı")
    page.clock.run_for(15_000)
    expect(field).to_have_value("Adım Kerem, yarım kaldı")
    page.clock.run_for(21_000)
    expect(page.get_by_label("Bize ne söylemek istersiniz?")).to_have_value("")
    assert page.evaluate("history.length") <= 2


def test_the_sheet_for_a_call_opens_on_every_page_and_knows_the_caller(
    page: Page, context: BrowserContext, site: Site, pages: dict[str, str]
) -> None:
    from memnun.interactions.models import Interaction

    site.sign_in(context, site.cast.selin)
    page.goto(f"{site.url}/groups/")
    page.get_by_label("Arama kaydet").click()
    sheet = page.locator("#dialog")
    sheet.get_by_label("Telefon").fill("0532 123")
    sheet.get_by_text("Kerem Aydın").click()
    sheet.get_by_text("Teslimat ve kargo").click()
    sheet.get_by_role("button", name="Aramayı kaydet").click()
    page.wait_for_url("**/conversations/**")
    assert Interaction.objects.filter(meta__outcome="in", customer__name="Kerem Aydın").exists()


def test_the_call_that_rings_is_shown_with_who_it_is(
    page: Page, context: BrowserContext, site: Site, pages: dict[str, str]
) -> None:
    site.sign_in(context, site.cast.selin)
    page.goto(f"{site.url}/groups/")
    page.evaluate("htmx.trigger(document.getElementById('ringing'), 'live')")
    ring = page.get_by_role("status").filter(has_text="arıyor")
    expect(ring).to_contain_text("Kerem Aydın")
    expect(ring).to_contain_text("İadem nerede?")
    ring.get_by_role("link", name="Müşteriyi aç").click()
    page.wait_for_url("**/customers/**")


def wait_for_worker(page: Page) -> None:
    """Until the page's service worker works and has kept what it needs."""
    page.evaluate("navigator.serviceWorker.ready")


def test_the_form_for_talks_opens_without_a_connection_and_what_is_written_goes_once(
    page: Page, context: BrowserContext, site: Site, pages: dict[str, str]
) -> None:
    from memnun.interactions.models import Interaction

    written = Interaction.objects.filter(channel="in_person")
    site.sign_in(context, site.cast.selin)
    page.goto(site.url + pages["talk"])
    wait_for_worker(page)
    context.set_offline(True)
    page.goto(site.url + pages["talk"])
    expect(page.get_by_text("Bağlantı yok. Yine de yazın")).to_be_visible()
    page.get_by_label("Ne konuşuldu").fill("Kasada uzun bekledi")
    page.reload()
    expect(page.get_by_label("Ne konuşuldu")).to_have_value("Kasada uzun bekledi")
    page.get_by_role("button", name="Görüşmeyi kaydet").click()
    expect(page.get_by_text("Bu telefonda 1 görüşme bekliyor.")).to_be_visible()
    expect(page.get_by_label("Ne konuşuldu")).to_have_value("")
    page.close()
    assert not written.exists()
    context.set_offline(False)
    again = context.new_page()
    again.goto(site.url + pages["talk"])
    expect(again.get_by_text("Bu telefonda duranlar gönderildi")).to_be_visible()
    again.reload()
    expect(again.get_by_text("görüşme bekliyor")).to_have_count(0)
    assert [contact.text for contact in written] == ["Kasada uzun bekledi"]
    assert written.get().staff == site.cast.selin


def test_what_a_colleague_wrote_on_a_shared_phone_waits_for_the_colleague(
    page: Page, context: BrowserContext, site: Site, pages: dict[str, str]
) -> None:
    from memnun.interactions.models import Interaction

    site.sign_in(context, site.cast.selin)
    page.goto(site.url + pages["talk"])
    context.clear_cookies()
    page.get_by_label("Ne konuşuldu").fill("Selin yazdı, oturumu bitmişti")
    page.get_by_role("button", name="Görüşmeyi kaydet").click()
    expect(page.get_by_text("Lütfen giriş yapın")).to_be_visible()
    site.sign_in(context, site.cast.elif_)
    page.goto(site.url + pages["talk"])
    expect(page.get_by_text("bir arkadaşınızın 1 görüşmesi bekliyor")).to_be_visible()
    assert not Interaction.objects.filter(channel="in_person").exists()
    site.sign_in(context, site.cast.selin)
    page.goto(site.url + pages["talk"])
    expect(page.get_by_text("Bu telefonda duranlar gönderildi")).to_be_visible()
    assert Interaction.objects.get(channel="in_person").staff == site.cast.selin


def test_a_talk_that_is_refused_says_why_beside_the_field_and_stays(
    page: Page, context: BrowserContext, site: Site, pages: dict[str, str]
) -> None:
    site.sign_in(context, site.cast.selin)
    page.goto(site.url + pages["talk"])
    page.get_by_label("Ne konuşuldu").fill("Numarası yanlış")
    page.get_by_text("Kim olduğu").click()
    page.get_by_label("Telefon").fill("123")
    page.get_by_role("button", name="Görüşmeyi kaydet").click()
    expect(page.get_by_label("Telefon")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Ne konuşuldu")).to_have_value("Numarası yanlış")


@pytest.mark.parametrize("kind", ["form", "kiosk"])
def test_a_form_and_a_kiosk_open_without_a_connection_and_send_when_it_is_back(
    page: Page, context: BrowserContext, site: Site, pages: dict[str, str], kind: str
) -> None:
    from memnun.channels.web_form.models import FormSubmission

    page.goto(site.url + pages[kind])
    wait_for_worker(page)
    context.set_offline(True)
    page.goto(site.url + pages[kind])
    page.wait_for_timeout(2_100)  # nobody writes faster
    page.get_by_label("Bize ne söylemek istersiniz?").fill("Elektrik gitti, modem de")
    page.get_by_label("Aydınlatma metnini okudum.").check()
    page.get_by_role("button", name="Gönder").click()
    expect(page.get_by_text("bu cihazda duruyor")).to_be_visible()
    page.reload()
    assert not FormSubmission.objects.exists()
    context.set_offline(False)
    page.wait_for_timeout(4000)
    expect(page.get_by_role("status")).to_contain_text("Numaranız", timeout=30_000)
    assert FormSubmission.objects.get().state == "taken"
    assert context.service_workers == [] or all(
        "/settings/" not in one.url for one in context.service_workers
    )


def test_a_worker_reaches_no_page_but_its_form(
    page: Page, context: BrowserContext, site: Site, pages: dict[str, str]
) -> None:
    site.sign_in(context, site.cast.selin)
    page.goto(site.url + pages["talk"])
    wait_for_worker(page)
    scopes = page.evaluate(
        "navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))"
    )
    assert scopes == [f"{site.url}/talks/"]
    names = page.evaluate("caches.keys()")
    kept = page.evaluate("(name) => caches.open(name).then((one) => one.keys()).then((all) => all.map((each) => each.url))", names[0])  # fmt: skip
    assert len(names) == 1
    assert [url for url in kept if "/static/" not in url] == [f"{site.url}/talks/offline/"]
    body = page.evaluate("fetch('/talks/offline/').then((answer) => answer.text())")
    assert site.cast.selin.name not in body
    assert "csrfmiddlewaretoken" not in body


STRICT = "default-src 'none'; script-src {memnun}; frame-src {memnun}"
"""What a shop with a strict policy of its own has to allow: our script and our frame, nothing inline."""


@contextmanager
def shop(memnun: str, script: str) -> Iterator[str]:
    """A shop at another address that shows a form by its script; gives the address."""
    body = f'<!doctype html><html lang="tr"><title>Mağaza</title><h1>Mağaza</h1><script src="{script}" async></script>'

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-security-policy", STRICT.format(memnun=memnun))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_said: Any) -> None:
            """Tests need no access log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_form_works_inside_a_shop_with_a_strict_policy_and_nowhere_else(
    page: Page, site: Site, pages: dict[str, str]
) -> None:
    from memnun.channels.web_form.models import FormSubmission, WebForm

    form = WebForm.objects.get()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with shop(site.url, f"{site.url}/f/{form.address}/embed.js") as address:
        WebForm.objects.update(origins=[address])
        page.goto(address)
        inside = page.frame_locator("iframe")
        inside.get_by_label("Bize ne söylemek istersiniz?").fill("Mağazanın sayfasından yazıyorum")
        inside.get_by_label("Aydınlatma metnini okudum.").check()
        page.wait_for_timeout(2_100)
        inside.get_by_role("button", name="Gönder").click()
        expect(inside.get_by_role("heading", name="Teşekkür ederiz")).to_be_visible(timeout=20_000)
        assert FormSubmission.objects.get().state == "taken"
        assert [said for said in complaints if "favicon" not in said] == []
        WebForm.objects.update(origins=["https://baska.example"])
        page.reload()
        expect(page.frame_locator("iframe").get_by_label("Bize ne söylemek istersiniz?")).to_have_count(0)
        assert any("frame-ancestors" in said for said in complaints)


def test_a_question_comes_and_goes_with_the_answer_it_hangs_on(
    page: Page, site: Site, pages: dict[str, str]
) -> None:
    from memnun.channels.web_form.models import WebForm

    form = WebForm.objects.get()
    why = {
        "key": "q20",
        "kind": "text",
        "label": "Ne ters gitti?",
        "required": True,
        "only_after": "q5",
        "only_for": ["1", "2"],
    }
    form.fields = [{**one, "scale": "stars"} if one["kind"] == "rating" else one for one in form.fields] + [
        why
    ]
    form.save()
    page.goto(site.url + pages["form"])
    question = page.get_by_label("Ne ters gitti?")
    expect(question).to_be_hidden()
    page.get_by_label("2 yıldız").check(force=True)
    expect(question).to_be_visible()
    page.get_by_label("5 yıldız").check(force=True)
    expect(question).to_be_hidden()
