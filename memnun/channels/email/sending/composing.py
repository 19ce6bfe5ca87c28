"""An outgoing message as a mail: its words twice (text and simple HTML), its threads, its files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from django.utils.html import escape

from memnun.channels.email import tokens
from memnun.channels.email.meetings import calendar_of
from memnun.channels.email.reading.nature import OWN_HEADER
from memnun.channels.email.sending.policy import OUTGOING
from memnun.channels.email.sending.threads import Answered
from memnun.channels.email.settings import MailSettings
from memnun.foundation import clock
from memnun.interactions.attachments import content_of
from memnun.interactions.models import OutboxMessage

LONGEST_QUOTE = 20_000
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands below a message: lines of text, and headers that mail programs understand."""

    lines: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


def message_id(message: OutboxMessage, settings: MailSettings) -> str:
    """The Message-ID, without brackets; the same at every attempt, so that the other side can drop a second one."""
    return f"{message.id}@{settings.address.rpartition('@')[2]}"


def compose(
    message: OutboxMessage, settings: MailSettings, answered: Answered, footer: Footer
) -> EmailMessage:
    """The mail of an outbox message."""
    mail = EmailMessage(policy=OUTGOING)
    _address(mail, message, settings)
    mail["Subject"] = _one_line(message.subject or answered.subject)
    mail["Date"] = format_datetime(message.sent_at or clock.now())
    mail["Message-ID"] = f"<{message_id(message, settings)}>"
    _thread(mail, answered)
    mail[OWN_HEADER] = str(message.id)
    _automatic(mail, message, answered)
    for name, value in footer.headers:
        mail[name] = _one_line(value)
    words = _words(message, settings, footer)
    quote = _quote(answered) if settings.quote_last else ""
    mail.set_content("\n".join((*words, quote)) if quote else "\n".join(words), cte="quoted-printable")
    mail.add_alternative(_as_html(words, answered if quote else None), subtype="html", cte="quoted-printable")
    _meeting(mail, message, settings)
    for file in message.attachments.filter(state="kept").order_by("created_at", "id"):
        main, _, sub = (file.content_type or "application/octet-stream").partition("/")
        if main in ("message", "multipart"):
            main, sub = "application", "octet-stream"
        mail.add_attachment(
            content_of(file), maintype=main, subtype=sub or "octet-stream", filename=file.name
        )
    return mail


def receivers(message: OutboxMessage) -> list[str]:
    """Every address the mail goes to, the customer first."""
    return list(dict.fromkeys([message.to_value, *_copied(message)]))


def _copied(message: OutboxMessage) -> list[str]:
    return [str(one).strip().lower() for one in message.meta.get("cc", []) if "@" in str(one)]


def _address(mail: EmailMessage, message: OutboxMessage, settings: MailSettings) -> None:
    mail["From"] = _shown(settings.shown_name, settings.address)
    mail["To"] = _shown("", message.to_value)
    if copied := _copied(message):
        mail["Cc"] = [_shown("", one) for one in copied]
    mail["Reply-To"] = _shown(
        settings.shown_name, tokens.with_token(settings.address, message.conversation_id)
    )


def _shown(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(_one_line(name), username=_one_line(local), domain=_one_line(domain))


def _thread(mail: EmailMessage, answered: Answered) -> None:
    if answered.message_id:
        mail["In-Reply-To"] = f"<{answered.message_id}>"
    if answered.references:
        mail["References"] = " ".join(f"<{one}>" for one in answered.references)


def _automatic(mail: EmailMessage, message: OutboxMessage, answered: Answered) -> None:
    """Machines that receive it are told not to answer (RFC 3834, section 5)."""
    if message.by_id is None:
        mail["Auto-Submitted"] = "auto-replied" if answered.message_id else "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"


def _words(message: OutboxMessage, settings: MailSettings, footer: Footer) -> list[str]:
    lines = message.text.replace("\r\n", "\n").rstrip().split("\n")
    if settings.signature.strip():
        lines += ["", *settings.signature.strip().splitlines()]
    if footer.lines:
        lines += ["", *footer.lines]
    return [*lines, "", tokens.marker(message.conversation_id)]


def _quote(answered: Answered) -> str:
    if not answered.text:
        return ""
    quoted = "\n".join(f"> {line}".rstrip() for line in answered.text[:LONGEST_QUOTE].splitlines())
    return f"\n{answered.introduction}\n\n{quoted}\n"


def _as_html(words: list[str], answered: Answered | None) -> str:
    """The same words as simple HTML: paragraphs and links, no picture, nothing that follows the reader."""
    paragraphs = "\n".join(words).split("\n\n")
    body = "".join(f"<p>{_linked(one)}</p>\n" for one in paragraphs if one.strip())
    if answered and answered.text:
        said = _linked(answered.text[:LONGEST_QUOTE])
        body += (
            f"<p>{escape(answered.introduction)}</p>\n"
            f'<blockquote type="cite" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">{said}</blockquote>\n'
        )
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n{body}</body></html>\n'


def _linked(text: str) -> str:
    pieces: list[str] = []
    place = 0
    for match in _LINK.finditer(text):
        pieces.append(str(escape(text[place : match.start()])))
        address = str(escape(match.group()))
        pieces.append(f'<a href="{address}">{address}</a>')
        place = match.end()
    pieces.append(str(escape(text[place:])))
    return "".join(pieces).replace("\n", "<br>\n")


def _meeting(mail: EmailMessage, message: OutboxMessage, settings: MailSettings) -> None:
    if not (told := message.meta.get("invitation")):
        return
    calendar, method = calendar_of(told, message, settings)
    mail.add_alternative(
        calendar.decode(), subtype="calendar", params={"method": method, "name": "davet.ics"}, cte="base64"
    )


def _one_line(value: str) -> str:
    """A header never holds a line end: whoever wrote it cannot add headers of their own."""
    return " ".join(value.split())
