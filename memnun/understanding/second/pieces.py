"""Cuts texts into the pieces the encoder knows: the likeliest cut of every word by the pieces' own likelihoods.

The unigram cut of Kudo (2018), "Subword Regularization", over a vocabulary that holds what Turkish customers write.
Texts are put into small letters first, the Turkish way where the text is typed with Turkish letters.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

WORD_START = "▁"
BEGIN, END, UNKNOWN = 0, 1, 2
SPECIAL = 3
"""The first numbers stand for the beginning, the end and what is in no piece; the pieces follow."""
_LONGEST_PIECE = 16
_LONGEST_WORD = 200
_HELD_WORDS = 50_000
_UNKNOWN_COST = 10.0
_TURKISH = frozenset("çğıöşüÇĞİÖŞÜ")
_SMALL = {ord("I"): "ı", ord("İ"): "i"}
_PLAIN = str.maketrans("çğıöşüâîû", "cgiosuaiu")
_PLAIN_WORD = re.compile("[a-z]+")


class Pieces:
    """A vocabulary: texts of the pieces and the logarithm of each one's likelihood, in the order of their numbers.

    `lettered` are words as they are written of which `plain` typing leaves the Turkish signs away ("teşekkürler"): a
    text typed without any gets them back.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], lettered: Iterable[str] = ()) -> None:
        self._known: Mapping[str, tuple[int, float]] = {
            piece: (number + SPECIAL, score)
            for number, (piece, score) in enumerate(zip(pieces, scores, strict=True))
        }
        self._unknown = min(scores) - _UNKNOWN_COST
        self._words: dict[str, tuple[int, ...]] = {}
        self._lettered = {plain(word): word for word in lettered}

    def numbers(self, text: str, most: int) -> NDArray[np.int32]:
        """The numbers of a text's pieces with its beginning and end, `most` in all: a longer text keeps three
        quarters of them from its head and a quarter from its tail."""
        inside: list[int] = []
        for word in self.as_written(text).split():
            inside += self.word(word)
        room = most - 2
        if len(inside) > room:
            tail = room // 4
            inside = inside[: room - tail] + inside[len(inside) - tail :]
        return np.array([BEGIN, *inside, END], dtype=np.int32)

    def as_written(self, text: str) -> str:
        """A text in small letters, with Turkish ones where it was typed without any."""
        small = normal(text)
        if not self._lettered or not _TURKISH.isdisjoint(small):
            return small
        return _PLAIN_WORD.sub(lambda found: self._lettered.get(found[0], found[0]), small)

    def word(self, word: str) -> tuple[int, ...]:
        """The numbers of one word's pieces; words met before are remembered."""
        known = self._words.get(word)
        if known is None:
            if len(self._words) >= _HELD_WORDS:
                self._words.clear()
            known = self._words[word] = self._cut(WORD_START + word[:_LONGEST_WORD])
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        """The cut of the highest sum of scores; each step remembers where its last piece began."""
        size = len(word)
        best = [0.0] + [-np.inf] * size
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (size + 1)
        for start in range(size):
            least = best[start]
            for end in range(start + 1, min(size, start + _LONGEST_PIECE) + 1):
                found = self._known.get(word[start:end])
                if found and least + found[1] > best[end]:
                    best[end], came[end] = least + found[1], (start, found[0])
            if least + self._unknown > best[start + 1]:
                best[start + 1], came[start + 1] = least + self._unknown, (start, UNKNOWN)
        numbers: list[int] = []
        place = size
        while place:
            place, number = came[place]
            numbers.append(number)
        return tuple(reversed(numbers))


def normal(text: str) -> str:
    """Compatible characters made one (NFKC), lone surrogates replaced, small letters."""
    whole = unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode())
    if not _TURKISH.isdisjoint(whole):
        whole = whole.translate(_SMALL)
    return whole.lower().replace("i̇", "i")


def plain(text: str) -> str:
    """A text in small letters as it is typed without Turkish ones."""
    return text.translate(_PLAIN)
