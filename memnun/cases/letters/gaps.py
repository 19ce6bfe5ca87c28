"""The gaps of an acknowledgement that a brand writes itself, such as {hitap}."""

from __future__ import annotations

import re
from collections.abc import Mapping

GAPS = ("hitap", "numara", "zaman")
"""How the customer is addressed, the number of the case, and by when there will be an answer."""

FORMER = {"salutation": "hitap", "number": "numara", "until": "zaman"}
"""Names that texts written earlier may carry."""

GAP = re.compile(r"\{([^{}\n]{0,40})\}")


def fill_gaps(text: str, values: Mapping[str, str]) -> str:
    """The text with its gaps filled by their names in GAPS."""
    return GAP.sub(lambda found: values.get(_name(found[1]), found[0]), text)


def unknown_gaps(text: str) -> list[str]:
    """What stands in braces and is no gap, as it is written."""
    return [found[0] for found in GAP.finditer(text) if _name(found[1]) not in GAPS]


def _name(written: str) -> str:
    name = written.strip().lower()
    return FORMER.get(name, name)
