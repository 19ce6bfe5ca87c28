"""Messages of trades that were never learnt from: written and labelled by hand, half of them hard on purpose."""

import pytest

from memnun.understanding import Reading, read_many
from memnun.understanding.training.messages import Message, kept_messages

Pairs = list[tuple[Message, Reading]]


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    """Every kept message with its reading."""
    kept = kept_messages()
    return list(zip(kept, read_many([message.text for message in kept]), strict=True))


def _precision_and_recall(wanted: list[bool], given: list[bool]) -> tuple[float, float]:
    right = sum(one and other for one, other in zip(wanted, given, strict=True))
    return right / sum(given), right / sum(wanted)


def test_most_speak_for_the_group_a_person_gave_them(pairs: Pairs) -> None:
    assert sum(message.group == reading.group for message, reading in pairs) / len(pairs) >= 0.75


@pytest.mark.parametrize("kind", ["question", "request"])
def test_questions_and_requests_are_found_and_little_else_is(pairs: Pairs, kind: str) -> None:
    precision, recall = _precision_and_recall(
        [kind in message.kinds for message, _reading in pairs],
        [kind in reading.kinds for _message, reading in pairs],
    )
    assert precision >= 0.8
    assert recall >= 0.6


def test_who_only_asks_or_requests_is_seldom_taken_for_dissatisfied(pairs: Pairs) -> None:
    asking = [reading for message, reading in pairs if message.group == "none"]
    assert sum(reading.group == "at_risk" for reading in asking) / len(asking) <= 0.1


def test_a_group_is_likelier_right_the_surer_the_reading_is(pairs: Pairs) -> None:
    sure = [message.group == reading.group for message, reading in pairs if reading.confidence >= 0.8]
    rest = [message.group == reading.group for message, reading in pairs if reading.confidence < 0.6]
    assert len(sure) > 100
    assert sum(sure) / len(sure) > sum(rest) / len(rest) + 0.2
