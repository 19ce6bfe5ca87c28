"""Brand topics and adaptation to corrections."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from memnun.understanding import read
from memnun.understanding.adaptation import Adaptation, Correction, adapt
from memnun.understanding.classifier import train_classifier
from memnun.understanding.meant import train_meant
from memnun.understanding.second.reader import SecondReader, second_reader

WHO = [
    "Kurye",
    "Şube",
    "Eczane",
    "Servis",
    "Terzi",
    "Berber",
    "Nakliye",
    "Fırın",
    "Kasap",
    "Manav",
    "Usta",
    "Hoca",
]
WHEN = [
    "dün",
    "bugün",
    "sabah",
    "akşam",
    "öğlen",
    "pazar günü",
    "cuma günü",
    "bayramda",
    "geçen hafta",
    "iki gün önce",
]


def test_a_brand_may_train_its_own_topics() -> None:
    menu = [f"{who} {when} mercimek çorbası getirdi" for who, when in product(WHO, WHEN)]
    valet = [f"{who} {when} arabayı valeye bıraktı" for who, when in product(WHO, WHEN)]
    classifier = train_classifier(menu + valet, ["menü"] * len(menu) + ["vale"] * len(valet))
    assert classifier.classify(["çorba soğuktu", "vale arabayı çizdi"]) == ["menü", "vale"]


class Knowing(SecondReader):
    """Knows what a text is about by the blank at its end, which is no word."""

    def means(self, texts: Sequence[str]) -> NDArray[np.float32]:
        ends = np.array([text.endswith(" ") for text in texts], dtype=np.float32)
        return np.stack([ends, 1 - ends, np.arange(len(texts)) % 2], axis=1).astype(np.float32)


def test_a_second_reader_tells_labels_apart_that_share_their_words() -> None:
    knowing = Knowing("knowing", second_reader().pieces, second_reader().encoder)
    said = [f"{who} {when} geldi" for who, when in product(WHO, WHEN)]
    texts, labels = said + [f"{one} " for one in said], ["düz"] * len(said) + ["boşluk"] * len(said)
    new = ["komşu bugün geldi", "komşu bugün geldi "]
    assert train_classifier(texts, labels, second=knowing).classify(new) == ["düz", "boşluk"]
    alone = train_classifier(texts, labels).probabilities(new)
    assert alone[0] == pytest.approx(alone[1])


def test_what_labels_are_like_is_learnt_by_where_texts_stand() -> None:
    rng = np.random.default_rng(2)
    target = np.repeat([0, 1, 2], [200, 80, 20])
    means = (np.eye(5)[target] * 4 + rng.normal(0, 1, (300, 5)) + 7).astype(np.float32)
    meant = train_meant(means, target, 3)
    scores = meant.scores(means)
    assert np.exp(scores).sum(axis=1) == pytest.approx(np.ones(300))
    assert (scores.argmax(axis=1) == target).mean() > 0.95
    assert np.array_equal(meant.scores(means), train_meant(means, target, 3).scores(means))


def test_one_label_is_not_enough_to_learn_from() -> None:
    with pytest.raises(ValueError, match="two labels"):
        train_classifier(["bir", "iki"], ["a", "a"])


def _jargon(sentiment: str) -> list[Correction]:
    return [Correction(f"{who} {when} zımbırtı yaptı yine", sentiment) for who, when in product(WHO, WHEN)]


def test_corrections_that_teach_something_are_adopted_and_used() -> None:
    text = "Taksici dün zımbırtı yaptı yine"
    wanted = "positive" if read(text).sentiment != "positive" else "negative"
    trial = adapt(_jargon(wanted))
    assert trial.adopted
    assert trial.adapted_right > trial.shipped_right
    stored = Adaptation.from_lists(trial.adaptation.as_lists()) if trial.adaptation else None
    assert read(text, adaptation=stored).sentiment == wanted


def test_corrections_that_only_agree_change_nothing() -> None:
    texts = [f"{who} {when} çok kötüydü, berbat" for who, when in product(WHO, WHEN)]
    trial = adapt([Correction(text, read(text).sentiment) for text in texts])
    assert not trial.adopted


def test_a_handful_of_corrections_is_too_few() -> None:
    assert not adapt(_jargon("positive")[:10]).adopted


def test_an_unknown_sentiment_is_refused() -> None:
    with pytest.raises(ValueError, match="Unknown sentiment"):
        adapt([Correction("x", "angry")])


def _kinds_of(text: str) -> tuple[str, ...]:
    return tuple(read(text).kinds)


def test_kinds_and_topics_are_learned_from_corrections_and_used() -> None:
    parcels = [f"{who} {when} zımbırtı bıraktı" for who, when in product(WHO, WHEN)]
    others = [f"{who} {when} kapıyı boyadı" for who, when in product(WHO, WHEN)]
    trial = adapt(
        [Correction(text, topics=("delivery",), kinds=("request",)) for text in parcels]
        + [Correction(text, topics=(), kinds=("other",)) for text in others]
    )
    assert {(each.field, each.label) for each in trial.labels if each.adopted} >= {
        ("topics", "delivery"),
        ("kinds", "request"),
    }
    stored = Adaptation.from_lists(trial.adaptation.as_lists()) if trial.adaptation else None
    told = read("Taksici dün zımbırtı bıraktı", adaptation=stored)
    assert "delivery" in told.topics
    assert "request" in told.kinds
    assert read("Taksici dün kapıyı boyadı", adaptation=stored).topics == []
    assert told.probabilities == read("Taksici dün zımbırtı bıraktı").probabilities


def test_kinds_that_only_agree_are_not_learned() -> None:
    texts = [f"{who} {when} saat kaçta açılıyor?" for who, when in product(WHO, WHEN)]
    trial = adapt([Correction(text, kinds=_kinds_of(text)) for text in texts])
    assert not trial.adopted
    assert trial.labels == ()
