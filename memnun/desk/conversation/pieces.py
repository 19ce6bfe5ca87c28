"""A contact's text cut where something is to be shown: the words that decided, and personal data.

Offsets come from the reading and count characters of the text; where the text is hidden, it does
not leave the server until somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from memnun.foundation.turkish.quoting import tail_start
from memnun.interactions.models import Interaction

HIDDEN = frozenset({"tckn", "iban", "card", "phone", "email", "plate", "address"})
"""Kinds of personal data that are hidden; names are not, nobody could follow the conversation."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `about` says for what it is evidence, `hidden` the kind of data it hides."""

    text: str
    about: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a contact; `tail` holds what was quoted or signed below it."""

    body: list[Piece]
    tail: list[Piece]
    hides: bool


def shown_text(interaction: Interaction, details: dict[str, Any], *, revealed: bool) -> Shown:
    """The pieces of one contact, personal data hidden unless `revealed`."""
    text = interaction.text
    cut = tail_start(text)
    spans = [] if revealed else _hidden_spans(details)
    body = list(cut_into_pieces(text[:cut], details.get("evidence", ()), spans, 0))
    tail = list(cut_into_pieces(text[cut:], (), spans, cut))
    return Shown(body, tail, hides=any(piece.hidden for piece in (*body, *tail)))


def cut_into_pieces(
    text: str, evidence: Iterable[dict[str, Any]], hidden: Sequence[tuple[int, int, str]], offset: int
) -> Iterable[Piece]:
    """Cut at every border of a span; hiding wins over underlining, the first evidence wins over later."""
    marks = [(int(one["start"]) - offset, int(one["end"]) - offset, str(one["about"])) for one in evidence]
    masks = [(start - offset, end - offset, kind) for start, end, kind in hidden]
    borders = {0, len(text)}
    for start, end, _ in (*marks, *masks):
        borders.update({min(max(start, 0), len(text)), min(max(end, 0), len(text))})
    places = sorted(borders)
    last_mask = None
    for start, end in pairwise(places):
        mask = next((one for one in masks if one[0] <= start < one[1]), None)
        if mask is None:
            yield Piece(text[start:end], next((about for a, b, about in marks if a <= start < b), ""))
        elif mask is not last_mask:
            yield Piece("", hidden=mask[2])
        last_mask = mask


def _hidden_spans(details: dict[str, Any]) -> list[tuple[int, int, str]]:
    return [
        (int(one["start"]), int(one["end"]), str(one["kind"]))
        for one in details.get("personal_data", ())
        if one["kind"] in HIDDEN
    ]
