"""Which ink can be read on the brand's colour (WCAG 2.2, contrast ratio)."""

from __future__ import annotations

import re

DARK, LIGHT = "#17131a", "#ffffff"
HEX = re.compile(r"#[0-9a-fA-F]{6}")
READABLE = 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written #rrggbb, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str) -> str:
    """White or near-black, whichever is read better on the colour."""
    return max((LIGHT, DARK), key=lambda ink: contrast(colour, ink))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
