"""Turkish suffixes on the words the sample texts use."""

import pytest

from memnun.demo.products import products
from memnun.demo.suffixes import Noun


@pytest.mark.parametrize(
    ("word", "suffix", "expected"),
    [
        ("berjer", "i", "berjeri"),
        ("kitaplık", "i", "kitaplığı"),
        ("kitaplık", "de", "kitaplıkta"),
        ("halı", "e", "halıya"),
        ("halı", "in", "halının"),
        ("dolap", "im", "dolabım"),
        ("kupa", "le", "kupayla"),
        ("saat", "i", "saati"),
        ("renk", "i", "rengi"),
        ("ütü", "im", "ütüm"),
        ("sandalye", "ler", "sandalyeler"),
        ("yorgan", "iniz", "yorganınız"),
    ],
)
def test_a_plain_word_takes_its_suffix(word: str, suffix: str, expected: str) -> None:
    assert str(Noun(word).with_suffix(suffix)) == expected


@pytest.mark.parametrize(
    ("word", "suffix", "expected"),
    [
        ("nevresim takımı", "i", "nevresim takımını"),
        ("nevresim takımı", "den", "nevresim takımından"),
        ("nevresim takımı", "im", "nevresim takımım"),
        ("nevresim takımı", "ler", "nevresim takımları"),
        ("nevresim takımı", "le", "nevresim takımıyla"),
        ("çalışma masası", "im", "çalışma masam"),
        ("çalışma masası", "iniz", "çalışma masanız"),
        ("banyo dolabı", "ler", "banyo dolapları"),
        ("duvar saati", "e", "duvar saatine"),
    ],
)
def test_a_compound_takes_its_suffix(word: str, suffix: str, expected: str) -> None:
    assert str(Noun(word, compound=True).with_suffix(suffix)) == expected


@pytest.mark.parametrize(
    ("word", "suffix", "expected"),
    [
        ("Kadıköy", "de", "Kadıköy'de"),
        ("Gaziantep", "den", "Gaziantep'ten"),
        ("Üsküdar", "e", "Üsküdar'a"),
        ("3 Kasım", "de", "3 Kasım'da"),
        ("12 Mart", "de", "12 Mart'ta"),
        ("Hane Kulüp", "de", "Hane Kulüp'te"),
        ("Turna", "i", "Turna'yı"),
        ("Elif Hanım", "e", "Elif Hanım'a"),
        ("Burak Bey", "e", "Burak Bey'e"),
    ],
)
def test_a_name_takes_its_suffix_after_an_apostrophe(word: str, suffix: str, expected: str) -> None:
    assert str(Noun(word, name=True).with_suffix(suffix)) == expected


def test_suffixes_stand_one_upon_another() -> None:
    masa = Noun("çalışma masası", compound=True).with_suffix("im").with_suffix("i")
    assert str(masa) == "çalışma masamı"


def test_an_unknown_suffix_is_refused() -> None:
    with pytest.raises(KeyError):
        Noun("kupa").with_suffix("cik")


def test_every_product_can_be_declined() -> None:
    for product in products():
        for suffix in ("i", "e", "de", "den", "in", "le", "im", "iniz"):
            assert str(product.full.with_suffix(suffix)).startswith(product.series)
