"""Finds phrases in a batch: trigger words are looked up by hash for all texts at once, and a pattern's
regular
expression is tried only where one of its trigger words begins."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.alphabet import SIGN_CODES
from memnun.understanding.features import BEGINNING_LENGTHS, WordHashes
from memnun.understanding.folding import WORD_CHARACTERS, Folded

_BITS = 14
_REMEMBERED_MASKS = 4_096
_ENDING_LENGTHS = (2, 3, 4, 5)
_LENGTHS = len(BEGINNING_LENGTHS) + len(_ENDING_LENGTHS)
_ROWS = np.arange(_LENGTHS, dtype=np.uint64)[:, None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase over folded text, beginning at a trigger word.

    `triggers`, separated by spaces: word beginnings ('hakem'), whole words ('=bir'), word endings of at most
    five letters ('*meli'), signs ('?', '!') or the upper-case letter of an emoji group. Without an `expression`
    the trigger word itself is taken. `beside`, written like triggers, names what the phrase cannot do without:
    where no such word stands in the text, the expression is not tried.
    """

    about: str
    triggers: str
    expression: str = r"\w+"
    beside: str = ""


class Match(NamedTuple):
    """Where a pattern held, in characters of the folded text."""

    about: str
    start: int
    end: int


Attempt = tuple[Callable[[str, int], re.Match[str] | None], str]


