"""Which language a message is in. Turkish is known by its words, in one pass over the batch; only what is
not plainly Turkish is asked of py3langid, and too little text is 'und'."""

import re
from functools import cache
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.features import WordHashes
from memnun.understanding.folding import Folded

WORD_BITS = 20
_TURKISH_LETTERS = re.compile("[ğışĞİŞ]")
_OTHER_LETTERS = re.compile("[əӘа-яА-Яء-ي؀-ۿ一-鿿぀-ヿ가-힣Α-Ωα-ω֐-׿ऀ-ॿ฀-๿]")
_AZERBAIJANI = re.compile("[əƏ]")
SHARE = 0.5
SAMPLE_CHARACTERS = 1000
_SURE = 0.8
_SHORT = 20


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return cast(_Identifier, LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))


def word_slots(words: WordHashes) -> NDArray[np.uint64]:
    """Where each word of a batch stands in the table of known Turkish words."""
    hashes = words.whole()
    slots: NDArray[np.uint64] = (hashes ^ (hashes >> np.uint64(33))) & np.uint64((1 << WORD_BITS) - 1)
    return slots


def turkish_shares(
    folded: Folded, words: WordHashes, known: NDArray[np.uint8]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Share of known Turkish words and number of words, a text."""
    slots = word_slots(words)
    is_word = words.lengths > 0
    hit = (known[(slots >> np.uint64(3)).astype(np.int64)] >> (slots & np.uint64(7)).astype(np.uint8)) & 1
    hits = np.concatenate(([0], np.cumsum(hit * is_word)))
    counts = np.concatenate(([0], np.cumsum(is_word)))
    per_text = np.diff(counts[folded.text_tokens])
    return np.diff(hits[folded.text_tokens]) / np.maximum(per_text, 1), per_text


def identify(text: str, share: float, words: int) -> str:
    """ISO 639-1 code of a text, 'und' where it says too little."""
    sample = text[:SAMPLE_CHARACTERS]
    if not words:
        return "und"
    if _AZERBAIJANI.search(sample):
        return "az"
    foreign = len(_OTHER_LETTERS.findall(sample))
    if share >= SHARE and foreign * 2 < len(sample):
        return "tr"
    if share >= SHARE / 2 and _TURKISH_LETTERS.search(sample) and not foreign:
        return "tr"
    code, probability = _identifier().classify(sample)
    if foreign * 2 >= len(sample) or (probability >= _SURE and (words > 2 or len(sample) > _SHORT)):
        return code
    return "tr" if code == "tr" or share >= SHARE / 2 else "und"
