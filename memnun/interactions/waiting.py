"""Who waits for an answer: the one rule, for words as they come and for those that stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

FRESH = timedelta(days=2)
"""What is older than this when it arrives was under way for another reason than a slow server or watch."""


@dataclass(frozen=True, slots=True)
class Word:
    """What the rule looks at; `arrived` is None for one that came together with all the others."""

    at: datetime
    ours: bool
    automatic: bool
    only_thanks: bool
    arrived: datetime | None = None

    def was_under_way(self, answer: Word) -> bool:
        """Whether it came only after an answer that bears a later moment had been given."""
        if self.arrived is None or answer.arrived is None:
            return False
        return answer.arrived < self.arrived <= self.at + FRESH


def waits_since(words: Sequence[Word], *, spoken: bool) -> datetime | None:
    """When the customer's first word was written that the brand had not seen when it last spoke; None if it saw all.

    `words` are in the order in which they were written, `spoken` tells whether the brand spoke before them.
    What machines wrote, and thanks for an answer, wait for nothing.
    """
    answer = next((word for word in reversed(words) if word.ours and not word.automatic), None)
    spoken = spoken or answer is not None
    answered = answer is not None
    for word in words:
        if word is answer:
            answered = False
        if word.ours or word.automatic or (spoken and word.only_thanks):
            continue
        if not answered or (answer and word.was_under_way(answer)):
            return word.at
    return None
