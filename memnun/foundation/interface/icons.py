"""The icons of the sprite."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from memnun.foundation.interface.drawing import KEPT

ICONS = Path(__file__).resolve().parents[2] / "static/vendor/tabler-icons/icons.txt"


@cache
def known_icons() -> frozenset[str]:
    """The icons that the sprite holds."""
    return frozenset(ICONS.read_text().split())


def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite, hidden from readers unless it has a label.

    Raises ValueError for a name that is not in vendor/tabler-icons/icons.txt.
    """
    return _icon(name, str(label), css)


@lru_cache(maxsize=KEPT)
def _icon(name: str, label: str, css: str) -> SafeString:
    if name not in known_icons():
        raise ValueError(f"There is no icon {name!r}; add it to {ICONS.name} and run bin/vendor.")
    address = static("vendor/tabler-icons/sprite.svg")
    if label:
        return format_html(
            '<svg class="icon {}" role="img" aria-label="{}"><use href="{}#{}"></use></svg>',
            css,
            label,
            address,
            name,
        )
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>', css, address, name
    )
