"""Whether the mail comes from where it says: the verdicts of our own receiving server, or else of our own look.

Anybody can write an Authentication-Results header. Only those of the servers we trust count
(RFC 8601, section 5), and only as long as no other header stands between: receiving servers put
theirs on top.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from memnun.channels.email.reading import headers
from memnun.channels.email.reading.opening import Part

_METHOD = re.compile(r"\b(spf|dkim|dmarc|arc)\s*=\s*([a-z]+)", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]{0,500}\)")
_PASSED_FOR = re.compile(
    r"\bdkim\s*=\s*pass\b[^;]*?\bheader\.(?:d|i)\s*=\s*[^\s@;]*@?([a-z0-9.-]+)", re.IGNORECASE
)
KNOWN_SERVERS = (
    "mx.google.com",
    "protection.outlook.com",
    "mail.protection.outlook.com",
    "yandex.ru",
    "mail.yandex.net",
)


HERE = "memnun"
"""Who gave a verdict that was found here, by looking at the signatures ourselves."""


class Standing(StrEnum):
    """How sure it is that a mail comes from its sender."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    SUSPECT = "suspect"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was found: pass, fail, softfail, neutral, none, temperror, permerror or "".

    `by` is the server that looked, HERE when none did; `signed_by` are the domains whose signature holds.
    """

    spf: str = ""
    dkim: str = ""
    dmarc: str = ""
    arc: str = ""
    by: str = ""
    signed_by: tuple[str, ...] = ()

    def as_meta(self) -> dict[str, str]:
        """The verdicts that were given."""
        told = {"spf": self.spf, "dkim": self.dkim, "dmarc": self.dmarc, "arc": self.arc, "by": self.by}
        return {name: value for name, value in told.items() if value}

    @property
    def is_proven(self) -> bool:
        """Whether the sender's domain stands behind the mail."""
        return self.dmarc == "pass"

    @property
    def is_forged(self) -> bool:
        """Whether the sender's domain denies the mail."""
        return self.dmarc == "fail" and self.arc != "pass"

    @property
    def is_broken(self) -> bool:
        """Whether the mail is signed and the signature does not hold, and nothing else speaks for it."""
        return self.dkim == "fail" and "pass" not in (self.arc, self.dmarc, self.spf)


UNCHECKED = Verdicts()


def standing(verdicts: Verdicts, sender_domain: str) -> tuple[Standing, str]:
    """How sure the sender is, and the reason as a code of `wording.SENDER_REASONS`.

    A signature counts for the domain it was made for and those below or above it (relaxed alignment,
    RFC 7489 section 3.1.1): anybody can sign with a domain of their own.
    """
    if verdicts.is_proven:
        return Standing.VERIFIED, "policy"
    if verdicts.is_forged:
        return Standing.SUSPECT, "denied"
    if any(are_aligned(one, sender_domain) for one in verdicts.signed_by):
        return Standing.VERIFIED, "signed"
    if verdicts.is_broken:
        return Standing.SUSPECT, "broken"
    if verdicts.spf == "fail" and verdicts.dkim not in ("pass", ""):
        return Standing.SUSPECT, "server"
    if verdicts.arc == "pass":
        return Standing.UNVERIFIED, "vouched"
    if verdicts.signed_by:
        return Standing.UNVERIFIED, "foreign"
    return Standing.UNVERIFIED, "unsigned" if verdicts.by else "unchecked"


def are_aligned(one: str, other: str) -> bool:
    """Whether two domains are one, or one lies below the other; a bare ending such as com.tr is no domain."""
    one, other = one.lower().strip("."), other.lower().strip(".")
    shorter, longer = sorted((one, other), key=len)
    return one == other != "" or (
        shorter.count(".") >= 1 and not _is_ending(shorter) and longer.endswith(f".{shorter}")
    )


def _is_ending(domain: str) -> bool:
    """com.tr, org.uk: two short labels under which anybody may have a name."""
    first, _, last = domain.partition(".")
    return "." not in last and len(last) == 2 and len(first) <= 3


def verdicts_of(mail: Part, trusted: Iterable[str]) -> Verdicts:
    """The verdicts of the first Authentication-Results header of a trusted server."""
    names = {name.strip().lower() for name in trusted if name.strip()}
    for value in headers.raw_values(mail, "authentication-results"):
        plain = _COMMENT.sub(" ", headers.clean(value))
        server, _, results = plain.partition(";")
        server = server.split(" ", 1)[0].strip().lower()
        if not any(server == name or server.endswith("." + name) for name in names):
            continue
        found: dict[str, str] = {}
        for method, verdict in _METHOD.findall(results):
            if found.get(method.lower()) != "pass":
                found[method.lower()] = verdict.lower()
        signers = dict.fromkeys(name.lower() for name in _PASSED_FOR.findall(results))
        return Verdicts(
            spf=found.get("spf", ""),
            dkim=found.get("dkim", ""),
            dmarc=found.get("dmarc", ""),
            arc=found.get("arc", ""),
            by=server,
            signed_by=tuple(signers),
        )
    return Verdicts()
