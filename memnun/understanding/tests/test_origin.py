"""How strange a text is to the sources learnt from, and what its group then says of its sentiment."""

import numpy as np
import pytest

from memnun.understanding.bearing import AT_RISK, GROUPS, NONE, SATISFIED
from memnun.understanding.groups import felt_by
from memnun.understanding.model import SENTIMENTS
from memnun.understanding.origin import Origin

ORIGIN = Origin(np.zeros(3, dtype=np.float32))
"""Two sources of reviews, then messages."""


@pytest.mark.parametrize(
    ("scores", "strange"),
    [([2.0, -1, -1], False), ([-1, 2, -1], False), ([-1, -1, -1], True), ([0.9, -1, 2], True)],
    ids=["first source", "second source", "no source", "message"],
)
def test_a_text_is_strange_unless_a_source_claims_it_more_than_messages_do(
    scores: list[float], *, strange: bool
) -> None:
    found = ORIGIN.strangeness(np.array([scores], dtype=np.float32))[0]
    assert (found > 0.99) if strange else (found < 0.01)


def test_a_text_of_a_megabyte_of_one_word_overflows_nothing() -> None:
    found = ORIGIN.strangeness(np.array([[1e6, 0, 0], [0, 0, 1e6]], dtype=np.float32))
    assert found.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("group", "sentiment"), [(SATISFIED, "positive"), (AT_RISK, "negative"), (NONE, "neutral")]
)
def test_a_group_makes_the_sentiment_of_its_people_likely(group: str, sentiment: str) -> None:
    scores = np.zeros((1, len(GROUPS)), dtype=np.float32)
    scores[0, GROUPS.index(group)] = 5
    assert SENTIMENTS[int(felt_by(scores)[0].argmax())] == sentiment
