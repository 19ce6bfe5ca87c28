"""Whether the mail comes from where it says: the verdicts of our own receiving server, read and never guessed.

Anybody can write an Authentication-Results header. Only those of the servers we trust count
(RFC 8601, section 5), and only as long as no other header stands between: receiving servers put
theirs on top.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from memnun.channels.email.reading import headers
from memnun.channels.email.reading.opening import Part

_METHOD = re.compile(r"\b(spf|dkim|dmarc|arc)\s*=\s*([a-z]+)", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]{0,500}\)")
_SIGNED_BY = re.compile(r"\bheader\.(?:d|i)\s*=\s*@?([a-z0-9.-]+)", re.IGNORECASE)
KNOWN_SERVERS = (
    "mx.google.com",
    "protection.outlook.com",
    "mail.protection.outlook.com",
    "yandex.ru",
    "mail.yandex.net",
)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What our own server found: pass, fail, softfail, neutral, none, temperror, permerror or ""."""

    spf: str = ""
    dkim: str = ""
    dmarc: str = ""
    arc: str = ""
    by: str = ""
    signed_by: str = ""

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
        signer = _SIGNED_BY.search(results)
        return Verdicts(
            spf=found.get("spf", ""),
            dkim=found.get("dkim", ""),
            dmarc=found.get("dmarc", ""),
            arc=found.get("arc", ""),
            by=server,
            signed_by=signer[1].lower() if signer else "",
        )
    return Verdicts()
