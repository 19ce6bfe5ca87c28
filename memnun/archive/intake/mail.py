"""Messages of an mbox file or a folder of .eml, one at a time; and one message as a contact."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from memnun.channels.email.contact import contact_of
from memnun.channels.email.reading.letter import Envelope, Letter, read_letter
from memnun.interactions.contact import Contact
from memnun.interactions.placing.parsing import Unparsable, parser

FORM = "rfc822"
LARGEST = 64 * 1024 * 1024
OWN_HEADER = b"X-Memnun-Own: "


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
    """A message as a contact, read as a mailbox's mail is. Raises Unparsable when it says nothing at all."""
    own: frozenset[str] = frozenset()
    if body.startswith(OWN_HEADER):
        line, _, body = body.partition(b"\n")
        told = line[len(OWN_HEADER) :].decode("utf-8", "replace").strip().split(",")
        own = frozenset(address for address in told if address)
    letter = read_letter(body, Envelope(own=own))
    if not letter.customer[1] and not letter.text and not letter.subject:
        raise Unparsable("The message has no sender, no subject and no text.")
    contact = contact_of(letter)
    contact.external_id = message_key(body)[:255]
    contact.thread = _thread(letter)
    return contact


def _thread(letter: Letter) -> str | None:
    """The first message of the thread: the root of References, else In-Reply-To, else this one."""
    for kind in ("references", "in_reply_to"):
        if named := [key for told, key in letter.answers if told == kind]:
            return f"<{named[-1]}>"[:255]
    return f"<{letter.message_id}>"[:255] if letter.message_id else None
