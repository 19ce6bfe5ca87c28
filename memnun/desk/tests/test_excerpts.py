"""Excerpts show the found words where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from memnun.desk.search.excerpts import AROUND, excerpt


def test_the_found_words_are_marked_in_any_form_and_case():
    marked = [
        piece.text
        for piece in excerpt("Merhaba, KARGOM gelmedi; kargolarınız hep geç.", "kargo")
        if piece.hit
    ]
    assert marked == ["KARGOM", "kargolarınız"]


def test_a_long_text_is_cut_at_words_around_the_first_hit():
    text = "başta bir şeyler var " * 40 + "burada kargo geçiyor " + "sonda da var " * 60
    pieces = excerpt(text, "kargo")
    shown = "".join(piece.text for piece in pieces)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) <= 3 * AROUND + 10
    assert "kargo" in [piece.text for piece in pieces if piece.hit]


@given(st.text(max_size=400), st.text(max_size=30))
def test_pieces_are_always_parts_of_the_text_in_order(text, query):
    position = 0
    for piece in excerpt(text, query):
        if piece.text in ("… ", " …"):
            continue
        position = text.index(piece.text, position) + len(piece.text)
