"""Brand topics, adaptation to corrections, likeness and rising themes."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from memnun.understanding import read
from memnun.understanding.adaptation import Adaptation, Correction, adapt
from memnun.understanding.classifier import train_classifier
from memnun.understanding.similar import SimilarityIndex
from memnun.understanding.themes import adjusted_chances, chance_of_rise, rising_themes

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


def test_alike_messages_are_found_across_suffixes_and_spelling() -> None:
    index = SimilarityIndex(
        [(1, "Kargom hâlâ gelmedi"), (2, "Odamız çok temizdi"), (3, "kargolarim gelmedi hala"), (4, "")]
    )
    assert [likeness.key for likeness in index.like("kargomuz gelmiyor, hala bekliyoruz")][:2] in (
        [1, 3],
        [3, 1],
    )
    assert {index.pairs(at_least=0.5)[0][0], index.pairs(at_least=0.5)[0][1]} == {1, 3}
    assert index.like("") == []


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=40), max_size=20), st.text(max_size=40))
def test_likeness_lies_between_zero_and_one_and_falls(texts: list[str], asked: str) -> None:
    scores = [
        likeness.score for likeness in SimilarityIndex(list(enumerate(texts))).like(asked, at_least=0.01)
    ]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1.0001 for score in scores)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(300, 5000), st.integers(300, 5000))
def test_more_mentions_now_are_never_less_surprising(
    then: int, now: int, then_total: int, now_total: int
) -> None:
    chance = chance_of_rise(then, now, then_total, now_total)
    assert 0 <= chance <= 1
    if now:
        assert chance <= chance_of_rise(then, now - 1, then_total, now_total) + 1e-12


def test_the_chance_is_the_exact_binomial_tail() -> None:
    assert chance_of_rise(5, 12, 1000, 1000) == pytest.approx(
        float(sum(binom.pmf(k, 17, 0.5) for k in range(12, 18)))
    )


@given(st.lists(st.floats(0, 1), max_size=30))
def test_adjusted_chances_keep_order_and_never_shrink(chances: list[float]) -> None:
    adjusted = adjusted_chances(chances)
    assert all(
        after >= before - 1e-12 and after <= 1 for before, after in zip(chances, adjusted, strict=True)
    )
    ranked = [after for _before, after in sorted(zip(chances, adjusted, strict=True))]
    assert ranked == sorted(ranked)


def test_a_jump_is_named_and_noise_is_not() -> None:
    then = {"delivery": 20, "billing": 100, "staff": 40}
    now = {"delivery": 60, "billing": 104, "staff": 38, "app_web": 1}
    assert [rise.theme for rise in rising_themes(then, now, then_total=1000, now_total=1000)] == ["delivery"]


def test_mentions_cannot_exceed_messages() -> None:
    with pytest.raises(ValueError, match="Mentions"):
        chance_of_rise(5, 3, 4, 10)


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
