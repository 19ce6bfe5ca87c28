"""What came of reading something a person typed: a clean value, or the problem in words."""

from typing import NamedTuple


class Reading(NamedTuple):
    """Exactly one of the two is set; `problem` is an English message id for gettext."""

    value: str | None
    problem: str | None = None