class PatternSet:
    """Patterns searched together in one pass; each token carries a 64-bit mask for every 64 patterns."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._columns = (len(patterns) + 63) // 64
        self._by_mask: list[dict[int, tuple[Attempt, ...]]] = [{} for _ in range(self._columns)]
        gated = [number for number, pattern in enumerate(patterns) if pattern.beside]
        self._words = _WordTables(
            [pattern.triggers for pattern in patterns], [patterns[number].beside for number in gated]
        )
        places = np.arange(len(gated), dtype=np.uint64)
        self._gate_columns, self._gate_bits = (places >> np.uint64(6)).astype(np.intp), places & np.uint64(63)
        self._gated = np.zeros((len(gated), self._columns), dtype=np.uint64)
        for place, number in enumerate(gated):
            self._gated[place, number // 64] = np.uint64(1 << number % 64)

    def marks(self, folded: Folded, words: WordHashes) -> NDArray[np.uint64]:
        """A row of 64-bit masks a token: which patterns may begin there."""
        keys = np.concatenate((words.beginnings, words.endings(_ENDING_LENGTHS)))
        found = self._words.marks(keys, _slots(keys, _ROWS), folded.token_codes)
        opened = self._open(marks_by_text(found[:, self._columns :], folded))
        if len(opened) > 1:
            opened = opened[folded.token_texts]
        return found[:, : self._columns] & opened

    def _open(self, stand: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """A row of masks a text: the patterns that lack nothing they need beside them."""
        lacking = ~(stand[:, self._gate_columns] >> self._gate_bits) & np.uint64(1)
        opened: NDArray[np.uint64] = ~(lacking @ self._gated)
        return opened

    def search(self, folded: Folded, marks: NDArray[np.uint64], shown: Sequence[str]) -> list[list[Match]]:
        """All matches of each text; `marks` as given by this set, `shown` the folded texts."""
        found: list[list[Match]] = [[] for _ in shown]
        tokens, columns = marks.nonzero()
        owners = folded.token_texts[tokens]
        starts = folded.token_starts[tokens] - folded.text_characters[owners]
        for owner, start, column, mask in zip(
            owners.tolist(),
            starts.tolist(),
            columns.tolist(),
            marks[tokens, columns].tolist(),
            strict=True,
        ):
            text = shown[owner]
            for match, about in self._by_mask[column].get(mask) or self._chosen(column, mask):
                if held := match(text, start):
                    found[owner].append(Match(about, start, held.end()))
        return found

    def _chosen(self, column: int, mask: int) -> tuple[Attempt, ...]:
        """The expressions of a mask, compiled when first needed: most texts need few of them."""
        own = self.patterns[column * 64 : column * 64 + 64]
        attempts = tuple(
            (_compiled(pattern.expression).match, pattern.about)
            for place, pattern in enumerate(own)
            if mask >> place & 1
        )
        if len(self._by_mask[column]) < _REMEMBERED_MASKS:
            self._by_mask[column][mask] = attempts
        return attempts


class _WordTables:
    """Which marks each word carries, looked up exactly by its beginnings, whole and endings: those of the first
    list of triggers, 64 a column, then those of the second in columns of their own."""

    def __init__(self, *lists: Sequence[str]) -> None:
        widths = [max((len(triggers) + 63) // 64, 1) for triggers in lists]
        columns = sum(widths)
        masks: dict[tuple[int, int], NDArray[np.uint64]] = {}
        self._signs = np.zeros((256, columns), dtype=np.uint64)
        for place, words in enumerate(_laid_out(lists, widths)):
            for word in words.split():
                mask = np.zeros(columns, dtype=np.uint64)
                mask[place // 64] = np.uint64(1 << place % 64)
                if word in SIGN_CODES:
                    self._signs[SIGN_CODES[word]] |= mask
                else:
                    masks[_key(word)] = masks.get(_key(word), np.zeros_like(mask)) | mask
        self._masks = np.array([np.zeros(columns, dtype=np.uint64), *masks.values()])
        self._keys = np.array([0, *(key for _row, key in masks)], dtype=np.uint64)
        self._rest = np.zeros(len(self._keys), dtype=np.uint16)
        self._places = np.zeros(_LENGTHS << _BITS, dtype=np.uint16)
        rows = np.array([0, *(row for row, _key in masks)], dtype=np.uint64)
        for place, slot in enumerate(_slots(self._keys, rows).tolist()):
            self._rest[place], self._places[slot] = self._places[slot], place

    def marks(
        self, keys: NDArray[np.uint64], slots: NDArray[np.uint64], codes: NDArray[np.uint8]
    ) -> NDArray[np.uint64]:
        """A row of masks a token. Keys that share a slot are chained through `_rest`."""
        places = self._places.take(slots)
        taken = places.nonzero()
        wanted, chain = keys[taken], places[taken]
        right = self._keys[chain] == wanted
        while not right.all():
            chain = np.where(right, chain, self._rest[chain])
            right = (self._keys[chain] == wanted) | (chain == 0)
        places[taken] = chain
        marks: NDArray[np.uint64] = np.bitwise_or.reduce(self._masks[places], axis=0)
        return marks | self._signs[codes]


def _laid_out(lists: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    """All triggers one after another, each list filled up to whole columns."""
    return [
        words
        for triggers, width in zip(lists, widths, strict=True)
        for words in (*triggers, *[""] * (64 * width - len(triggers)))
    ]


def marks_by_text(marks: NDArray[np.uint64], folded: Folded) -> NDArray[np.uint64]:
    """All marks that any token of a text carries, a row a text."""
    if len(folded.text_tokens) == 2:
        return np.bitwise_or.reduce(marks, axis=0, keepdims=True)
    masks = np.zeros((len(folded.text_tokens) - 1, *marks.shape[1:]), dtype=np.uint64)
    filled = (folded.text_tokens[1:] > folded.text_tokens[:-1]).nonzero()[0]
    if len(filled):
        masks[filled] = np.bitwise_or.reduceat(marks, folded.text_tokens[filled], axis=0)
    return masks


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def letter_codes(word: str) -> list[int]:
    """Codes of a folded word's letters and digits."""
    return [ord(sign) - ord("a") + 1 if sign.isalpha() else ord(sign) - ord("0") + 27 for sign in word]


def _key(trigger: str) -> tuple[int, int]:
    """The row of its length, and the hash or packed letters a word must show there."""
    if trigger.startswith("*"):
        codes = letter_codes(trigger[1:])[-_ENDING_LENGTHS[-1] :]
        return len(BEGINNING_LENGTHS) + _ENDING_LENGTHS.index(len(codes)), _packed(codes)
    codes = letter_codes(trigger.removeprefix("="))
    length = WORD_CHARACTERS
    if not trigger.startswith("="):
        length = max(length for length in BEGINNING_LENGTHS if length <= len(codes))
    return BEGINNING_LENGTHS.index(length), int(WordHashes.of_letters(codes[:length])[0])


def _packed(codes: Sequence[int]) -> int:
    key = 0
    for code in codes:
        key = key << 6 | code
    return key


def _slots(keys: NDArray[np.uint64], rows: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = (keys ^ (keys >> np.uint64(31))) * np.uint64(0x9E3779B97F4A7C15)
    slots: NDArray[np.uint64] = (mixed >> np.uint64(64 - _BITS)) + (rows << np.uint64(_BITS))
    return slots
