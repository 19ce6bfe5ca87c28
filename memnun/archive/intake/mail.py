"""Messages of an mbox file or a folder of .eml, one at a time; and one message as a contact."""

from __future__ import annotations

import email
import email.policy
import hashlib
import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import Any

import nh3

from memnun.interactions.contact import Contact, ContactCustomer
from memnun.interactions.placing.parsing import Unparsable, parser

FORM = "rfc822"
LARGEST = 64 * 1024 * 1024
LONGEST_TEXT = 200_000
OWN_HEADER = b"X-Memnun-Own: "
_BLOCK = re.compile(r"<\s*(?:br|/p|/div|/tr|/li|/h\d)\b[^>]*>", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")


def read_messages(path: Path) -> Iterator[tuple[int, bytes]]:
    """(number, bytes) of each message, in the order of the file or of the names in the folder."""
    if path.is_dir():
        files = sorted(
            inner for inner in path.rglob("*") if inner.suffix.lower() == ".eml" and inner.is_file()
        )
        for number, inner in enumerate(files, start=1):
            yield number, inner.read_bytes()[:LARGEST]
    elif path.suffix.lower() == ".eml":
        yield 1, path.read_bytes()[:LARGEST]
    else:
        yield from enumerate(_mbox(path), start=1)


def _mbox(path: Path) -> Iterator[bytes]:
    """Messages between lines that begin with `From ` after an empty line; `>From ` is set right."""
    lines: list[bytes] = []
    begun, after_empty = False, True
    with path.open("rb") as file:
        for line in file:
            if after_empty and line.startswith(b"From "):
                if begun:
                    yield b"".join(lines)
                lines, begun = [], True
            elif begun:
                lines.append(line[1:] if re.match(rb">+From ", line) else line)
            after_empty = line in (b"\n", b"\r\n")
    if begun:
        yield b"".join(lines)


def message_key(message: bytes) -> str:
    """The Message-ID, or the digest of the message when it has none."""
    head = re.split(rb"\r?\n\r?\n", message, maxsplit=1)[0]
    found = re.search(rb"^Message-ID:\s*(<[^>\r\n]{1,240}>)", head, re.IGNORECASE | re.MULTILINE)
    if found:
        return found.group(1).decode("ascii", "replace")
    return "sha256-" + hashlib.sha256(message).hexdigest()


def with_own_addresses(message: bytes, own: set[str]) -> bytes:
    """The message with a first line that names the brand's own addresses, for its parser."""
    return OWN_HEADER + ",".join(sorted(own)).encode() + b"\r\n" + message


@parser(FORM)
def parse_message(body: bytes) -> Contact:
    """A message as a contact. Raises Unparsable when it has neither sender nor text."""
    try:
        message = email.message_from_bytes(body, policy=email.policy.default)
        return _contact(message, body)
    except Unparsable:
        raise
    except Exception as problem:
        raise Unparsable(f"The message is malformed: {type(problem).__name__}: {problem}"[:500]) from None


def _contact(message: EmailMessage, body: bytes) -> Contact:
    own = {address for address in str(message.get("X-Memnun-Own", "")).split(",") if address}
    senders, receivers = _addresses(message, "from"), _addresses(message, "to", "cc")
    is_ours = bool(senders) and senders[0][1] in own
    other = next((pair for pair in (receivers if is_ours else senders) if pair[1] not in own), ("", ""))
    text = _text(message)
    subject = _header(message, "subject")[:300]
    if not other[1] and not text and not subject:
        raise Unparsable("The message has no sender, no subject and no text.")
    return Contact(
        channel="email",
        external_id=message_key(body.split(b"\n", 1)[-1] if body.startswith(OWN_HEADER) else body)[:255],
        direction="out" if is_ours else "in",
        occurred_at=_date(message),
        customer=ContactCustomer(email=other[1] or None, name=other[0][:200] or None),
        thread=_thread(message),
        subject=subject,
        text=text[:LONGEST_TEXT],
        staff=senders[0][1] if is_ours else None,
        meta=_meta(message),
    )


def _addresses(message: EmailMessage, *names: str) -> list[tuple[str, str]]:
    values = [_header(message, name) for name in names]
    return [(name, address.strip().lower()) for name, address in getaddresses(values) if "@" in address]


def _header(message: EmailMessage, name: str) -> str:
    """A header as text, whatever is wrong with it."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:
        raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
        return " ".join(str(raw).split())


def _date(message: EmailMessage) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_header(message, "date"))
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _thread(message: EmailMessage) -> str | None:
    """The first message of the thread: the root of References, else In-Reply-To, else this one."""
    for name in ("references", "in-reply-to", "message-id"):
        if found := _MESSAGE_ID.search(_header(message, name)):
            return found.group()[:255]
    return None


def _text(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = _decoded(part)
    if part.get_content_type() == "text/html":
        content = html.unescape(nh3.clean(_BLOCK.sub("\n", content), tags=set()))
    return re.sub(r"\n{3,}", "\n\n", content.replace("\r\n", "\n")).strip()


def _decoded(part: Any) -> str:
    """The words of a part; a wrong or unknown charset is read as UTF-8, else as cp1254."""
    data = part.get_payload(decode=True) or b""
    for charset in (part.get_content_charset(), "utf-8"):
        try:
            return str(data.decode(charset or "utf-8"))
        except (LookupError, UnicodeDecodeError):
            continue
    return str(data.decode("cp1254", "replace"))


def _meta(message: EmailMessage) -> dict[str, Any]:
    names = [name for part in message.iter_attachments() if (name := part.get_filename())]
    return {"attachments": [str(name)[:200] for name in names][:50]} if names else {}
