"""The part of a text in which the searched words stand, with the words marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from memnun.foundation.turkish.folding import fold
from memnun.foundation.turkish.search import query_terms

AROUND = 110
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an excerpt; `hit` pieces are the searched words as they stand in the text."""

    text: str
    hit: bool


def excerpt(text: str, query: str) -> list[Piece]:
    """Pieces around the first hit, at most some 240 characters, cut at words."""
    hits = _hits(text, query)
    start, end = _window(text, hits)
    pieces: list[Piece] = [Piece("… ", False)] if start else []
    position = start
    for begin, stop in hits:
        if begin < position or stop > end:
            continue
        pieces += [Piece(text[position:begin], False), Piece(text[begin:stop], True)]
        position = stop
    pieces.append(Piece(text[position:end], False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return [piece for piece in pieces if piece.text]


def _hits(text: str, query: str) -> list[tuple[int, int]]:
    exact: set[str] = set()
    prefixes: list[str] = []
    for term in query_terms(query):
        if not term.excluded:
            exact.update(term.words)
            exact.update(form.text for form in term.variants if not form.prefix)
            prefixes += [form.text for form in term.variants if form.prefix]
    beginnings = tuple(prefixes)
    found = []
    for word in _WORD.finditer(text[:20_000]):
        folded = fold(re.split("['’]", word.group())[0])
        if folded in exact or (beginnings and folded.startswith(beginnings)):
            found.append(word.span())
    return found


def _window(text: str, hits: list[tuple[int, int]]) -> tuple[int, int]:
    first = hits[0][0] if hits else 0
    start, end = max(0, first - AROUND), min(len(text), first + 2 * AROUND)
    if start:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        end = text.rfind(" ", first, end) if text.rfind(" ", first, end) > first else end
    return start, end
