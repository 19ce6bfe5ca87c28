"""A mail as a contact of the ledger, and the line that goes before a raw mail to tell its parser what it needs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from memnun.channels.email.reading.authenticity import Verdicts, standing
from memnun.channels.email.reading.letter import Envelope, Letter
from memnun.channels.email.reading.nature import Kind
from memnun.interactions.contact import Contact, ContactCustomer, Evidence

FORM = "rfc822/2"
ENVELOPE = b"X-Memnun-Envelope: "
MOST_NAMED = 50


class _EnvelopeLine(msgspec.Struct, omit_defaults=True):
    own: list[str] = []
    trusted: list[str] = []
    received_at: datetime | None = None
    size: int = 0
    folder: str = ""
    known: bool = False
    checked: dict[str, str] = {}


_decode = msgspec.json.Decoder(_EnvelopeLine).decode


def with_envelope(mail: bytes, envelope: Envelope) -> bytes:
    """The raw record of a mail: one line that tells its envelope, then the mail, byte for byte."""
    line = _EnvelopeLine(
        own=sorted(envelope.own),
        trusted=list(envelope.trusted),
        received_at=envelope.received_at,
        size=envelope.size,
        folder=envelope.folder,
        known=envelope.known,
        checked=_checked(envelope.checked),
    )
    return ENVELOPE + msgspec.json.encode(line) + b"\r\n" + mail


def part_envelope(body: bytes) -> tuple[Envelope, bytes]:
    """The envelope and the mail of a raw record. Only the first line can be an envelope."""
    if not body.startswith(ENVELOPE):
        return Envelope(), body
    line, _, mail = body.partition(b"\n")
    try:
        told = _decode(line[len(ENVELOPE) :].strip())
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return Envelope(), mail
    return (
        Envelope(
            frozenset(told.own),
            tuple(told.trusted),
            told.received_at,
            told.size,
            told.folder,
            told.known,
            _verdicts(told.checked),
        ),
        mail,
    )


def _checked(verdicts: Verdicts) -> dict[str, str]:
    signers = " ".join(verdicts.signed_by)
    return {**verdicts.as_meta(), **({"signed_by": signers} if signers else {})}


def _verdicts(told: dict[str, str]) -> Verdicts:
    names = ("spf", "dkim", "dmarc", "arc", "by")
    signers = tuple(told.get("signed_by", "").split())
    return Verdicts(**{name: told.get(name, "") for name in names}, signed_by=signers)


def contact_of(letter: Letter) -> Contact:
    """The contact that a mail is; a mail without sender is a contact with nobody we know."""
    name, address = letter.customer
    return Contact(
        channel="email",
        external_id=letter.external_id[:255],
        direction="out" if letter.is_ours else "in",
        occurred_at=letter.written_at,
        customer=ContactCustomer(
            email=address or None, name=name[:200] or None, claimed=letter.customer_is_claimed
        ),
        subject=letter.subject,
        text=letter.text,
        staff=letter.sender[1] if letter.is_ours else None,
        meta=_meta(letter),
        evidence=[Evidence(kind, key) for kind, key in _evidence(letter)],  # type: ignore[arg-type]
        names=[name[:255] for name in (*letter.names, *_meeting_named(letter))],
    )


def _evidence(letter: Letter) -> list[tuple[str, str]]:
    """What the mail answers, under the names the ledger keeps: a conversation is named as such."""
    prefixes = {"token": "conversation:", "marker": "conversation:", "meeting": "meeting:"}
    return [(kind, f"{prefixes.get(kind, '')}{key}"[:255]) for kind, key in letter.answers][:MOST_NAMED]


def _meeting_named(letter: Letter) -> list[str]:
    """The name under which later words on an invitation find it."""
    told = letter.invitation
    return [f"meeting:{told.uid}"] if told and told.method == "REQUEST" and told.uid else []


def _is_acceptance(letter: Letter) -> bool:
    """Whether a guest's calendar says yes: nobody waits for an answer to it, as they do to a no."""
    told = letter.invitation
    return told is not None and told.method == "REPLY" and {one.answer for one in told.guests} == {"accepted"}


def _authenticity(letter: Letter) -> dict[str, str]:
    """What was found of the sender: the verdicts, how sure it is and why."""
    sure, reason = standing(letter.verdicts, letter.sender[1].rpartition("@")[2])
    return {**_checked(letter.verdicts), "sender": sure.value, "reason": reason}


def _meta(letter: Letter) -> dict[str, Any]:
    told: dict[str, Any] = {
        "class": letter.nature.kind.value if letter.nature.kind is not Kind.MESSAGE else "",
        "automatic": letter.nature.kind in (Kind.AUTO_REPLY, Kind.LIST, Kind.BOUNCE)
        or _is_acceptance(letter),
        "because": letter.nature.because,
        "auth": _authenticity(letter),
        "attachments": [file.name for file in letter.files if not file.inline][:MOST_NAMED],
        "html": letter.has_html,
        "remote_pictures": letter.remote_pictures,
        "invitation": letter.invitation.as_meta() if letter.invitation else {},
        "forwarded_by": letter.forwarded_by,
        "mailbox": letter.received_by,
        "cc": [address for _, address in letter.copied][:MOST_NAMED],
        "blind": letter.blind,
        "cut_from": letter.cut_from,
        "sender_name": letter.sender[0][:200] if letter.forwarded_by else "",
    }
    if letter.suspicion.points > 0:
        told["suspicion"] = {"points": letter.suspicion.points, "reasons": list(letter.suspicion.reasons)}
    return {name: value for name, value in told.items() if value}
