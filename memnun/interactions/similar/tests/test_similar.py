"""Contacts that tell of the same thing are found, and only by those who may see them."""

from collections import Counter
from pathlib import Path

import pytest

from memnun.foundation.turkish.search import document
from memnun.interactions.models import Conversation
from memnun.interactions.similar.finding import AT_LEAST, find_similar
from memnun.interactions.similar.ranking import Told, rank
from memnun.interactions.similar.rarity import SampledRarity
from memnun.interactions.testing import AYSE, KEREM, ZEYNEP, make_contact, record
from memnun.people.testing import Cast, make_team
from memnun.understanding import read_many

CAUSES = [line.split("\t") for line in (Path(__file__).parent / "causes.tsv").read_text("utf-8").splitlines()]
LATE = "Kargom dokuz gündür gelmedi, paketim şubede bekliyor."
LATER = "Paketim hâlâ gelmedi, kargo takipte şubede görünüyor."
OTHERS = ["Mağazadaki kasiyer çok kabaydı.", "Faturam iki katı gelmiş.", "Kahvaltı çok güzeldi, teşekkürler."]


def _precision(part: str) -> tuple[float, float, float]:
    """Precision of the first ten, and precision and recall of all that is called similar."""
    rows = [row for row in CAUSES if row[0] in (part, "both")]
    readings = read_many([text for _part, _cause, text in rows])
    told = [
        Told(place, row[2], reading.topics, reading.kinds)
        for place, (row, reading) in enumerate(zip(rows, readings, strict=True))
    ]
    words = Counter(word for _part, _cause, text in rows for word in set(document(text).split()))
    marks = Counter(
        mark for one in told for mark in [*(f"@{t}" for t in one.topics), *(f"!{k}" for k in one.kinds)]
    )
    rarity = SampledRarity(len(rows), words.items(), marks.items())
    first, precision, recall, asked = 0.0, 0.0, 0.0, 0
    for one in told:
        cause = rows[one.key][1]
        if cause == "-":
            continue
        others = [other for other in told if other is not one]
        ten = rank(one, others, rarity, at_least=0.0)[:10]
        first += sum(rows[alike.key][1] == cause for alike in ten) / 10
        called = [rows[alike.key][1] == cause for alike in rank(one, others, rarity, at_least=AT_LEAST)]
        precision += sum(called) / len(called) if called else 0.0
        recall += sum(called) / 10
        asked += 1
    return first / asked, precision / asked, recall / asked


@pytest.mark.parametrize("part", ["dev", "held"])
def test_of_ten_most_alike_contacts_three_of_four_tell_of_the_same_cause(part: str) -> None:
    first_ten, precision, recall = _precision(part)
    assert first_ten >= 0.77
    assert precision >= 0.75
    assert recall >= 0.8


def test_a_contact_of_the_same_cause_is_found_with_the_words_they_share(cast: Cast) -> None:
    asked = record(cast.brand, make_contact(LATE, KEREM))[0]
    other = record(cast.brand, make_contact(LATER, AYSE), *(make_contact(text, ZEYNEP) for text in OTHERS))[0]
    found = find_similar(cast.elif_, asked)
    assert [one.interaction.id for one in found.similar] == [other.id]
    assert {"paket", "subed"} <= set(found.similar[0].alike.stems)
    assert "delivery" in found.similar[0].alike.topics


def test_contacts_of_the_same_conversation_are_not_named_as_similar(cast: Cast) -> None:
    asked = record(cast.brand, *(make_contact(text, KEREM, thread="bir") for text in (LATE, LATER)))[0]
    assert not find_similar(cast.elif_, asked).similar


def test_a_brand_never_meets_the_contacts_of_another(cast: Cast) -> None:
    asked = record(cast.brand, make_contact(LATE, KEREM))[0]
    record(cast.other_brand, make_contact(LATER, AYSE))
    assert not find_similar(cast.elif_, asked).similar


def test_contacts_of_a_private_team_are_similar_only_for_its_members(cast: Cast) -> None:
    asked = record(cast.brand, make_contact(LATE, KEREM))[0]
    hidden = record(cast.brand, make_contact(LATER, AYSE))[0]
    team = make_team(cast.brand, "Hukuk", cast.burak, private=True)
    Conversation.objects.filter(id=hidden.conversation_id).update(team=team)
    assert not find_similar(cast.elif_, asked).similar
    assert [one.interaction.id for one in find_similar(cast.burak, asked).similar] == [hidden.id]


def test_a_contact_that_says_nothing_has_none_like_it(cast: Cast) -> None:
    asked = record(cast.brand, make_contact("👍 12345", KEREM))[0]
    record(cast.brand, make_contact("👍 12345", AYSE))
    assert not find_similar(cast.elif_, asked).similar


def test_signs_of_the_query_language_in_a_text_do_no_harm(cast: Cast) -> None:
    text = "Kargom! (gelmedi) & <-> | 'paketim' :* \\ şubede"
    asked = record(cast.brand, make_contact(text, KEREM))[0]
    other = record(cast.brand, make_contact(LATER, AYSE))[0]
    assert [one.interaction.id for one in find_similar(cast.elif_, asked).similar] == [other.id]
