"""What has to be done next on a case, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

Candidate = tuple[datetime, str]
"""A moment and the step that is due then."""


def next_step(candidates: Iterable[tuple[datetime | None, str]]) -> Candidate | None:
    """The step that is due first; those without a moment stand still. None when there is nothing to do."""
    waiting = [(moment, step) for moment, step in candidates if moment]
    return min(waiting, default=None)
