"""Finds phrases in a batch: trigger words are looked up by hash for all texts at once, and a pattern's regular
expression is tried only where one of its trigger words begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.alphabet import SIGN_CODES
from memnun.understanding.features import WordHashes
from memnun.understanding.folding import Folded

_BITS = 16
_NONE = np.uint64(0)
_REMEMBERED_MASKS = 20_000


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


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern held, in characters of the folded text."""

    about: str
    start: int
    end: int


class PatternSet:
    """Up to 64 patterns searched together."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        if len(patterns) > 64:
            raise ValueError("A pattern set holds at most 64 patterns.")
        self.patterns = tuple(patterns)
        self._expressions = [re.compile(pattern.expression) for pattern in patterns]
        self._by_mask: dict[int, tuple[int, ...]] = {}
        self._wholes = np.zeros(1 << _BITS, dtype=np.uint64)
        self._beginnings: dict[int, NDArray[np.uint64]] = {}
        self._endings: dict[int, NDArray[np.uint64]] = {}
        self._signs = np.zeros(256, dtype=np.uint64)
        for number, pattern in enumerate(patterns):
            for trigger in pattern.triggers.split():
                self._add(trigger, np.uint64(1 << number))

    def _add(self, trigger: str, mark: np.uint64) -> None:
        if trigger in SIGN_CODES:
            self._signs[SIGN_CODES[trigger]] |= mark
        elif trigger.startswith("="):
            self._wholes[_slot(WordHashes.of_letters(letter_codes(trigger[1:])))] |= mark
        elif trigger.startswith("*"):
            codes = letter_codes(trigger[1:])
            table = self._endings.setdefault(len(codes), np.zeros(1 << _BITS, dtype=np.uint64))
            table[_ending_slot(_packed(codes))] |= mark
        else:
            codes = letter_codes(trigger)
            table = self._beginnings.setdefault(len(codes), np.zeros(1 << _BITS, dtype=np.uint64))
            table[_slot(WordHashes.of_letters(codes))] |= mark

    def marks(self, folded: Folded, words: WordHashes) -> NDArray[np.uint64]:
        """One 64-bit mask a token: which patterns may begin there."""
        found = self._signs[folded.token_codes]
        found |= np.where(words.lengths > 0, self._wholes[_slot(words.whole())], _NONE)
        for length, table in self._beginnings.items():
            found |= np.where(words.lengths >= length, table[_slot(words.beginnings(length))], _NONE)
        for length, table in self._endings.items():
            found |= np.where(words.lengths >= length, table[_ending_slot(words.endings(length))], _NONE)
        return found

    def search(self, folded: Folded, words: WordHashes, shown: Sequence[str]) -> list[list[Match]]:
        """All matches of each text in reading order; `shown` holds the folded texts."""
        marks = self.marks(folded, words)
        places = np.flatnonzero(marks)
        owners = folded.token_texts[places]
        starts = folded.token_starts[places] - folded.text_characters[owners]
        found: list[list[Match]] = [[] for _ in shown]
        for owner, start, mask in zip(owners.tolist(), starts.tolist(), marks[places].tolist(), strict=True):
            text = shown[owner]
            for number in self._by_mask.get(mask) or self._numbers(mask):
                held = self._expressions[number].match(text, start)
                if held:
                    found[owner].append(Match(self.patterns[number].about, start, held.end()))
        return found

    def _numbers(self, mask: int) -> tuple[int, ...]:
        numbers = tuple(number for number in range(len(self.patterns)) if mask >> number & 1)
        if len(self._by_mask) < _REMEMBERED_MASKS:
            self._by_mask[mask] = numbers
        return numbers


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
