"""The signature of a sender's domain (DKIM, RFC 6376; ARC, RFC 8617), checked here when no trusted server did."""

from __future__ import annotations

import logging
from collections.abc import Callable

import dkim

logger = logging.getLogger(__name__)

LONGEST_ANSWER = 4
"""Seconds to wait for the name server."""
LARGEST = 5 * 1024 * 1024
Lookup = Callable[..., bytes | None]
"""Finds a TXT record by its name; None when there is none."""


def check_signature(mail: bytes, lookup: Lookup | None = None) -> str:
    """pass, fail, none, or "" when it could not be checked (no name server, a mail too large)."""
    if len(mail) > LARGEST:
        return ""
    if b"dkim-signature:" not in mail[:65536].lower():
        return "none"
    given = {"dnsfunc": lookup} if lookup else {}
    try:
        return "pass" if dkim.verify(mail, timeout=LONGEST_ANSWER, **given) else "fail"
    except dkim.DnsTimeoutError:
        return ""
    except (dkim.DKIMException, ValueError, OSError) as problem:
        logger.info("A signature could not be checked: %s", problem)
        return "fail"


def check_chain(mail: bytes, lookup: Lookup | None = None) -> str:
    """The same for what servers on the way vouched for (ARC)."""
    if len(mail) > LARGEST or b"arc-seal:" not in mail[:65536].lower():
        return "none"
    given = {"dnsfunc": lookup} if lookup else {}
    try:
        verdict, _results, _reason = dkim.arc_verify(mail, timeout=LONGEST_ANSWER, **given)
    except (dkim.DKIMException, ValueError, OSError) as problem:
        logger.info("A chain of servers could not be checked: %s", problem)
        return ""
    return str(verdict.decode() if isinstance(verdict, bytes) else verdict).lower()
