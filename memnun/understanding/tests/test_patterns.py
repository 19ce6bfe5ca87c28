"""Where phrases are found, told by a few patterns of this test."""

import pytest

from memnun.understanding.folding import fold
from memnun.understanding.patterns import Pattern, PatternSet

PATTERNS = PatternSet(
    (
        Pattern("beginning", "kargo"),
        Pattern("long beginning", "kargocu", r"kargocu\w*"),
        Pattern("whole", "=bir"),
        Pattern("ending", "*meli"),
        Pattern("sign", "!", "!+"),
        Pattern("gated", "iade", r"iade \w+", beside="=lutfen"),
    ),
    screens=("=hanim", "=bey"),
)


def _found(*texts: str) -> list[tuple[list[str], int]]:
    folded = fold(texts)
    found = PATTERNS.search(folded, folded.shown_texts(), folded.words())
    return [(list(places), screens) for places, screens in found]


@pytest.mark.parametrize(
    ("text", "abouts"),
    [
        ("Kargom geldi", ["beginning"]),
        ("kargocunuz geldi", ["beginning", "long beginning"]),
        ("kargosu", ["beginning"]),
        ("bir biri biriyle", ["whole"]),
        ("değişmeli", ["ending"]),
        ("meli melisa", ["ending"]),
        ("geldi!!", ["sign"]),
        ("iade edin", []),
        ("iade edin lütfen", ["gated"]),
        ("@kargo <BIR> 123456", []),
        ("", []),
    ],
)
def test_a_pattern_begins_only_at_its_trigger_words(text: str, abouts: list[str]) -> None:
    assert _found(text) == [(abouts, 0)]


def test_a_word_beside_counts_in_its_own_text_only() -> None:
    assert _found("iade edin", "lütfen", "") == [([], 0), ([], 0), ([], 0)]


def test_screens_say_what_stands_in_each_text() -> None:
    assert [screens for _places, screens in _found("Ayşe Hanım", "Ali bey, Ayşe hanım", "kimse")] == [
        1,
        3,
        0,
    ]
