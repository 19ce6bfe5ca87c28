"""How much a mail looks like spam or a trap, with the reasons. Nothing is ever thrown away for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from memnun.channels.email.reading import headers
from memnun.channels.email.reading.authenticity import Standing, Verdicts, standing
from memnun.channels.email.reading.files import MailFile
from memnun.channels.email.reading.opening import Part

HELD_FROM = 5.0
"""From this many points a mail waits in quarantine for somebody to look at it."""
_RUNNABLE = re.compile(
    r"\.(?:exe|scr|js|jse|vbs|vbe|wsf|hta|lnk|bat|cmd|com|pif|cpl|msi|jar|ps1|iso|img|xll|one)$",
    re.IGNORECASE,
)
_DOUBLE = re.compile(r"\.(?:pdf|docx?|xlsx?|jpe?g|png|zip)\.[a-z0-9]{2,4}$", re.IGNORECASE)
_BARE_IP = re.compile(r"https?://(?:\d{1,3}\.){3}\d{1,3}(?:[:/]|$)", re.IGNORECASE)
_LURES = re.compile(
    r"bitcoin (?:wallet|cüzdan)|miras(?:çı)?\s.{0,40}milyon|piyango(?:yu)? kazand|casino|bahis sitesi|deneme bonusu|kaçak bahis"
    r"|viagra|cialis|backlink|guest post|seo (?:paket|services)|sınırsız hacklink|crypto investment|lottery|inheritance fund|escort",
    re.IGNORECASE,
)
_MONEY_AND_HASTE = re.compile(
    r"(?:hesabınız|şifreniz|parolanız|kartınız).{0,60}(?:askıya|kapat|sona er|bloke|engellen).{0,200}(?:tıkla|doğrula|giriş yap)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Points and what gave them, in the order of their weight: (points, reason) pairs; reasons are codes."""

    points: float
    reasons: tuple[str, ...]

    @property
    def is_held(self) -> bool:
        """Whether the mail should wait in quarantine."""
        return self.points >= HELD_FROM


def suspect(
    mail: Part,
    text: str,
    files: Iterable[MailFile],
    verdicts: Verdicts,
    own: Iterable[str],
    *,
    known: bool = False,
) -> Suspicion:
    """Weigh a mail. `own` are the brand's addresses; `known` says that it answers us or comes from a customer.

    A server's own spam verdict counts most. A forged sender is never trusted for being known.
    """
    senders = headers.addresses(mail, "from")
    sure, _reason = standing(verdicts, senders[0][1].rpartition("@")[2] if senders else "")
    marks = [*_server_marks(mail), *_sender_marks(mail, verdicts, own), *_content_marks(mail, text, files)]
    if known and not (verdicts.is_forged or verdicts.is_broken):
        marks.append((-4.0, "known"))
    if sure is Standing.VERIFIED:
        marks.append((-1.0, "proven"))
    marks.sort(key=lambda mark: -mark[0])
    return Suspicion(round(sum(points for points, _ in marks), 1), tuple(reason for _, reason in marks))


Mark = tuple[float, str]


_SERVER_SAYS = {
    "x-spam-flag": r"(?i)yes|true",
    "x-spam-status": r"(?i)yes",
    "x-spam-level": r"\*{5,}",
    "x-spam": r"(?i)yes|true",
    "x-rspamd-action": r"(?i)reject|add header|rewrite subject",
    "x-yandex-spam": r"[48]$",
    "x-ms-exchange-organization-scl": r"[5-9]$",
    "x-forefront-antispam-report": r".*\b(?:SFV:SPM|SCL:[5-9])\b",
    "x-gm-spam": r"1$",
}
"""Headers with which receiving servers mark spam, and how the mark begins."""


def _server_marks(mail: Part) -> list[Mark]:
    is_spam = any(re.match(mark, headers.text(mail, name)) for name, mark in _SERVER_SAYS.items())
    return [(5.0, "server")] if is_spam else []


def _sender_marks(mail: Part, verdicts: Verdicts, own: Iterable[str]) -> list[Mark]:
    marks: list[Mark] = []
    senders = headers.addresses(mail, "from")
    name, address = senders[0] if senders else ("", "")
    domain = address.rpartition("@")[2]
    own = set(own)
    own_domains = {one.rpartition("@")[2] for one in own}
    if verdicts.is_forged:
        marks.append((4.0, "forged"))
    elif verdicts.is_broken:
        marks.append((2.5, "signature_fails"))
    elif verdicts.spf == "fail" and verdicts.dkim not in ("pass", ""):
        marks.append((2.0, "unproven"))
    if not senders:
        marks.append((1.5, "no_sender"))
    if len(headers.raw_values(mail, "from")) > 1:
        marks.append((2.5, "two_senders"))
    named = headers.address_in(name) if "@" in name else ""
    if named and named.rpartition("@")[2] != domain:
        marks.append((2.5, "name_is_address"))
    if domain not in own_domains and any(one in name.lower() for one in own | own_domains):
        marks.append((2.5, "poses_as_us"))
    answer_to = headers.addresses(mail, "reply-to")
    if answer_to and domain and answer_to[0][1].rpartition("@")[2] != domain and not verdicts.is_proven:
        marks.append((0.5, "answers_elsewhere"))
    raw = " ".join(
        headers.words(value) for one in ("subject", "from") for value in headers.raw_values(mail, one)
    )
    if headers.TRICKS.search(raw):
        marks.append((3.0, "reversed_letters"))
    return marks


def _content_marks(mail: Part, text: str, files: Iterable[MailFile]) -> list[Mark]:
    marks: list[Mark] = []
    subject = headers.text(mail, "subject")
    names = [file.name for file in files]
    if any(_RUNNABLE.search(name) for name in names):
        marks.append((5.0, "program"))
    elif any(_DOUBLE.search(name) for name in names):
        marks.append((1.0, "two_endings"))
    if _BARE_IP.search(text):
        marks.append((2.0, "bare_address"))
    lures = {match.group().lower() for match in _LURES.finditer(f"{subject}\n{text[:20_000]}")}
    if lures:
        marks.append((min(1.5 + 1.5 * len(lures), 4.5), "lure"))
    if _MONEY_AND_HASTE.search(text[:20_000]):
        marks.append((3.0, "haste"))
    if len(subject) > 10 and subject.isupper() and subject.count("!") >= 2:
        marks.append((1.0, "shouting"))
    return marks
