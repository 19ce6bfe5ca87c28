"""Folds a whole batch of texts at once: case, Turkish letters, accents, repeats; every kept character
remembers where it stood, so that whatever is decided can be shown in the customer's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.alphabet import (
    AT_SIGN,
    DROPPED,
    FIRST_PUNCTUATION,
    FIRST_SYMBOL,
    LAST_DIGIT,
    LAST_LETTER,
    SEPARATOR,
    character_table,
    shown_table,
)

HEAD_CHARACTERS = 6000
TAIL_CHARACTERS = 2000
READ_WHOLE = HEAD_CHARACTERS + TAIL_CHARACTERS
WORD_CHARACTERS = 48
MASKED_DIGITS = 5
WORD = 1
_DIGITS = bytes(range(LAST_LETTER + 1, LAST_DIGIT + 1))
_ONE = [bytes((code,)) for code in range(256)]


@dataclass(slots=True)
class Folded:
    """A batch as flat arrays over kept characters, and the tokens (words, emoji runs) found in them. Not frozen,
    because a frozen one takes twice as long to make.

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

    def words(self) -> list[bytes]:
        """The letter codes of every token; of a run of signs the code of its sign."""
        letters = self.letters.tobytes()
        bounds = zip(self.token_starts.tolist(), self.token_ends.tolist(), strict=True)
        words = [letters[start:end] for start, end in bounds]
        for token in (self.token_codes != WORD).nonzero()[0].tolist():
            words[token] = _ONE[self.token_codes[token]]
        return words

    def token_spans(self) -> tuple[list[int], list[int]]:
        """Where every token begins and ends in the original text."""
        ends = self.positions.take(self.token_ends - 1) + 1
        return self.positions.take(self.token_starts).tolist(), ends.tolist()


def fold(texts: Sequence[str]) -> Folded:
    """Fold a batch; texts above HEAD + TAIL characters are read at their head and tail only.

    Every text is framed by separators, so that no feature reaches from one text into the next.
    """
    cut = [_shorten(text) for text in texts]
    framed = "\0" + "\0\0".join(cut) + "\0" if cut else ""
    points = np.frombuffer(framed.encode("utf-32-le", "surrogatepass"), dtype="<i4")
    lengths = [len(text) + 2 for text in cut]
    owners = np.arange(len(cut), dtype=np.int32).repeat(lengths)
    begins = np.array(list(accumulate(lengths, initial=1)), dtype=np.int32)
    positions = np.arange(len(points), dtype=np.int32) - begins.take(owners)
    _restore_tail_positions(positions, owners, texts)
    codes = character_table().take(points, mode="clip")
    kept = _kept(codes, owners)
    if np.count_nonzero(kept) < len(kept):
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
        same = codes[1:] == codes[:-1]
        again = same[1:] & same[:-1]
        if np.count_nonzero(again):
            digit = (codes[2:] > LAST_LETTER) & (codes[2:] <= LAST_DIGIT)
            kept[2:] &= ~again | digit | (owners[2:] != owners[:-2])
    return kept


def _tokenize(
    codes: NDArray[np.uint8], positions: NDArray[np.int32], owners: NDArray[np.int32], texts: int
) -> Folded:
    kind, letters = _kinds().take(codes), _letters().take(codes)
    inside = kind > 0
    changed = np.empty(len(codes) + 1, dtype=bool)
    changed[0] = changed[-1] = True
    np.not_equal(kind[1:], kind[:-1], out=changed[1:-1])
    opens = changed[:-1] & inside
    starts = opens.nonzero()[0]
    ends = (changed[1:] & inside).nonzero()[0] + 1
    token_of = opens.cumsum(dtype=np.int32) - np.int32(1)
    token_codes, token_texts = kind.take(starts), owners.take(starts)
    _hide_masked(letters, codes, starts, ends, token_codes)
    _hide_ends(letters, starts, ends, token_codes)
    numbers = np.arange(texts + 1, dtype=np.int32)
    return Folded(
        letters, shown_table().take(codes), positions, owners.searchsorted(numbers), token_of, starts, ends,
        token_codes, token_texts, token_texts.searchsorted(numbers),
    )  # fmt: skip


@cache
def _kinds() -> NDArray[np.uint8]:
    """What a code is part of: 0 no token, 1 a word, else a run of that same sign."""
    codes = np.arange(256)
    kinds = np.where(codes >= FIRST_SYMBOL, codes, WORD)
    kinds[(codes == SEPARATOR) | (codes >= FIRST_PUNCTUATION)] = 0
    return kinds.astype(np.uint8)


@cache
def _letters() -> NDArray[np.uint8]:
    """Each code that is a letter or a digit; 0 for all others."""
    return np.where(_kinds() == WORD, np.arange(256), 0).astype(np.uint8)


def _hide_masked(
    letters: NDArray[np.uint8],
    codes: NDArray[np.uint8],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    token_codes: NDArray[np.uint8],
) -> None:
    """User names, masks such as <TEL> and long numbers carry no opinion: their letters become separators."""
    if not len(starts) or not _may_be_masked(codes.tobytes()):
        return
    before = codes[starts - 1]
    named = (before == AT_SIGN[0]) | (before == AT_SIGN[1])
    digit = (codes > LAST_LETTER) & (codes <= LAST_DIGIT)
    named |= np.add.reduceat(digit, starts, dtype=np.int64) >= MASKED_DIGITS
    named &= token_codes == WORD
    for start, end in zip(starts[named].tolist(), ends[named].tolist(), strict=True):
        letters[start:end] = 0


def _may_be_masked(codes: bytes) -> bool:
    """Whether any sign of a mask, or digits enough for a long number, stand in a batch."""
    digits = len(codes) - len(codes.translate(None, _DIGITS))
    return digits >= MASKED_DIGITS or any(sign in codes for sign in AT_SIGN)


def _hide_ends(
    letters: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64], codes: NDArray[np.uint8]
) -> None:
    """Of a word without end only the beginning is read."""
    endless = ends - starts > WORD_CHARACTERS
    if np.count_nonzero(endless):
        endless &= codes == WORD
        for start, end in zip(starts[endless].tolist(), ends[endless].tolist(), strict=True):
            letters[start + WORD_CHARACTERS : end] = 0
