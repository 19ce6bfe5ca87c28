"""The weights were learnt from these features: whoever changes one has to train anew."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from memnun.understanding import read
from memnun.understanding.features import WordHashes, extract
from memnun.understanding.folding import WORD_CHARACTERS, fold

BITS = 18
SHIPPED = {
    "Kargom söz verdiğiniz gün gelmedi, iade istiyorum!": "93817018ca64",
    "txid: 0xb325bf99be064d795b69c78c51470f1a3bf4ef4be474bc55e978be881c96ac2e @kullanici": "2f6e535f1b9f",
    "ÇOK GÜZEL 😀😀 ama pahalı... neden?? 1.250,50 TL": "818f0a898e1a",
    "https://ornek.example/yol?a=1 bilgi@ornek.example IŞIK İnce kâğıt": "30fc338f3c67",
    "": "e3b0c44298fc",
    "a": "473ce42ed676",
    "ş" * 120 + " sonu": "026dcfed3217",
    "nee???!!! \n\t  hayıırrr ) : ;": "edf32be517d1",
}
"""Texts with the digest of their buckets, in order of size."""


def digest(text: str) -> str:
    folded = fold([text])
    buckets = np.sort(extract(folded, WordHashes(folded), BITS).buckets)
    return hashlib.sha256(buckets.astype("<u4").tobytes()).hexdigest()[:12]


@pytest.mark.parametrize("text", SHIPPED)
def test_a_text_has_the_features_the_weights_were_learnt_from(text: str) -> None:
    assert digest(text) == SHIPPED[text]


def test_of_an_endless_word_only_its_beginning_counts() -> None:
    beginning = ("abcdefghij" * WORD_CHARACTERS)[:WORD_CHARACTERS]
    one, other = f"{beginning}{'klm' * 6}", f"{beginning}{'npr' * 6}"
    assert digest(f"{one} geldi") == digest(f"{other} geldi") != digest(f"{beginning[:-1]} geldi")
    assert read(one).probabilities == read(other).probabilities
