"""Which language a message is in. Turkish is known by its words, in one pass over the batch; what is not plainly
Turkish is known by its script or its small words, and too little text is 'und'."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.features import WordHashes
from memnun.understanding.folding import Folded

WORD_BITS = 20
_SLOTS, _SLOT_FOLD = np.uint64((1 << WORD_BITS) - 1), np.uint64(33)
_FOREIGN_WORDS = Path(__file__).with_name("foreign_words.txt")
_TURKISH_LETTERS = re.compile("[ğışĞİŞ]")
_OTHER_LETTERS = re.compile("[əӘа-яА-Яء-ي؀-ۿ一-鿿぀-ヿ가-힣Α-Ωα-ω֐-׿ऀ-ॿ฀-๿Ա-֏ა-ჿ]")
_AZERBAIJANI = "əƏ"
_SCRIPTS = (
    ("ja", re.compile("[぀-ヿ]")),
    ("zh", re.compile("[一-鿿]")),
    ("ko", re.compile("[가-힣]")),
    ("el", re.compile("[Α-Ωα-ω]")),
    ("he", re.compile("[֐-׿]")),
    ("hi", re.compile("[ऀ-ॿ]")),
    ("th", re.compile("[฀-๿]")),
    ("hy", re.compile("[Ա-֏]")),
    ("ka", re.compile("[ა-ჿ]")),
    ("fa", re.compile("[پچژگی]")),
    ("ar", re.compile("[؀-ۿ]")),
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[а-яА-Я]")),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SHARE = 0.5
SAMPLE_CHARACTERS = 1000
_LEAST_WORDS = 2
_LEAST_SHARE = 0.2


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """The languages in which each small word is common."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _FOREIGN_WORDS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, *words = line.split()
            for word in words:
                found[word] = (*found.get(word, ()), language)
    return found


def word_slots(words: WordHashes) -> NDArray[np.uint64]:
    """Where each word of a batch stands in the table of known Turkish words."""
    slots: NDArray[np.uint64] = (words.whole ^ (words.whole >> _SLOT_FOLD)) & _SLOTS
    return slots


def turkish_shares(
    folded: Folded, words: WordHashes, known: NDArray[np.bool_]
) -> tuple[list[float], list[int]]:
    """Share of known Turkish words and number of words, a text; `known` says of each slot whether it is one."""
    texts = len(folded.text_tokens) - 1
    known_words = known.take(word_slots(words)) & words.is_word
    numbers = np.bincount(folded.token_texts, words.is_word, minlength=texts).tolist()
    hits = np.bincount(folded.token_texts, known_words, minlength=texts).tolist()
    return [hit / max(number, 1) for hit, number in zip(hits, numbers, strict=True)], numbers


def identify(text: str, share: float, words: int) -> str:
    """ISO 639-1 code of a text, 'und' where it says too little."""
    sample = text[:SAMPLE_CHARACTERS]
    if not words:
        return "und"
    if any(letter in sample for letter in _AZERBAIJANI):
        return "az"
    foreign = len(_OTHER_LETTERS.findall(sample))
    if share >= SHARE and foreign * 2 < len(sample):
        return "tr"
    if share >= SHARE / 2 and _TURKISH_LETTERS.search(sample) and not foreign:
        return "tr"
    if foreign * 2 >= len(sample.replace(" ", "")):
        return _by_small_words(sample) or next(
            (code for code, script in _SCRIPTS if script.search(sample)), "und"
        )
    return _by_small_words(sample) or (
        "tr" if share >= SHARE / 2 or _TURKISH_LETTERS.search(sample) else "und"
    )


def _by_small_words(sample: str) -> str:
    """The language most of whose small words stand in a text; nothing when they are too few."""
    words = _WORD.findall(sample.lower())
    seen = Counter(language for word in words for language in _languages_of().get(word.replace("’", "'"), ()))
    ((language, times),) = seen.most_common(1) or [("", 0)]
    return language if times >= max(_LEAST_WORDS, _LEAST_SHARE * len(words)) else ""
