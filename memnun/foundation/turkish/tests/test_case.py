from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.foundation.turkish.case import capitalise, lower, title, upper

turkish = st.text("abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZâîûÂÎÛ '.-0123456789\u0307")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISPARTA", "ısparta"),
        ("İPTAL", "iptal"),
        ("ÇOK YANLIŞ", "çok yanlış"),
        ("I\u0307STANBUL", "istanbul"),
        ("i\u0307stanbul", "istanbul"),
        ("KÂĞIT", "kâğıt"),
    ],
)
def test_lower_case_keeps_the_two_letters_i_apart(text: str, expected: str) -> None:
    assert lower(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("iade", "İADE"), ("ılık", "ILIK"), ("şikâyet", "ŞİKÂYET"), ("i\u0307yi", "İYİ"), ("straße", "STRASSE")],
)
def test_upper_case_keeps_the_two_letters_i_apart(text: str, expected: str) -> None:
    assert upper(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("iLKER ILGAZ", "İlker Ilgaz"),
        ("ığdır'ın ışığı", "Iğdır'ın Işığı"),
        ("ayşe’nin", "Ayşe’nin"),
        ("çetin-kaya a.ş.", "Çetin-Kaya A.Ş."),
        ("3 mart", "3 Mart"),
    ],
)
def test_title_writes_names_as_people_write_them(text: str, expected: str) -> None:
    assert title(text) == expected


def test_capitalising_a_sentence_leaves_abbreviations_alone() -> None:
    assert capitalise("iade KDV'si") == "İade KDV'si"
    assert capitalise("") == ""


@given(turkish)
def test_lower_and_upper_case_undo_each_other(text: str) -> None:
    assert upper(lower(text)) == upper(text)
    assert lower(upper(text)) == lower(text)


@given(st.text())
def test_changing_case_twice_changes_nothing_more(text: str) -> None:
    assert lower(lower(text)) == lower(text)
    assert is_normalized("NFC", lower(text))
    assert is_normalized("NFC", upper(text))
