"""Folds a whole batch of texts at once: case, Turkish letters, accents, repeats; every kept character
remembers where it stood, so that whatever is decided can be shown in the customer's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.alphabet import (
    AT_SIGN,
    DROPPED,
    FIRST_SYMBOL,
    LAST_DIGIT,
    SEPARATOR,
    character_table,
    shown_table,
)

HEAD_CHARACTERS = 6000
TAIL_CHARACTERS = 2000
READ_WHOLE = HEAD_CHARACTERS + TAIL_CHARACTERS
WORD_CHARACTERS = 48
MASKED_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Folded:
    """A batch as flat arrays over kept characters, and the tokens (words, emoji runs) found in them.

    `letters` holds codes 1–37 inside words, 0 elsewhere; `shown` the same as ASCII, punctuation kept;
    `positions` offsets into the original text; `token_*` one entry a token; `text_tokens` N+1 bounds.
    """

    letters: NDArray[np.uint8]
    shown: NDArray[np.uint8]
    positions: NDArray[np.int32]
    text_characters: NDArray[np.int64]
    token_of: NDArray[np.int32]
    token_starts: NDArray[np.int64]
    token_ends: NDArray[np.int64]
    token_codes: NDArray[np.uint8]
    token_texts: NDArray[np.int32]
    text_tokens: NDArray[np.int64]

    def shown_texts(self) -> list[str]:
        """The folded ASCII form of every text, one character a kept character."""
        whole = self.shown.tobytes().decode("ascii")
        bounds = self.text_characters.tolist()
        return [whole[start:end] for start, end in pairwise(bounds)]


def fold(texts: Sequence[str]) -> Folded:
    """Fold a batch; texts above HEAD + TAIL characters are read at their head and tail only.

    Every text is framed by separators, so that no feature reaches from one text into the next.
    """
    cut = [_shorten(text) for text in texts]
    lengths = np.fromiter((len(text) + 2 for text in cut), dtype=np.int64, count=len(cut))
    framed = "\0" + "\0\0".join(cut) + "\0" if cut else ""
    points = np.frombuffer(framed.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    owners = np.repeat(np.arange(len(cut), dtype=np.int32), lengths)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    positions = np.maximum(np.arange(len(points), dtype=np.int64) - starts[:-1][owners] - 1, 0).astype(
        np.int32
    )
    _restore_tail_positions(positions, owners, texts)
    codes = character_table()[np.minimum(points, len(character_table()) - 1)]
    kept = np.flatnonzero(_kept(codes, owners))
    codes, positions, owners = codes[kept], positions[kept], owners[kept]
    return _tokenize(codes, positions, owners, len(cut))


def _shorten(text: str) -> str:
    if len(text) <= READ_WHOLE:
        return text
    return text[:HEAD_CHARACTERS] + text[-TAIL_CHARACTERS:]


def _restore_tail_positions(
    positions: NDArray[np.int32], owners: NDArray[np.int32], texts: Sequence[str]
) -> None:
    for index, text in enumerate(texts):
        if len(text) > READ_WHOLE:
            tail = (owners == index) & (positions >= HEAD_CHARACTERS)
            positions[tail] += len(text) - READ_WHOLE


def _kept(codes: NDArray[np.uint8], owners: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Marks and joiners are dropped; a letter or sign said three times or more is kept twice."""
    kept: NDArray[np.bool_] = codes != DROPPED
    if len(codes) > 2:
        again = (codes[2:] == codes[1:-1]) & (codes[1:-1] == codes[:-2]) & (owners[2:] == owners[:-2])
        digit = (codes[2:] > 26) & (codes[2:] <= LAST_DIGIT)
        kept[2:] &= ~again | digit
    return kept


def _tokenize(
    codes: NDArray[np.uint8], positions: NDArray[np.int32], owners: NDArray[np.int32], texts: int
) -> Folded:
    count = len(codes)
    first = np.ones(count, dtype=bool)
    if count:
        first[1:] = owners[1:] != owners[:-1]
    symbol = codes >= FIRST_SYMBOL
    kind = np.where(codes == SEPARATOR, 0, np.where(symbol, codes, 1)).astype(np.uint8)
    kind[codes >= 200] = 0
    changed = first.copy()
    if count:
        changed[1:] |= kind[1:] != kind[:-1]
    token_starts = np.flatnonzero(changed & (kind > 0))
    token_of = (np.cumsum(changed & (kind > 0)) - 1).astype(np.int32)
    ends = np.flatnonzero(np.concatenate((changed[1:], [True])) & (kind > 0)) + 1 if count else token_starts
    letters = np.where(kind == 1, codes, 0).astype(np.uint8)
    token_starts, ends = token_starts.astype(np.int64), ends.astype(np.int64)
    token_codes = kind[token_starts]
    _hide_masked(letters, codes, token_starts, ends, token_codes, first)
    if len(token_starts):
        within = np.arange(count) - token_starts[np.maximum(token_of, 0)]
        letters[within >= WORD_CHARACTERS] = 0
    token_texts = owners[token_starts]
    bounds = np.searchsorted(token_texts, np.arange(texts + 1))
    characters = np.searchsorted(owners, np.arange(texts + 1))
    return Folded(
        letters, shown_table()[codes], positions, characters, token_of, token_starts, ends,
        token_codes, token_texts, bounds,
    )  # fmt: skip


def _hide_masked(
    letters: NDArray[np.uint8],
    codes: NDArray[np.uint8],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    token_codes: NDArray[np.uint8],
    first: NDArray[np.bool_],
) -> None:
    """User names, masks such as <TEL> and long numbers carry no opinion: their letters become separators."""
    if not len(starts):
        return
    before = codes[np.maximum(starts - 1, 0)]
    named = (before == AT_SIGN[0]) | (before == AT_SIGN[1])
    named &= ~first[starts]
    digits = np.concatenate(([0], np.cumsum((codes > 26) & (codes <= LAST_DIGIT))))
    named |= digits[ends] - digits[starts] >= MASKED_DIGITS
    named &= token_codes == 1
    for start, end in zip(starts[named].tolist(), ends[named].tolist(), strict=True):
        letters[start:end] = 0
