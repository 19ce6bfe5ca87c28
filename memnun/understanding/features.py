"""Hashes every character n-gram, word and word pair of a folded batch into buckets, without a Python loop.

The same few numpy passes serve training and reading, so the weights mean the same in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.folding import WORD_CHARACTERS, Folded

_MULTIPLIERS = {2: 0x9E3779B1, 3: 0x85EBCA77, 4: 0xC2B2AE3D, 5: 0x27D4EB2F}
_WORD_MIX = np.uint64(0x9E3779B97F4A7C15)
_PAIR_MIX = np.uint64(0xD6E8FEB86659FD93)
_STEM_PAIR = np.uint64(77)
STEM_LETTERS = 5
GRAM_SIZES = (2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Features:
    """Flat arrays of equal length: the bucket of each feature and the token it belongs to, token after token."""

    buckets: NDArray[np.uint32]
    tokens: NDArray[np.int32]


@cache
def _letter_marks() -> NDArray[np.uint64]:
    """A fixed pseudo-random number for each (place in word, letter); splitmix64, so it never changes."""
    with np.errstate(over="ignore"):
        state = np.arange(1, WORD_CHARACTERS * 64 + 1, dtype=np.uint64) * _WORD_MIX
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (state ^ (state >> np.uint64(31))).reshape(WORD_CHARACTERS, 64)


class WordHashes:
    """64-bit hashes of every token: whole, over its first letters, and exact keys of its last letters."""

    def __init__(self, folded: Folded) -> None:
        self._folded = folded
        within = (
            np.maximum(np.arange(len(folded.letters)) - folded.token_starts[folded.token_of], 0)
            if len(folded.token_starts)
            else np.zeros(len(folded.letters), dtype=np.int64)
        )
        marks = _letter_marks()[np.minimum(within, WORD_CHARACTERS - 1), folded.letters]
        marks[folded.letters == 0] = 0
        self._sums = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(marks, dtype=np.uint64)))
        self._letters = folded.letters.astype(np.uint64)
        self.lengths = np.where(folded.token_codes == 1, folded.token_ends - folded.token_starts, 0)
        self._symbols = (folded.token_codes > 1).nonzero()[0]
        self._whole: NDArray[np.uint64] = self.beginnings((WORD_CHARACTERS,))[0]

    @staticmethod
    def of_letters(codes: Sequence[int]) -> NDArray[np.uint64]:
        """The hash `whole` would give a word of these letter codes."""
        marks: NDArray[np.uint64] = np.sum(
            _letter_marks()[np.arange(len(codes)), list(codes)], dtype=np.uint64, keepdims=True
        )
        return marks

    def whole(self) -> NDArray[np.uint64]:
        """Hash of the whole token; an emoji run hashes by its group."""
        return self._whole

    def beginnings(self, lengths: tuple[int, ...]) -> NDArray[np.uint64]:
        """Lengths x tokens: hash of the first so many letters, or of all when the word is shorter."""
        starts = self._folded.token_starts
        reach = np.minimum(starts + np.array(lengths)[:, None], self._folded.token_ends)
        hashes: NDArray[np.uint64] = self._sums[reach] - self._sums[starts]
        hashes[:, self._symbols] = _letter_marks()[0, self._folded.token_codes[self._symbols]]
        return hashes

    def endings(self, lengths: tuple[int, ...]) -> NDArray[np.uint64]:
        """Lengths x tokens: the last so many (≤ 10) letters packed in 6 bits each; meaningless where the word
        is shorter."""
        places = np.arange(1, lengths[-1] + 1)[:, None]
        letters = self._letters[np.maximum(self._folded.token_ends - places, 0)]
        packed = np.bitwise_or.accumulate(letters << (6 * (places - 1)).astype(np.uint64), axis=0)
        keys: NDArray[np.uint64] = packed[np.array(lengths) - 1]
        return keys


def extract(folded: Folded, words: WordHashes, bits: int) -> Features:
    """All features of a batch, in buckets below 2**bits: n-grams, words, pairs of words and of stems."""
    if not len(folded.token_starts):
        return Features(np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int32))
    grams, owners = _letter_grams(folded, bits)
    whole = words.whole()
    places = np.arange(len(whole), dtype=np.int32)
    joined = folded.token_texts[1:] == folded.token_texts[:-1]
    later = places[1:][joined]
    stems = words.beginnings((STEM_LETTERS,))[0] + _STEM_PAIR
    hashes = np.concatenate((whole, _pair(whole)[joined], _pair(stems)[joined]))
    tokens = np.concatenate((owners, places, later, later))
    order = np.argsort(tokens, kind="stable")
    return Features(np.concatenate((grams, _bucket(hashes, bits)))[order], tokens[order])


def _letter_grams(folded: Folded, bits: int) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Buckets and tokens of the n-grams that lie in a word, or touch the gap before or after it.

    The key of an n-gram is that of the n-gram one letter shorter with its last letter added.
    """
    letters, is_letter = folded.letters, folded.letters > 0
    key = letters.astype(np.uint32)
    inner = np.ones(len(letters), dtype=bool)
    keys, starts = [], []
    for size in GRAM_SIZES:
        key = (key[:-1] << np.uint32(6)) | letters[size - 1 :]
        inner = inner[:-1] & is_letter[size - 2 : -1] if size > 2 else inner[:-1]
        at = (inner if size > 2 else is_letter[:-1] | is_letter[1:]).nonzero()[0]
        keys.append(key[at] * np.uint32(_MULTIPLIERS[size]))
        starts.append(at)
    mixed = np.concatenate(keys)
    buckets = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D) >> np.uint32(32 - bits)
    places = np.concatenate(starts) + 1
    places[: len(starts[0])] -= ~is_letter[places[: len(starts[0])]]
    return buckets, folded.token_of[places]


def _pair(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed: NDArray[np.uint64] = (hashes[:-1] * _PAIR_MIX) ^ (hashes[1:] + _WORD_MIX)
    return mixed


def _bucket(hashes: NDArray[np.uint64], bits: int) -> NDArray[np.uint32]:
    with np.errstate(over="ignore"):
        mixed = (hashes ^ (hashes >> np.uint64(29))) * _WORD_MIX
    return (mixed >> np.uint64(64 - bits)).astype(np.uint32)
