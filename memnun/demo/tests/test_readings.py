"""What the sample customers and staff mean is what is read.

Other phrasings of the same situations are among the messages learnt from: these guard, they do not prove.
"""

from collections import defaultdict
from datetime import UTC, datetime

import pytest

from memnun.demo.brand import branches, staff
from memnun.demo.chance import dice
from memnun.demo.customers import customer
from memnun.demo.facts import Facts
from memnun.demo.phrasing import say
from memnun.demo.products import any_product
from memnun.demo.situation import situations
from memnun.understanding import Reading, read_many


@pytest.fixture(scope="module")
def readings() -> dict[str, list[Reading]]:
    """What was read of each kind of situation: its customers' words, short and long, and staff's notes."""
    at = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    said: dict[str, list[str]] = defaultdict(list)
    for situation in situations():
        for template in (*situation.cores, *situation.shorts, *situation.notes):
            rng = dice(1, template)
            facts = Facts(rng, customer(1, 7), any_product(rng), branches()[0], staff()[3], at)
            said[situation.kind].append(say(template.split("=>")[0], rng, facts).strip())
    return {kind: read_many(texts) for kind, texts in said.items()}


def _share(readings: list[Reading], group: str) -> float:
    return sum(reading.group == group for reading in readings) / len(readings)


def test_complaints_are_at_risk(readings: dict[str, list[Reading]]) -> None:
    assert _share(readings["complaint"], "at_risk") > 0.8


def test_questions_and_notes_hardly_read_as_complaints(readings: dict[str, list[Reading]]) -> None:
    assert _share(readings["question"], "at_risk") < 0.1
    assert _share(readings["note"], "at_risk") < 0.25


def test_ideas_are_suggestions_and_little_else_is(readings: dict[str, list[Reading]]) -> None:
    found = {
        kind: sum("suggestion" in each.kinds for each in held) / len(held) for kind, held in readings.items()
    }
    assert found["suggestion"] > 0.75
    assert max(found[kind] for kind in ("complaint", "praise", "question")) < 0.02
