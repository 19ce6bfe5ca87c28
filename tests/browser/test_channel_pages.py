"""Forms, calls, talks, letters, meetings and chats in a real browser: clean in both sizes and themes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from .site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_the_channels_are_clean(
    page: Page,
    context: BrowserContext,
    site: Site,
    channel_pages: dict[str, str],
    complaints: Callable[[str], list[str]],
    width: int,
    theme: Any,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    site.sign_in(context, site.cast.selin)
    found: list[str] = []
    for name, path in channel_pages.items():
        answer = page.goto(site.url + path)
        assert answer is not None, name
        assert answer.ok or name == "closed", name
        found += [said for said in complaints(name) if name != "closed" or "404" not in said]
    assert found == []
