"""A mail read whole: who, to whom, about what, in answer to what, of which kind. Never raises."""

from __future__ import annotations

import base64
import binascii
import hashlib
import logging
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from uuid import UUID

from memnun.channels.email import tokens
from memnun.channels.email.reading import headers
from memnun.channels.email.reading.authenticity import UNCHECKED, Verdicts, verdicts_of
from memnun.channels.email.reading.files import MailFile, files_of
from memnun.channels.email.reading.headers import Address
from memnun.channels.email.reading.invitation import Invitation, invitation_in
from memnun.channels.email.reading.markup import count_remote
from memnun.channels.email.reading.nature import Nature, nature_of
from memnun.channels.email.reading.opening import Part, open_head, open_mail
from memnun.channels.email.reading.suspicion import Suspicion, suspect
from memnun.channels.email.reading.words import html_of, text_of

logger = logging.getLogger(__name__)

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER = timedelta(days=2)
AHEAD = timedelta(minutes=10)
MOST_REFERENCES = 30
_RECEIVER_HEADERS = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to")
_FORWARD = re.compile(r"^\s*(?:(?:ilt|i̇lt|İlt|fwd?|yönl?|tr|wg)\s*:\s*)", re.IGNORECASE)
_INNER_HEAD = re.compile(
    r"^[*_ ]{0,3}(?:Kimden|Gönderen|From)[*_ ]{0,3}:[*_ ]{0,3}(?P<sender>[^\n]{3,300})$",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the mailbox knows of a mail and the mail does not say.

    `own` are the addresses of the brand, `trusted` the servers whose verdicts count, `received_at`
    when the server took the mail in, `size` its whole size when only its beginning was kept,
    `checked` what its signatures said when it was fetched and no trusted server had looked.
    """

    own: frozenset[str] = frozenset()
    trusted: tuple[str, ...] = ()
    received_at: datetime | None = None
    size: int = 0
    folder: str = ""
    known: bool = False
    checked: Verdicts = UNCHECKED


@dataclass(slots=True)
class Letter:
    """A mail as Memnun understands it.

    `answers` are (kind, key) pairs that say to what it is an answer: token and marker name a
    conversation's id, meeting the uid of an invitation, in_reply_to and references Message-IDs, thread the thread of Outlook.
    `names` are the keys under which later mails may refer to this one.
    """

    external_id: str
    message_id: str
    is_ours: bool
    sender: Address
    customer: Address
    customer_is_claimed: bool
    receivers: list[Address]
    copied: list[Address]
    subject: str
    text: str
    written_at: datetime | None
    nature: Nature
    verdicts: Verdicts
    suspicion: Suspicion
    answers: list[tuple[str, str]]
    names: list[str]
    files: list[MailFile]
    has_html: bool
    remote_pictures: int
    invitation: Invitation | None
    forwarded_by: str = ""
    cut_from: int = 0
    received_by: str = ""
    blind: bool = False
    troubles: list[str] = field(default_factory=list)


def read_letter(body: bytes, envelope: Envelope = Envelope()) -> Letter:
    """Read a mail. One that defeats the reader is read by its headers alone, said in `troubles`; nothing is raised."""
    try:
        return _Reader(open_mail(body), body, envelope).read()
    except Exception as problem:
        logger.exception("A mail could not be read whole; its headers are read alone.")
        trouble = f"{type(problem).__name__}: {problem}"[:300]
    try:
        letter = _Reader(open_head(body), body, envelope).read()
    except Exception:
        letter = _Reader(Message(), body, envelope).read()
    letter.troubles.append(trouble)
    return letter


def external_id(body: bytes, size: int = 0) -> str:
    """The id of a mail within its mailbox: its Message-ID and a digest of what it says.

    The same mail in two folders, or delivered twice, has one id, for servers' traces do not count;
    two mails that share a Message-ID have two. Without Message-ID the digest alone names it.
    `size` is the whole size of a mail of which only the beginning is at hand.
    """
    end = re.search(rb"\r?\n\r?\n", body)
    head, rest = (body[: end.start()], body[end.end() :]) if end else (b"", body)
    opened = open_head(head + b"\r\n\r\n")
    said = [
        value for name in ("from", "date", "subject", "to") for value in headers.raw_values(opened, name)[:1]
    ]
    digest = hashlib.sha256("\n".join(said).encode("utf-8", "surrogateescape"))
    digest.update(str(size).encode() if size else rest.replace(b"\r\n", b"\n").rstrip())
    named = headers.message_id(opened)
    return f"{named[:200]}#{digest.hexdigest()[:16]}" if named else f"sha256-{digest.hexdigest()}"


class _Reader:
    """The reading of one mail; each question is asked in safety."""

    def __init__(self, mail: Part, body: bytes, envelope: Envelope) -> None:
        self.mail, self.body, self.envelope = mail, body, envelope

    def read(self) -> Letter:
        mail, envelope = self.mail, self.envelope
        sender = self._sender()
        receivers, copied = headers.addresses(mail, "to"), headers.addresses(mail, "cc", "bcc")
        text = text_of(mail)
        files = list(files_of(mail))
        html = html_of(mail)
        subject = headers.text(mail, "subject")[:300]
        verdicts = self._verdicts()
        customer, claimed, forwarded_by, is_ours = self._customer(sender, receivers + copied, subject, text)
        named = headers.message_id(mail)
        outlook = self._outlook_thread()
        invitation = invitation_in(mail)
        delivered = [address for _, address in headers.addresses(mail, *_RECEIVER_HEADERS)]
        return Letter(
            external_id=external_id(self.body, envelope.size),
            message_id=named,
            is_ours=is_ours,
            sender=sender,
            customer=customer,
            customer_is_claimed=claimed,
            receivers=receivers,
            copied=copied,
            subject=subject,
            text=text,
            written_at=self._written_at(),
            nature=nature_of(mail),
            verdicts=verdicts,
            suspicion=suspect(mail, text, files, verdicts, envelope.own, known=envelope.known),
            answers=_meetings(invitation)
            + self._answers(receivers + copied, delivered, subject, text, outlook),
            names=[name for name in (named, outlook) if name],
            files=files,
            has_html=bool(html),
            remote_pictures=count_remote(html) if html else 0,
            invitation=invitation,
            forwarded_by=forwarded_by,
            cut_from=envelope.size,
            received_by=self._received_by(receivers + copied, delivered),
            blind=not is_ours and self._is_blind(receivers + copied),
        )

    def _sender(self) -> Address:
        told = headers.addresses(self.mail, "from")
        return next(iter(told or headers.addresses(self.mail, "sender", "reply-to", "return-path")), ("", ""))

    def _verdicts(self) -> Verdicts:
        """What the servers of ours say of the sender, or what was checked when the mail came."""
        told = verdicts_of(self.mail, self.envelope.trusted)
        return told if told.by else self.envelope.checked

    def _received_by(self, receivers: list[Address], delivered: list[str]) -> str:
        """The first of our addresses it was sent to, as people know it; empty when none is named."""
        named = [*(address for _, address in receivers), *delivered]
        return next((tokens.without_token(one) for one in named if self._is_own(one)), "")

    def _is_blind(self, receivers: list[Address]) -> bool:
        """Whether none of our addresses stands among the receivers, as far as ours are known."""
        return bool(self.envelope.own) and not any(self._is_own(one) for _, one in receivers)

    def _is_own(self, address: str) -> bool:
        return (
            tokens.without_token(address) in self.envelope.own or _without_plus(address) in self.envelope.own
        )

    def _customer(
        self, sender: Address, receivers: list[Address], subject: str, text: str
    ) -> tuple[Address, bool, str, bool]:
        """(who the contact is with, whether their address was merely typed, who forwarded it, whether we wrote it).

        Mail from one of our addresses is ours, unless a form or a group sent it in a customer's
        name (Reply-To), or a colleague forwarded a customer's mail to another of our addresses.
        """
        if not self._is_own(sender[1]):
            return sender, False, "", False
        answer_to = [
            one
            for one in headers.addresses(self.mail, "x-original-from", "reply-to")
            if not self._is_own(one[1])
        ]
        foreign = [one for one in receivers if not self._is_own(one[1])]
        if answer_to and not foreign:
            return answer_to[0], True, "", False
        if not foreign and _FORWARD.match(subject) and (first := self._first_writer(text)):
            return first, True, sender[1], False
        return (foreign[0] if foreign else ("", "")), False, "", True

    def _first_writer(self, text: str) -> Address | None:
        """Who wrote the mail that was forwarded: attached as a mail, or told in the lines above it."""
        inner = next((file for file in files_of(self.mail) if file.content_type == "message/rfc822"), None)
        if inner is not None:
            writers = headers.addresses(open_head(inner.data), "from")
        else:
            match = _INNER_HEAD.search(text)
            spelled = match["sender"].replace("[mailto:", "<").replace("]", ">") if match else ""
            holder = open_head(b"From: " + spelled.encode("utf-8", "replace") + b"\r\n\r\n")
            writers = headers.addresses(holder, "from") if spelled else []
        return next((one for one in writers if not self._is_own(one[1])), None)

    def _written_at(self) -> datetime | None:
        """The mail's own date, unless the servers on its way contradict it."""
        received = self.envelope.received_at
        arrived = self._last_stamp() or received
        told = headers.date(self.mail)
        if told is None or told < EARLIEST or (arrived and abs(arrived - told) > CLOCKS_DIFFER):
            told = arrived
        if told and received and told > received + AHEAD:
            return received
        return told

    def _last_stamp(self) -> datetime | None:
        stamps = headers.raw_values(self.mail, "received")
        try:
            moment = parsedate_to_datetime(headers.clean(stamps[0].rpartition(";")[2])).astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            return None
        return moment if moment > EARLIEST else None

    def _outlook_thread(self) -> str:
        for value in headers.raw_values(self.mail, "thread-index")[:1]:
            try:
                data = base64.b64decode(value.strip(), validate=False)
            except (binascii.Error, ValueError):
                return ""
            return "outlook:" + data[:22].hex() if len(data) >= 22 else ""
        return ""

    def _answers(
        self, receivers: list[Address], delivered: list[str], subject: str, text: str, outlook: str
    ) -> list[tuple[str, str]]:
        addressed = dict.fromkeys([*(address for _, address in receivers), *delivered])
        named: list[UUID | None] = [tokens.conversation_in_address(address) for address in addressed]
        replied = headers.ids(self.mail, "in-reply-to")
        referred = headers.ids(self.mail, "references")
        referred = [*referred[:1], *referred[1:][-MOST_REFERENCES + 1 :]]
        found = [("token", str(one)) for one in named if one]
        found += [("in_reply_to", one) for one in replied]
        found += [("references", one) for one in reversed(referred) if one not in replied]
        found += [("marker", str(one)) for one in tokens.conversations_marked(f"{subject}\n{text}")]
        if outlook:
            found.append(("thread", outlook))
        return list(dict.fromkeys(found))


def _meetings(invitation: Invitation | None) -> list[tuple[str, str]]:
    """The meeting that a calendar part asks for, changes, calls off or answers."""
    is_talk = invitation is not None and invitation.uid and invitation.method != "PUBLISH"
    return [("meeting", invitation.uid)] if invitation and is_talk else []


def _without_plus(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local.split('+', 1)[0]}@{domain}"
