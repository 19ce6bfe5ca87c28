"""Long texts go in parts: Telegram takes 4,096 UTF-16 units a message."""

from __future__ import annotations

LONGEST = 4096
BREAKS = ("\n\n", "\n", ". ", " ")


def parts_of(text: str, longest: int = LONGEST) -> list[str]:
    """The text in parts, cut at paragraphs, lines, sentences or words where that is possible; none is empty."""
    parts = []
    rest = text.strip()
    while units(rest) > longest:
        end = _cut(rest, longest)
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*parts, rest] if rest else parts


def units(text: str) -> int:
    """The length as Telegram counts it: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, longest: int) -> int:
    head = text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore")
    for mark in BREAKS:
        place = head.rfind(mark)
        if place > longest // 4:
            return place + len(mark)
    return len(head)
