"""Calls in a real browser: the sheet for a note, and the call that rings."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .site import Site

pytestmark = pytest.mark.browser


def test_the_sheet_for_a_call_opens_on_every_page_and_knows_the_caller(
    page: Page, context: BrowserContext, site: Site, channel_pages: dict[str, str]
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
    page: Page, context: BrowserContext, site: Site, channel_pages: dict[str, str]
) -> None:
    site.sign_in(context, site.cast.selin)
    page.goto(f"{site.url}/groups/")
    page.evaluate("htmx.trigger(document.getElementById('ringing'), 'live')")
    ring = page.get_by_role("status").filter(has_text="arıyor")
    expect(ring).to_contain_text("Kerem Aydın")
    expect(ring).to_contain_text("İadem nerede?")
    ring.get_by_role("link", name="Müşteriyi aç").click()
    page.wait_for_url("**/customers/**")
