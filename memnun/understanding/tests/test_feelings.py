"""Mixed feelings are told from no feelings; both are read as neutral."""

import numpy as np
import pytest

from memnun.understanding import read
from memnun.understanding.model import (
    FEELINGS,
    MIXED,
    NEUTRAL,
    SENTIMENTS,
    as_sentiments,
    mixed_odds,
    softmax,
)
from memnun.understanding.second.encoder import Encoder
from memnun.understanding.second.hearing import USUALLY_NEUTRAL, Felt, ask
from memnun.understanding.second.pieces import Pieces
from memnun.understanding.second.reader import SecondReader
from memnun.understanding.training.corpus import FEELING_OF, Corpus

SHARES = np.array([[0.2, 0.3, 0.1, 0.4], [0.7, 0.1, 0.1, 0.1]])


def test_what_is_read_as_neutral_is_the_sum_of_mixed_and_none() -> None:
    read_as = softmax(as_sentiments(np.log(SHARES)))
    assert read_as == pytest.approx(np.array([[0.2, 0.7, 0.1], [0.7, 0.2, 0.1]]))


def test_scores_of_feelings_are_left_as_they_were() -> None:
    scores = np.log(SHARES)
    as_sentiments(scores)
    assert scores == pytest.approx(np.log(SHARES))


def test_the_odds_of_mixed_feelings_are_those_against_none() -> None:
    assert mixed_odds(np.log(SHARES)) == pytest.approx(np.log([4 / 3, 1]))


def felt(strange: float) -> Felt:
    return Felt(
        softmax(as_sentiments(np.log(SHARES[:1]))),
        mixed_odds(np.log(SHARES[:1])),
        np.array([strange], dtype=np.float32),
    )


def test_of_a_text_like_those_learnt_from_its_own_share_of_neutral_counts() -> None:
    assert felt(0).mixed() == pytest.approx([0.4])


def test_of_a_strange_text_a_usual_share_of_neutral_counts() -> None:
    assert felt(1).mixed() == pytest.approx([USUALLY_NEUTRAL * 4 / 7])


class Certain(SecondReader):
    """Finds mixed feelings in everything."""

    def scores(self, texts: object) -> np.ndarray:
        assert isinstance(texts, list)
        told = np.full((len(texts), len(FEELINGS)), 1e-6, dtype=np.float32)
        told[:, MIXED] = 1
        return np.log(told)


def test_the_second_reader_is_heard_about_mixed_feelings_too(small_encoder: Encoder) -> None:
    both = felt(0)
    assert ask(Certain("test", Pieces(["▁"], [-1.0]), small_encoder), ["ne desem"], both) == [0]
    assert both.mixed()[0] > felt(0).mixed()[0]
    assert both.shares[0].argmax() == NEUTRAL


@pytest.fixture
def small_encoder() -> Encoder:
    nothing = np.zeros((4, 4), dtype=np.float32)
    return Encoder(1, 1e-12, nothing, nothing, nothing[:2], [], nothing, nothing[0])


@pytest.mark.parametrize(
    "text",
    [
        "Ürün şahane ama kurye çok kaba ve saygısızdı.",
        "Yemekler çok lezzetliydi fakat servis berbattı, bir saat bekledik.",
        "Kumaşı kaliteli, rengi harika ama dikişleri ilk yıkamada söküldü.",
    ],
)
def test_praise_and_blame_in_one_message_are_mixed_feelings(text: str) -> None:
    assert read(text).mixed


@pytest.mark.parametrize(
    "text",
    [
        "Kargom bugün gelecekti ama gelmedi, nerede olduğunu öğrenebilir miyim?",
        "Faturamı ödedim ama hattım hâlâ kapalı, açar mısınız?",
        "Önce tereddüt ettim ama iyi ki almışım, çok memnunum.",
        "Siparişim elime ulaştı, teşekkürler.",
        "Randevumu yarına almak istiyorum ama saatini bilmiyorum.",
    ],
)
def test_a_but_alone_is_no_mixed_feeling(text: str) -> None:
    assert not read(text).mixed


def test_rows_that_tell_of_mixed_feelings_count_as_neutral() -> None:
    corpus = Corpus(
        ["iyi", "orta", "iyi ama pahalı"],
        np.array([FEELING_OF[name] for name in ("positive", "neutral", "mixed")]),
        np.array(["a", "a", "b"]),
    )
    assert [SENTIMENTS[place] for place in corpus.classes] == ["positive", "neutral", "neutral"]
    assert corpus.without(("a",)).feelings.tolist() == [MIXED]
