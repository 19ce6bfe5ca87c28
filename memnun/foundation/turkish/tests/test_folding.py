from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.foundation.turkish.case import lower, upper
from memnun.foundation.turkish.folding import fold, sort_key

latin = st.text(st.characters(max_codepoint=0x24F))
DICTIONARY = [
    "", "12 Eylül", "alıç", "Ali", "Ali Veli", "âlim", "Alp", "cam", "çilek", "gül", "hamsi", "Iğdır",
    "ıspanak", "Isparta", "incir", "İzmir", "ot", "öküz", "su", "şeker", "Şube 2", "Şube 10",
    "ural", "ürün", "vali", "Wagner", "yıl", "Zeynep", "Яна",
]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["ISTANBUL", "İSTANBUL", "istanbul", "ıstanbul", "i\u0307stanbul", "İstanbul"]
)
def test_all_ways_to_type_istanbul_meet(text: str) -> None:
    assert fold(text) == "istanbul"
    assert fold(normalize("NFD", text)) == "istanbul"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ÇĞIİÖŞÜ çğıiöşü", "cgiiosu cgiiosu"),
        ("Kâğıt, mahkûm, millî", "kagit, mahkum, milli"),
        ("  çok\t\tkötü\n hizmet\u00a0! ", "cok kotu hizmet !"),
        ("kargö", "kargo"),
        ("Ayşe’nin “kargosu”", 'ayse\'nin "kargosu"'),
        ("Əliyev Øre Łódź Straße", "eliyev ore lodz strasse"),
        ("kar\u00adgo\u200b", "kargo"),
        ("Привет", "привет"),
    ],
)
def test_folding_leaves_plain_letters(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(latin, latin)
def test_folding_a_text_is_folding_its_words(one: str, other: str) -> None:
    assert fold(f"{one} {other}") == " ".join(f"{fold(one)} {fold(other)}".split())


@given(latin)
def test_folding_does_not_see_case_or_composition(text: str) -> None:
    assert fold(normalize("NFD", text)) == fold(normalize("NFC", text))
    assert fold(upper(lower(text))) == fold(lower(text))


@given(st.text("abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZâîûÂÎÛ \n"))
def test_folded_turkish_is_ascii(text: str) -> None:
    assert fold(text).isascii()


def test_sort_keys_order_as_a_turkish_dictionary() -> None:
    backwards = DICTIONARY[::-1]
    assert sorted(backwards, key=sort_key) == DICTIONARY


def test_small_and_plain_letters_come_first_among_equals() -> None:
    backwards = ["KAR", "Kar", "kâr", "kar"]
    assert sorted(backwards, key=sort_key) == backwards[::-1]


@given(st.text(), st.text())
def test_different_texts_have_different_ascii_keys(one: str, other: str) -> None:
    assert sort_key(one).isascii()
    assert sort_key(one).isprintable()
    assert (sort_key(one) == sort_key(other)) == (normalize("NFC", one) == normalize("NFC", other))


@given(
    st.lists(
        st.text("abcçdefgğhıijklmnoöprsştuüvyz", min_size=1, max_size=6), min_size=2, max_size=2, unique=True
    )
)
def test_sort_keys_follow_the_alphabet(words: list[str]) -> None:
    alphabet = "abcçdefgğhıijklmnoöprsştuüvyz"
    one, other = words
    expected = [alphabet.index(letter) for letter in one] < [alphabet.index(letter) for letter in other]
    assert (sort_key(one) < sort_key(other)) == expected


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_numbers_sort_by_value(one: int, other: int) -> None:
    assert (sort_key(f"Şube {one}") < sort_key(f"Şube {other}")) == (one < other)
