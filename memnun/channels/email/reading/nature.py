"""What kind of mail it is: of a person, of a machine, of a list, a bounce, or one of our own coming back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from memnun.channels.email.reading import headers
from memnun.channels.email.reading.opening import Part

OWN_HEADER = "X-Memnun-Message"
"""Stands on every mail we send, with the id of its outbox row."""


class Kind(StrEnum):
    """The kinds of mail."""

    MESSAGE = "message"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    LIST = "list"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Nature:
    """The kind of a mail and the header that showed it."""

    kind: Kind
    because: str = ""

    @property
    def may_be_answered_by_machine(self) -> bool:
        """Whether an automatic answer may be sent to it (RFC 3834, section 2)."""
        return self.kind is Kind.MESSAGE


_POSTMASTER = re.compile(
    r"^(?:mailer-daemon|mail-daemon|postmaster|bounces?|no-?reply-bounces?)(?:[+-].*)?@", re.IGNORECASE
)
_NO_REPLY = re.compile(
    r"^(?:no-?_?\.?reply|do-?_?\.?not-?_?\.?reply|yanitlama(?:yin)?|cevaplamayin|noreply[^@]*|bildirim(?:ler)?|notifications?)@",
    re.IGNORECASE,
)
_AUTO_SUBJECT = re.compile(
    r"^\s*(?:(?:otomatik\s+(?:yanıt|cevap|yanit))\b|ofis\s+dışında\b|ofis\s+dışındayım|izindeyim\b|out\s+of\s+(?:the\s+)?office\b"
    r"|auto(?:matic)?[\s-]?(?:reply|response)\b|autoreply\b|abwesenheit)",
    re.IGNORECASE,
)
_BOUNCE_SUBJECT = re.compile(
    r"^\s*(?:undeliver(?:able|ed)|undelivered mail|delivery (?:status notification|failure|has failed|delayed)|mail delivery (?:failed|failure|system)"
    r"|returned mail|failure notice|teslim edileme(?:di|yen)|teslim başarısız|iletiniz teslim edilemedi|ileti teslim|message (?:not delivered|delivery))",
    re.IGNORECASE,
)


def nature_of(mail: Part) -> Nature:
    """The kind of a mail, from its headers alone."""
    if own := headers.text(mail, OWN_HEADER):
        return Nature(Kind.OWN, f"{OWN_HEADER}: {own[:80]}")
    sender = next((address for _, address in headers.addresses(mail, "from", "sender")), "")
    report = _report_type(mail)
    if report in ("delivery-status", "x-delivery-status"):
        return Nature(Kind.BOUNCE, "Content-Type: multipart/report")
    if headers.raw_values(mail, "x-failed-recipients"):
        return Nature(Kind.BOUNCE, "X-Failed-Recipients")
    subject = headers.text(mail, "subject")
    null_path = any(
        not headers.clean(value).strip("<> ") for value in headers.raw_values(mail, "return-path")
    )
    if _BOUNCE_SUBJECT.search(subject) and (null_path or _POSTMASTER.match(sender)):
        return Nature(Kind.BOUNCE, "Subject")
    if _POSTMASTER.match(sender) and not headers.ids(mail, "list-id"):
        return Nature(Kind.BOUNCE, f"From: {sender}")
    return _automatic(mail, sender, subject, null_path=null_path) or Nature(Kind.MESSAGE)


def _automatic(mail: Part, sender: str, subject: str, *, null_path: bool) -> Nature | None:
    submitted = headers.text(mail, "auto-submitted").lower()
    if submitted and not submitted.startswith("no"):
        return Nature(Kind.AUTO_REPLY, f"Auto-Submitted: {submitted[:60]}")
    for name in ("list-id", "list-post", "list-unsubscribe", "x-mailing-list", "feedback-id"):
        if headers.raw_values(mail, name):
            return Nature(Kind.LIST, name.title())
    precedence = headers.text(mail, "precedence").lower()
    if precedence in ("bulk", "list", "junk"):
        return Nature(Kind.LIST if precedence == "list" else Kind.AUTO_REPLY, f"Precedence: {precedence}")
    for name in (
        "x-autoreply",
        "x-autorespond",
        "x-auto-response",
        "x-autoresponder",
        "x-mail-autoreply",
        "x-autoreply-from",
    ):
        if (value := headers.text(mail, name)) and value.lower() not in ("no", "false", "0"):
            return Nature(Kind.AUTO_REPLY, name.title())
    if precedence == "auto_reply":
        return Nature(Kind.AUTO_REPLY, f"Precedence: {precedence}")
    if _AUTO_SUBJECT.search(subject):
        return Nature(Kind.AUTO_REPLY, "Subject")
    if null_path:
        return Nature(Kind.AUTO_REPLY, "Return-Path: <>")
    if _report_type(mail) == "disposition-notification":
        return Nature(Kind.AUTO_REPLY, "Content-Type: multipart/report")
    if _NO_REPLY.match(sender):
        return Nature(Kind.AUTO_REPLY, f"From: {sender}")
    return None


def _report_type(mail: Part) -> str:
    if mail.get_content_type() != "multipart/report":
        return ""
    try:
        return str(mail.get_param("report-type") or "").lower()
    except (ValueError, TypeError, LookupError):
        return ""
