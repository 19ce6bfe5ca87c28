"""Paper to print on. What draws on it is loaded with the first sheet: starting need not wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memnun.foundation.paper import Paper

FAMILY = "Inter"
"""The typeface of everything printed."""


def new_paper(*, title: str) -> Paper:
    """A PDF without a page yet."""
    from memnun.foundation.paper import Paper  # it takes as long as half of a start

    return Paper(title=title)
