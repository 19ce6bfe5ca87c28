"""Talks in person on a phone: written without a connection, on a phone that is shared, refused in place."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .site import Site
from .workers import wait_for_worker

pytestmark = pytest.mark.browser


def test_the_form_for_talks_opens_without_a_connection_and_what_is_written_goes_once(
    page: Page, context: BrowserContext, site: Site, channel_pages: dict[str, str]
) -> None:
    from memnun.interactions.models import Interaction

    written = Interaction.objects.filter(channel="in_person")
    site.sign_in(context, site.cast.selin)
    page.goto(site.url + channel_pages["talk"])
    wait_for_worker(page)
    context.set_offline(True)
    page.goto(site.url + channel_pages["talk"])
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
    again.goto(site.url + channel_pages["talk"])
    expect(again.get_by_text("Bu telefonda duranlar gönderildi")).to_be_visible()
    again.reload()
    expect(again.get_by_text("görüşme bekliyor")).to_have_count(0)
    assert [contact.text for contact in written] == ["Kasada uzun bekledi"]
    assert written.get().staff == site.cast.selin


def test_what_a_colleague_wrote_on_a_shared_phone_waits_for_the_colleague(
    page: Page, context: BrowserContext, site: Site, channel_pages: dict[str, str]
) -> None:
    from memnun.interactions.models import Interaction

    site.sign_in(context, site.cast.selin)
    page.goto(site.url + channel_pages["talk"])
    context.clear_cookies()
    page.get_by_label("Ne konuşuldu").fill("Selin yazdı, oturumu bitmişti")
    page.get_by_role("button", name="Görüşmeyi kaydet").click()
    expect(page.get_by_text("Lütfen giriş yapın")).to_be_visible()
    site.sign_in(context, site.cast.elif_)
    page.goto(site.url + channel_pages["talk"])
    expect(page.get_by_text("bir arkadaşınızın 1 görüşmesi bekliyor")).to_be_visible()
    assert not Interaction.objects.filter(channel="in_person").exists()
    site.sign_in(context, site.cast.selin)
    page.goto(site.url + channel_pages["talk"])
    expect(page.get_by_text("Bu telefonda duranlar gönderildi")).to_be_visible()
    assert Interaction.objects.get(channel="in_person").staff == site.cast.selin


def test_a_talk_that_is_refused_says_why_beside_the_field_and_stays(
    page: Page, context: BrowserContext, site: Site, channel_pages: dict[str, str]
) -> None:
    site.sign_in(context, site.cast.selin)
    page.goto(site.url + channel_pages["talk"])
    page.get_by_label("Ne konuşuldu").fill("Numarası yanlış")
    page.get_by_text("Kim olduğu").click()
    page.get_by_label("Telefon").fill("123")
    page.get_by_role("button", name="Görüşmeyi kaydet").click()
    expect(page.get_by_label("Telefon")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Ne konuşuldu")).to_have_value("Numarası yanlış")


def test_a_worker_reaches_no_page_but_its_form(
    page: Page, context: BrowserContext, site: Site, channel_pages: dict[str, str]
) -> None:
    site.sign_in(context, site.cast.selin)
    page.goto(site.url + channel_pages["talk"])
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
