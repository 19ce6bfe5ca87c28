"""Bytes to a tree of parts. Whatever cannot be taken apart is left as one piece of text."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32

LONGEST_HEAD = 256 * 1024
DEEPEST = 30
MOST_PARTS = 1_000
_HEAD_END = re.compile(rb"\r?\n\r?\n|\r\r")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")

Part = Message
"""One part of a mail, or the mail itself."""


def open_mail(body: bytes) -> Part:
    """The tree of a mail. Never raises: what nests too deeply or cannot be read is one part of text."""
    try:
        return BytesParser(policy=compat32).parsebytes(_without_envelope_line(body))
    except Exception:
        return open_head(body)


def open_head(body: bytes) -> Part:
    """Only the headers of a mail, with the rest as its undivided content."""
    try:
        return BytesHeaderParser(policy=compat32).parsebytes(_without_envelope_line(body[:LONGEST_HEAD]))
    except Exception:
        return Message()


def _without_envelope_line(body: bytes) -> bytes:
    """Without the `From ` line of mbox files and the empty lines some servers put first."""
    body = body.lstrip(b"\r\n \t\x00") if body[:1] in (b"\r", b"\n", b" ", b"\t", b"\x00") else body
    if body.startswith((b"From ", b">From ")):
        return body.partition(b"\n")[2]
    return body


def parts_of(part: Part, depth: int = 0) -> Iterator[Part]:
    """The direct parts of a multipart; none of a leaf, and none below the thirtieth level."""
    content = part.get_payload()
    if part.get_content_maintype() == "multipart" and isinstance(content, list) and depth < DEEPEST:
        yield from (inner for inner in content[:MOST_PARTS] if isinstance(inner, Message))


def enclosed(part: Part) -> Part | None:
    """The mail inside a message/rfc822 part."""
    content = part.get_payload()
    if (
        part.get_content_type() in ("message/rfc822", "message/global")
        and isinstance(content, list)
        and content
    ):
        return content[0] if isinstance(content[0], Message) else None
    return None


def content_of(part: Part) -> bytes:
    """The bytes of a leaf, its transfer encoding undone as far as it can be."""
    if isinstance(part.get_payload(), list):
        return b""
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if encoding == "base64":
        return read_base64(_ascii(part))
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return _uu(_ascii(part))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _ascii(part: Part) -> bytes:
    return str(part.get_payload() or "").encode("ascii", "replace")


def read_base64(data: bytes) -> bytes:
    """Base64 with strange characters, missing padding or a cut end: all that can be read of it."""
    return b"".join(_base64_run(run) for run in re.split(rb"=+", data))


def _base64_run(run: bytes) -> bytes:
    letters = _NOT_BASE64.sub(b"", run)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _uu(data: bytes) -> bytes:
    lines = data.splitlines()
    begun = next((number for number, line in enumerate(lines) if line.startswith(b"begin ")), -1)
    found = bytearray()
    for line in lines[begun + 1 :]:
        if line.strip() == b"end":
            break
        try:
            found += binascii.a2b_uu(line)
        except binascii.Error:
            continue
    return bytes(found)
