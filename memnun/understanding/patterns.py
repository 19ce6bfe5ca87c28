"""Finds phrases in a batch: trigger words are looked up by hash for all texts at once, and a pattern's
regular
expression is tried only where one of its trigger words begins."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.alphabet import SIGN_CODES
from memnun.understanding.features import WordHashes
from memnun.understanding.folding import Folded

_BITS = 16
_REMEMBERED_MASKS = 20_000
_BEGINNING_LENGTHS = (1, 2, 3, 4, 5, 6, 8)
_ENDING_LENGTHS = (2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase over folded text, beginning at a trigger word.

    `triggers`, separated by spaces: word beginnings ('hakem'), whole words ('=bir'), word endings of at most
    five letters ('*meli'), signs ('?', '!') or the upper-case letter of an emoji group. An empty `expression`
    takes the trigger word itself.
    """

    about: str
    triggers: str
    expression: str = r"\w+"


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
        self._attempts = [(re.compile(pattern.expression).match, pattern.about) for pattern in patterns]
        self._by_mask: dict[tuple[int, int], tuple[Attempt, ...]] = {}
        self._wholes = self._table()
        self._beginnings: dict[int, NDArray[np.uint64]] = {}
        self._endings: dict[int, NDArray[np.uint64]] = {}
        self._signs = np.zeros((256, self._columns), dtype=np.uint64)
        for number, pattern in enumerate(patterns):
            for trigger in pattern.triggers.split():
                self._add(trigger, number // 64, np.uint64(1 << number % 64))

    def _table(self) -> NDArray[np.uint64]:
        return np.zeros((1 << _BITS, self._columns), dtype=np.uint64)

    def _add(self, trigger: str, column: int, mark: np.uint64) -> None:
        if trigger in SIGN_CODES:
            self._signs[SIGN_CODES[trigger], column] |= mark
        elif trigger.startswith("="):
            self._wholes[_slot(WordHashes.of_letters(letter_codes(trigger[1:]))), column] |= mark
        elif trigger.startswith("*"):
            codes = letter_codes(trigger[1:])[-_ENDING_LENGTHS[-1] :]
            table = self._endings.setdefault(len(codes), self._table())
            table[_ending_slot(_packed(codes)), column] |= mark
        else:
            codes = letter_codes(trigger)
            codes = codes[: max(length for length in _BEGINNING_LENGTHS if length <= len(codes))]
            table = self._beginnings.setdefault(len(codes), self._table())
            table[_slot(WordHashes.of_letters(codes)), column] |= mark

    def marks(self, folded: Folded, words: WordHashes) -> NDArray[np.uint64]:
        """A row of 64-bit masks a token: which patterns may begin there.

        A word shorter than a trigger cannot hash like it: what stands before a word is never a letter.
        """
        found = self._signs[folded.token_codes]
        found |= self._wholes[_slot(words.whole())]
        for length, table in self._beginnings.items():
            found |= table[_slot(words.beginnings(length))]
        for length, table in self._endings.items():
            found |= table[_ending_slot(words.endings(length))]
        return found

    def search(self, folded: Folded, marks: NDArray[np.uint64], shown: Sequence[str]) -> list[list[Match]]:
        """All matches of each text; `marks` as given by this set, `shown` the folded texts."""
        found: list[list[Match]] = [[] for _ in shown]
        for column in range(self._columns):
            places = np.flatnonzero(marks[:, column])
            owners = folded.token_texts[places]
            starts = folded.token_starts[places] - folded.text_characters[owners]
            masks = marks[places, column].tolist()
            for owner, start, mask in zip(owners.tolist(), starts.tolist(), masks, strict=True):
                text = shown[owner]
                for match, about in self._by_mask.get((column, mask)) or self._chosen(column, mask):
                    held = match(text, start)
                    if held:
                        found[owner].append(Match(about, start, held.end()))
        return found

    def _chosen(self, column: int, mask: int) -> tuple[Attempt, ...]:
        first = column * 64
        attempts = tuple(
            attempt for place, attempt in enumerate(self._attempts[first : first + 64]) if mask >> place & 1
        )
        if len(self._by_mask) < _REMEMBERED_MASKS:
            self._by_mask[column, mask] = attempts
        return attempts


def letter_codes(word: str) -> list[int]:
    """Codes of a folded word's letters and digits."""
    return [ord(sign) - ord("a") + 1 if sign.isalpha() else ord(sign) - ord("0") + 27 for sign in word]


def _packed(codes: Sequence[int]) -> NDArray[np.uint64]:
    key = 0
    for code in codes:
        key = key << 6 | code
    return np.array([key], dtype=np.uint64)


def _slot(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    slots: NDArray[np.uint64] = (hashes ^ (hashes >> np.uint64(31))) >> np.uint64(64 - _BITS)
    return slots


def _ending_slot(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    slots: NDArray[np.uint64] = (keys * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - _BITS)
    return slots
