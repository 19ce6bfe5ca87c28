"""What the subject of a message says apart from the signs that mail programs put before it."""

from __future__ import annotations

import re

ANSWERED_OR_FORWARDED = re.compile(
    r"(?:\s*(?:re|aw|sv|fwd?|ynt|yan|yan[ıiIİ]t|cvp|[iİ]lt|[iİ]leti(?:len)?)\s*(?:\[\d+\])?\s*:)+\s*",
    re.IGNORECASE,
)


def bare_subject(subject: str) -> str:
    """The subject without "Re:", "Ynt:", "Fwd:" … at its beginning; as it is where nothing else stands in it."""
    prefix = ANSWERED_OR_FORWARDED.match(subject)
    return subject[prefix.end() :] or subject if prefix else subject
