"""Forms and kiosks in a real browser: without a script, without a connection, inside a shop."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .site import Site
from .workers import wait_for_worker

pytestmark = pytest.mark.browser


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


def test_what_is_written_without_a_connection_goes_when_it_is_back(
    page: Page, context: BrowserContext, site: Site, channel_pages: dict[str, str]
) -> None:
    from memnun.channels.web_form.models import FormSubmission

    page.goto(site.url + channel_pages["form"])
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
    chromium: Any, site: Site, channel_pages: dict[str, str]
) -> None:
    for scripted in (False, True):
        context = chromium.new_context(locale="tr-TR", java_script_enabled=scripted)
        page = context.new_page()
        page.goto(site.url + channel_pages["place"])
        page.get_by_role("button", name="Gönder").click()
        expect(page.get_by_text("Lütfen burayı doldurun.").first).to_be_visible()
        page.get_by_label("Bize ne söylemek istersiniz?").fill("Çay soğuktu")
        page.get_by_label("Aydınlatma metnini okudum.").check()
        page.get_by_role("button", name="Gönder").click()
        expect(page.get_by_role("heading", name="Teşekkür ederiz")).to_be_visible()
        context.close()


def test_a_kiosk_clears_itself_and_keeps_no_history(
    page: Page, context: BrowserContext, site: Site, channel_pages: dict[str, str]
) -> None:
    page.clock.install()
    page.goto(site.url + channel_pages["kiosk"])
    field = page.get_by_label("Bize ne söylemek istersiniz?")
    field.fill("Adım Kerem, yarım kaldı")
    page.clock.run_for(15_000)
    expect(field).to_have_value("Adım Kerem, yarım kaldı")
    page.clock.run_for(21_000)
    expect(page.get_by_label("Bize ne söylemek istersiniz?")).to_have_value("")
    assert page.evaluate("history.length") <= 2


@pytest.mark.parametrize("kind", ["form", "kiosk"])
def test_a_form_and_a_kiosk_open_without_a_connection_and_send_when_it_is_back(
    page: Page, context: BrowserContext, site: Site, channel_pages: dict[str, str], kind: str
) -> None:
    from memnun.channels.web_form.models import FormSubmission

    page.goto(site.url + channel_pages[kind])
    wait_for_worker(page)
    context.set_offline(True)
    page.goto(site.url + channel_pages[kind])
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


def test_a_form_works_inside_a_shop_with_a_strict_policy_and_nowhere_else(
    page: Page, site: Site, channel_pages: dict[str, str]
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
    page: Page, site: Site, channel_pages: dict[str, str]
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
    page.goto(site.url + channel_pages["form"])
    question = page.get_by_label("Ne ters gitti?")
    expect(question).to_be_hidden()
    page.get_by_label("2 yıldız").check(force=True)
    expect(question).to_be_visible()
    page.get_by_label("5 yıldız").check(force=True)
    expect(question).to_be_hidden()
