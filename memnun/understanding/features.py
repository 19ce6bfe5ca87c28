"""Hashes every character n-gram, word and word pair of a folded batch into buckets, without a Python loop.

The same few numpy passes serve training and reading, so the weights mean the same in both.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.folding import WORD, WORD_CHARACTERS, Folded

_GRAM_MULTIPLIERS = np.array([[0x9E3779B1], [0x85EBCA77], [0xC2B2AE3D], [0x27D4EB2F]], dtype=np.uint32)
_GRAM_SHIFTS = np.array([[18], [12], [6], [0]], dtype=np.uint32)
"""How far a gram of five letters is shifted to leave its first two, three, four, five."""
_WORD_MIX = np.uint64(0x9E3779B97F4A7C15)
_PAIR_MIX = np.uint64(0xD6E8FEB86659FD93)
_STEM_PAIR = np.uint64(77)
_WORD_FOLD = np.uint64(29)
_GRAM_MIX = np.uint32(0x2C1B3C6D)
_GRAM_FOLD = np.uint32(15)
_ONE_LETTER, _TWO_LETTERS = np.uint32(6), np.uint32(12)
GRAM_SIZES = (2, 3, 4, 5)
_STEM_LETTERS = 5


@dataclass(slots=True)
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
    marks = (state ^ (state >> np.uint64(31))).reshape(WORD_CHARACTERS, 64)
    marks[:, 0] = 0
    return marks


class WordHashes:
    """64-bit hashes of every token: `whole` over all its letters, `stems` over its first five. A run of signs hashes
    by its sign; `is_word` says which tokens are none."""

    def __init__(self, folded: Folded) -> None:
        starts, ends = folded.token_starts, folded.token_ends
        sums = np.zeros(len(folded.letters) + 1, dtype=np.uint64)
        if len(starts):
            within = np.arange(len(folded.letters)) - starts.take(folded.token_of)
            marks = _letter_marks().take(within * 64 + folded.letters, mode="clip")
            marks.cumsum(out=sums[1:])
        before = sums.take(starts)
        self.is_word = folded.token_codes == WORD
        self.whole: NDArray[np.uint64] = sums.take(np.minimum(starts + WORD_CHARACTERS, ends)) - before
        self.stems: NDArray[np.uint64] = sums.take(np.minimum(starts + _STEM_LETTERS, ends)) - before
        if np.count_nonzero(self.is_word) < len(starts):
            signs = (~self.is_word).nonzero()[0]
            self.whole[signs] = self.stems[signs] = _letter_marks()[0].take(folded.token_codes.take(signs))


def extract(folded: Folded, words: WordHashes, bits: int) -> Features:
    """All features of a batch, in buckets below 2**bits: n-grams, words, pairs of words and of stems."""
    if not len(folded.token_starts):
        return Features(np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int32))
    grams, owners = letter_groups(folded, bits)
    whole, tokens = words_and_pairs(folded, words, bits)
    tokens = np.concatenate((owners, tokens))
    order = tokens.argsort(kind="stable")
    return Features(np.concatenate((grams, whole)).take(order), tokens.take(order))


def words_and_pairs(
    folded: Folded, words: WordHashes, bits: int
) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Buckets and tokens of the words, pairs of words and pairs of stems; a pair belongs to its later token."""
    places = np.arange(len(words.whole), dtype=np.int32)
    both = np.array((words.whole, words.stems + _STEM_PAIR))
    joined = (both[:, :-1] * _PAIR_MIX) ^ (both[:, 1:] + _WORD_MIX)
    later = places[1:]
    if len(folded.text_tokens) > 2:
        beside = folded.token_texts[1:] == folded.token_texts[:-1]
        joined, later = joined[:, beside], later[beside]
    hashes = np.concatenate((words.whole, joined.ravel()))
    return _bucket(hashes, bits), np.concatenate((places, later, later))


def letter_groups(folded: Folded, bits: int) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Buckets and tokens of the n-grams that lie in a word, or touch the gap before or after it.

    The key of an n-gram is that of the n-gram one letter shorter with its last letter added.
    """
    letters = np.zeros(len(folded.letters) + GRAM_SIZES[-1] - 1, dtype=np.uint32)
    letters[: len(folded.letters)] = folded.letters
    twos = (letters[:-1] << _ONE_LETTER) | letters[1:]
    fives = (((twos[:-3] << _TWO_LETTERS) | twos[2:-1]) << _ONE_LETTER) | letters[4:]
    is_letter = letters > 0
    here, after = is_letter[:-4], is_letter[1:-3]
    whole = np.empty((len(GRAM_SIZES), len(fives)), dtype=bool)
    np.logical_or(here, after, out=whole[0])
    whole[1] = after
    np.logical_and(after, is_letter[2:-2], out=whole[2])
    np.logical_and(whole[2], is_letter[3:-1], out=whole[3])
    places = whole.ravel().nonzero()[0]
    mixed = ((fives >> _GRAM_SHIFTS) * _GRAM_MULTIPLIERS).take(places)
    buckets = (mixed ^ (mixed >> _GRAM_FOLD)) * _GRAM_MIX >> np.uint32(32 - bits)
    owners = np.empty(whole.shape, dtype=np.int32)
    owners[1:, :-1] = folded.token_of[1:]
    owners[0] = np.where(after, owners[1], folded.token_of)
    return buckets, owners.take(places)


def _bucket(hashes: NDArray[np.uint64], bits: int) -> NDArray[np.uint32]:
    mixed = (hashes ^ (hashes >> _WORD_FOLD)) * _WORD_MIX
    return (mixed >> np.uint64(64 - bits)).astype(np.uint32)
