"""Finds phrases in a batch: word beginnings and endings are looked up by hash for all texts at once, and only
texts that hold such a trigger are searched with the (slower, exact) regular expression of the pattern."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.features import WordHashes
from memnun.understanding.folding import Folded

_BITS = 16
_ENDING_LENGTHS = (2, 3, 4, 5)
_NO_PATTERN = np.uint64(0)
SENTENCE_END = ".!?;"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase over folded text: `triggers` are word beginnings ('hakem'), endings ('*meli'), or '?', '!'.

    An empty `expression` means the trigger word itself is the evidence.
    """

    about: str
    triggers: tuple[str, ...]
    expression: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern held, in characters of the folded text."""

    about: str
    start: int
    end: int
    weight: float


class PatternSet:
    """Up to 64 patterns searched together."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        if len(patterns) > 64:
            raise ValueError("A pattern set holds at most 64 patterns.")
        self.patterns = tuple(patterns)
        self._expressions = [re.compile(pattern.expression) for pattern in patterns]
        self._by_mask: dict[int, tuple[int, ...]] = {}
        self._lengths: list[int] = []
        self._beginnings = np.zeros(1 << _BITS, dtype=np.uint64)
        self._endings = np.zeros(1 << _BITS, dtype=np.uint64)
        self._signs = np.zeros(64, dtype=np.uint64)
        for number, pattern in enumerate(patterns):
            for trigger in pattern.triggers:
                self._add(trigger, np.uint64(1 << number))

    def _add(self, trigger: str, mark: np.uint64) -> None:
        if trigger in ("?", "!", "*"):
            self._signs[{"!": 38, "?": 39, "*": 50}[trigger]] |= mark
        elif trigger.isupper():
            self._signs[ord(trigger) - ord("A") + 40] |= mark
        elif trigger.startswith("*"):
            codes = letter_codes(trigger[1:][-5:])
            self._endings[_ending_slot(_packed(codes), len(codes))] |= mark
        else:
            codes = letter_codes(trigger)
            if len(codes) not in self._lengths:
                self._lengths.append(len(codes))
            self._beginnings[_slot(WordHashes.of_letters(codes))] |= mark

    def masks(self, folded: Folded, words: WordHashes) -> NDArray[np.uint64]:
        """One 64-bit mask a text: which patterns are worth searching there."""
        found = np.where(folded.token_codes > 1, self._signs[folded.token_codes], _NO_PATTERN)
        for length in self._lengths:
            slots = _slot(words.beginnings(length))
            found = found | np.where(words.lengths >= length, self._beginnings[slots], _NO_PATTERN)
        for length in _ENDING_LENGTHS:
            keys = words.endings(length)
            slots = _ending_slot(keys, length)
            found = found | np.where(words.lengths >= length, self._endings[slots], _NO_PATTERN)
        masks = np.zeros(len(folded.text_tokens) - 1, dtype=np.uint64)
        filled = np.flatnonzero(np.diff(folded.text_tokens))
        if len(filled):
            masks[filled] = np.bitwise_or.reduceat(found, folded.text_tokens[filled])
        return masks

    def search(self, folded: Folded, words: WordHashes) -> list[list[Match]]:
        """All matches of each text, patterns in their given order."""
        return [
            self._search_one(folded.shown_text(text), mask) if mask else []
            for text, mask in enumerate(self.masks(folded, words).tolist())
        ]

    def _search_one(self, shown: str, mask: int) -> list[Match]:
        numbers = self._by_mask.get(mask)
        if numbers is None:
            numbers = tuple(number for number in range(len(self.patterns)) if mask >> number & 1)
            if len(self._by_mask) < 20_000:
                self._by_mask[mask] = numbers
        matches = []
        for number in numbers:
            pattern = self.patterns[number]
            for found in self._expressions[number].finditer(shown):
                matches.append(Match(pattern.about, found.start(), found.end(), pattern.weight))
        return matches


def letter_codes(word: str) -> list[int]:
    """Codes of a folded word's letters."""
    return [_letter_code(letter) for letter in word]


def _letter_code(letter: str) -> int:
    return ord(letter) - ord("a") + 1 if letter.isalpha() else ord(letter) - ord("0") + 27


def _packed(codes: Sequence[int]) -> NDArray[np.uint64]:
    key = 0
    for code in codes:
        key = key << 6 | code
    return np.array([key], dtype=np.uint64)


def _slot(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    slots: NDArray[np.uint64] = (hashes ^ (hashes >> np.uint64(31))) >> np.uint64(64 - _BITS)
    return slots


def _ending_slot(keys: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    slots: NDArray[np.uint64] = (
        (keys * np.uint64(8) + np.uint64(length)) * np.uint64(0x9E3779B97F4A7C15)
    ) >> np.uint64(64 - _BITS)
    return slots
