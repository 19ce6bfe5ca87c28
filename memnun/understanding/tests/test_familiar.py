"""The plain model beside the network: what it adds, what it calls a suggestion, and to whom it says nothing."""

import numpy as np
import pytest

from memnun.understanding.familiar import Familiar
from memnun.understanding.features import Features, WordHashes, extract
from memnun.understanding.folding import Folded, fold
from memnun.understanding.model import shipped

BITS = 8


@pytest.fixture
def familiar() -> Familiar:
    """Every fragment blames by its bucket's number."""
    table = np.zeros((1 << BITS, 6), dtype=np.float32)
    table[:, 0] = np.arange(1 << BITS)
    table[:, 5] = 1
    return Familiar(table, np.array([0.5, 0, 0, 0, 0], dtype=np.float32))


def _seen(texts: list[str]) -> tuple[Folded, Features]:
    folded = fold(texts)
    return folded, extract(folded, WordHashes(folded), BITS)


def test_a_text_gets_the_sum_of_its_fragments_over_its_length(familiar: Familiar) -> None:
    folded, features = _seen(["iyi"])
    wanted = features.buckets.sum() / np.sqrt(len(features.buckets)) + 0.5
    assert familiar.scores(features, folded.text_tokens)[0].tolist() == pytest.approx([wanted, 0, 0, 0, 0])


def test_a_batch_gets_what_its_texts_get_alone_and_an_empty_text_nothing(familiar: Familiar) -> None:
    texts = ["kargom gelmedi", "", "çok iyi"]
    folded, features = _seen(texts)
    alone = [
        familiar.scores(features, folded.text_tokens)[0]
        for folded, features in map(_seen, [[t] for t in texts])
    ]
    together = familiar.scores(features, folded.text_tokens)
    np.testing.assert_allclose(together, alone, rtol=1e-5)
    assert together[1].tolist() == [0, 0, 0, 0, 0]


def test_the_shipped_one_tells_praise_from_blame() -> None:
    folded = fold(["berbat, rezalet", "harika, bayıldım"])
    model = shipped()
    assert model.familiar is not None
    features = extract(folded, WordHashes(folded), model.bits)
    blame, praise = model.familiar.scores(features, folded.text_tokens)
    assert blame[0] > blame[2]
    assert praise[2] > praise[0]


def test_the_shipped_one_tells_a_wish_from_advice_to_buyers_and_from_regret() -> None:
    texts = [
        "keşke kapağı metal olsaydı",
        "kahvaltıda çeşit artırılmalı",
        "bir beden büyük alın",
        "keşke almasaydım",
    ]
    model = shipped()
    assert model.familiar is not None
    folded = fold(texts)
    told = model.familiar.scores(extract(folded, WordHashes(folded), model.bits), folded.text_tokens)[:, -1]
    assert (told > 0).tolist() == [True, True, False, False]
