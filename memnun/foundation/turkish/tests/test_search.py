import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.foundation.turkish.folding import fold
from memnun.foundation.turkish.search import document, exact_tsquery, query_terms, to_tsquery
from memnun.foundation.turkish.tests.tsquery import matches

PAIRS = Path(__file__).with_name("search_pairs.csv")
typed = st.text("abcçiıİIğöşuüKAP '\"-!&|():*<>\\\0.,0123456789")


def finds(query: str, text: str) -> bool:
    return matches(to_tsquery(query), document(text))


def test_service_vocabulary_is_found_in_its_forms_and_little_else(capsys: pytest.CaptureFixture[str]) -> None:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        pairs = [
            (row["query"], row["document"], row["should_match"] == "yes") for row in csv.DictReader(file)
        ]
    missed = [pair for pair in pairs if pair[2] and not finds(pair[0], pair[1])]
    wrong = [pair for pair in pairs if not pair[2] and finds(pair[0], pair[1])]
    wanted = sum(wanted for _, _, wanted in pairs)
    found = wanted - len(missed)
    recall, precision = found / wanted, found / (found + len(wrong))
    with capsys.disabled():
        print(f"\nsearch pairs {len(pairs)}, recall {recall:.3f}, precision {precision:.3f}")  # noqa: T201
        for query, text, _ in (*missed, *wrong):
            print(f"  {query} / {text}")  # noqa: T201
    assert len(pairs) >= 200
    assert recall >= 0.95
    assert precision >= 0.95


def test_exact_words_are_told_apart_from_their_forms() -> None:
    assert exact_tsquery("KARGOM gelmedi") == "kargom & gelmedi"
    assert not matches(exact_tsquery("para"), document("Paramı istiyorum"))
    assert matches(exact_tsquery("para"), document("PARA iadesi"))


def test_long_words_are_open_prefixes() -> None:
    assert to_tsquery("kargolarınız") == "kargo:*"


def test_phrases_and_exclusions_are_kept() -> None:
    assert exact_tsquery('"kargo gelmedi" -iade') == "(kargo <-> gelmedi) & !iade"
    assert to_tsquery('-"kargo gelmedi"') == "!(kargo <-> gelmedi)"
    assert finds("e-posta", "E-posta gelmedi")


def test_a_term_carries_its_folded_form_and_its_variants() -> None:
    (term,) = query_terms("Talebim")
    assert term.exact == "talebim"
    assert ("talep", True) in term.variants
    assert ("taleb", True) in term.variants


def test_documents_are_folded_words_without_endings_after_apostrophes() -> None:
    assert document("Ayşe’nin KARGOSU çoook  geç, e-posta!") == "ayse kargosu cok gec e posta"
    assert document("O'Reilly") == "o reilly"


@pytest.mark.parametrize("text", ["", "   ", '"', "-", "!!! & |", '""', "😀"])
def test_nothing_to_search_for_is_an_empty_query(text: str) -> None:
    assert to_tsquery(text) == exact_tsquery(text) == ""


def test_a_pasted_novel_is_cut_to_a_bounded_query() -> None:
    assert len(query_terms("kelime " * 10_000)) == 1
    assert len(query_terms(" ".join(f"kelime{place}" for place in range(1000)))) == 16
    assert len(to_tsquery("parasının " * 3 + "iade hata oda soru kasa masa kart mal hat hak " * 9)) < 10_000


@given(st.one_of(typed, st.text()))
def test_any_text_gives_a_query_that_can_be_read(text: str) -> None:
    for query in (to_tsquery(text), exact_tsquery(text)):
        assert matches(query, document(text)) in (True, False)


@given(st.lists(st.text("abcçdefgğhıijklmnoöprsştuüvyzIİŞ", min_size=1, max_size=12), min_size=1, max_size=4))
def test_every_word_finds_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert finds(text, text.upper() if "i" not in text else text)
    assert matches(exact_tsquery(text), document(text))


@given(st.text("abcçiıİIğöşuüKAP 'xyz0123456789\n", max_size=80))
def test_documents_hold_only_folded_letters(text: str) -> None:
    assert document(text) == fold(document(text))
    assert document(document(text)) == document(text)
