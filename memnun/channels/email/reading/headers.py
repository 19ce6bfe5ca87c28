"""Headers as people should see them: decoded, in one line, without letters that lie about the order."""

from __future__ import annotations

import quopri
import re
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime
from itertools import groupby

from memnun.channels.email.reading.charsets import decode
from memnun.channels.email.reading.opening import Part, read_base64
from memnun.foundation.turkish.emails import read_email

LONGEST = 64_000
MOST_ADDRESSES = 200
MOST_IDS = 100
_ENCODED = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
TRICKS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Marks that make text run against the order of its letters; nobody types them into a subject."""
_ID = re.compile(r"<([^<>\s]{1,250})>")
_ADDRESS = re.compile(r"[^\s<>,;:\"'()\[\]\\]{1,64}@[^\s<>,;:\"'()\[\]\\]{1,255}")

Address = tuple[str, str]
"""(name as written, address in small letters)."""


def raw_values(part: Part, name: str) -> list[str]:
    """All headers of a name as they stand, unfolded; bytes beyond ASCII as half surrogates."""
    name = name.lower()
    found = [str(value) for key, value in part.raw_items() if key.lower() == name]
    return [
        re.sub(r"\r?\n[ \t]*", " ", value)[:LONGEST].replace("\r", " ").replace("\n", " ")
        for value in found[:50]
    ]


def text(part: Part, name: str) -> str:
    """The first header of a name as one line of words; "" when there is none."""
    values = raw_values(part, name)
    return clean(words(values[0])) if values else ""


def plain(value: str) -> str:
    """A header's value with its bytes beyond ASCII decoded, its encoded words left."""
    return value if value.isascii() else decode(value.encode("utf-8", "surrogateescape"))


def words(value: str) -> str:
    """A header's value with its encoded words and its bytes decoded."""
    value = plain(value)
    if "=?" not in value:
        return value
    value = _BETWEEN.sub(r"\1\2", value)
    cut: list[tuple[str, str | bytes]] = []
    place = 0
    for match in _ENCODED.finditer(value):
        if match.start() > place:
            cut.append(("", value[place : match.start()]))
        cut.append((match[1].lower(), _encoded_bytes(match[2], match[3])))
        place = match.end()
    cut.append(("", value[place:]))
    return "".join(
        "".join(str(piece) for _, piece in group)
        if not label
        else decode(b"".join(bytes(piece) for _, piece in group if isinstance(piece, bytes)), label)
        for label, group in groupby(cut, key=lambda one: one[0])
    )


def _encoded_bytes(form: str, content: str) -> bytes:
    data = content.encode("utf-8", "replace")
    if form in "qQ":
        return quopri.decodestring(data.replace(b"_", b" "), header=False)
    return read_base64(data)


def clean(value: str) -> str:
    """One line without control characters, zero-width letters and marks of direction."""
    return " ".join(_UNSEEN.sub("", _CONTROLS.sub(" ", value)).split())


def addresses(part: Part, *names: str) -> list[Address]:
    """The addresses of some headers, each once, in their order; malformed ones as far as they can be found."""
    found: dict[str, Address] = {}
    for name in names:
        for value in raw_values(part, name):
            for shown, address in _addresses_in(value):
                found.setdefault(address, (shown, address))
            if len(found) >= MOST_ADDRESSES:
                break
    return list(found.values())


def _addresses_in(value: str) -> list[Address]:
    try:
        pairs = getaddresses([value])
    except (ValueError, IndexError, TypeError, RecursionError):
        pairs = []
    found = [
        (clean(words(name))[:200], address)
        for name, spelled in pairs
        if (address := address_in(words(spelled)))
    ]
    if not found:
        told = words(value)
        found = [
            (clean(told[: match.start()].rstrip("<\"' "))[-200:].strip("\"' "), address)
            for match in list(_ADDRESS.finditer(told))[:20]
            if (address := address_in(match.group()))
        ]
    return found


def address_in(spelled: str) -> str:
    """A spelled address in the one form Memnun compares; "" when it is none."""
    spelled = clean(spelled)
    return (
        read_email(spelled).value or ""
        if "@" in spelled and " " not in spelled and len(spelled) < 400
        else ""
    )


def ids(part: Part, *names: str) -> list[str]:
    """Message ids named by some headers, without their brackets, each once, in their order."""
    found: dict[str, None] = {}
    for name in names:
        for value in raw_values(part, name):
            found.update(dict.fromkeys(clean(one) for one in _ID.findall(value)[-MOST_IDS:]))
    found.pop("", None)
    return list(found)


def message_id(part: Part) -> str:
    """The mail's own id without brackets, "" when it has none that could be referred to."""
    if named := ids(part, "message-id", "message-i-d"):
        return named[0]
    bare = clean(" ".join(raw_values(part, "message-id")))
    return bare.strip("<>") if "@" in bare and " " not in bare and len(bare) <= 250 else ""


def date(part: Part) -> datetime | None:
    """When the mail says it was written; a time without zone is taken as UTC. None when it does not say."""
    for value in raw_values(part, "date"):
        try:
            moment = parsedate_to_datetime(clean(value))
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
        try:
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            continue
    return None
