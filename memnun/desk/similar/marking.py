"""Short texts with the words marked that two contacts share; personal data stays hidden."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from memnun.desk.masking import masked
from memnun.foundation.turkish.folding import fold
from memnun.interactions.similar.weighing import stem_of

SHOWN = 320
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text; `shared` when both contacts have the word."""

    text: str
    shared: bool


def marked(text: str, stems: Collection[str]) -> list[Piece]:
    """The beginning of a text in pieces."""
    shown = masked(text)
    if len(shown) > SHOWN:
        shown = f"{shown[:SHOWN].rpartition(' ')[0] or shown[:SHOWN]} …"
    pieces: list[Piece] = []
    place = 0
    for word in _WORD.finditer(shown):
        if stem_of(fold(word.group())) in stems:
            pieces += [Piece(shown[place : word.start()], False), Piece(word.group(), True)]
            place = word.end()
    return [piece for piece in (*pieces, Piece(shown[place:], False)) if piece.text]
