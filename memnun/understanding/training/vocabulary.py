"""Chooses the vocabulary of the second reader out of that of the encoder it starts from."""

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.second.pieces import SPECIAL, WORD_START, Pieces, normal, plain
from memnun.understanding.training.encoder_base import Base

VOCABULARY = 11_000
LETTERED, SEEN_AT_LEAST, NEARLY_ALWAYS = 20_000, 5, 0.8
_WORD = re.compile("[a-zçğıöşüâîû]+")
_HEAVY = 0.25
"""What a word counts as typed without Turkish letters, beside one as it is written."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces chosen of `base`, by number, and the words that get their Turkish letters back."""

    base: Base
    chosen: NDArray[np.int64]
    lettered: list[str]

    def texts(self) -> list[str]:
        """The chosen pieces."""
        return [self.base.pieces[number] for number in self.chosen]

    def scores(self) -> NDArray[np.float32]:
        """The logarithms of their likelihoods."""
        return self.base.scores[self.chosen]

    def pieces(self, *, as_typed: bool = False) -> Pieces:
        """Cuts words as the finished reader does, or as they are typed: for learning, where what was typed without
        Turkish letters shall stay so."""
        return Pieces(self.texts(), self.scores().tolist(), () if as_typed else self.lettered)


def choose_pieces(base: Base, texts: Iterable[str], most: int = VOCABULARY) -> NDArray[np.int64]:
    """The numbers in `base` of the pieces used most in the texts, typed with and without Turkish letters, and of all
    single letters met."""
    counts: dict[str, float] = dict(Counter(word for text in texts for word in normal(text).split()))
    for word, count in list(counts.items()):
        typed = plain(word)
        if typed != word:
            counts[typed] = counts.get(typed, 0) + count * _HEAVY
    whole = Pieces(base.pieces, base.scores.tolist())
    used: dict[int, float] = defaultdict(float)
    letters = {WORD_START}
    for word, count in sorted(counts.items()):
        letters.update(word)
        for number in whole.word(word):
            used[number - SPECIAL] += count
    place = {piece: number for number, piece in enumerate(base.pieces)}
    chosen = {place[letter] for letter in letters if letter in place and _is_usual(letter, place, used)}
    for number, _count in sorted(used.items(), key=lambda item: (-item[1], item[0])):
        if len(chosen) >= most:
            break
        if number >= 0:
            chosen.add(number)
    return np.array(sorted(chosen - {base.begin, base.end, base.unknown}), dtype=np.int64)


def _is_usual(letter: str, place: dict[str, int], used: dict[int, float]) -> bool:
    """Letters of the Turkish and Latin keyboards always, others where they are met as pieces of their own."""
    return letter.isascii() or letter in "çğıöşüâîû" + WORD_START or used[place[letter]] > 2


def lettered_words(texts: Iterable[str], most: int = LETTERED) -> list[str]:
    """Words with Turkish letters that are nearly always meant where their plain letters are typed, by texts typed
    with such letters; the commonest first."""
    counts: Counter[str] = Counter()
    for text in texts:
        small = normal(text)
        if small != plain(small):
            counts.update(_WORD.findall(small))
    typed: Counter[str] = Counter()
    for word, count in counts.items():
        typed[plain(word)] += count
    sure = [
        (count, word)
        for word, count in counts.items()
        if word != plain(word) and count >= SEEN_AT_LEAST and count >= NEARLY_ALWAYS * typed[plain(word)]
    ]
    return [word for _count, word in sorted(sure, key=lambda pair: (-pair[0], pair[1]))[:most]]


def open_texts(folder: Path) -> list[str]:
    """Unlabelled lines that tell which words are used."""
    with gzip.open(folder / "corpus_open_train.txt.gz", "rt", encoding="utf-8") as lines:
        return lines.read().splitlines()
