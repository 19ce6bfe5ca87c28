"""Files and text out of winmail.dat (TNEF), which Outlook sends when it takes everybody for Outlook.

Layout after MS-OXTNEF: a signature, a key, then attributes of level (1 byte), id (4), length (4),
data, checksum (2), all little-endian. Attachment properties are MAPI properties in attribute 0x9005.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = 0x223E9F78
MOST_FILES = 200
_ATTACH_RENDER, _ATTACH_TITLE, _ATTACH_DATA, _ATTACH_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_BODY, _CODEPAGE = 0x800C, 0x9007
_LONG_NAME, _MIME_TYPE, _CONTENT_ID, _OBJECT = 0x3707, 0x370E, 0x3712, 0x3701
_FIXED = {
    0x0002: 4,
    0x0003: 4,
    0x0004: 4,
    0x0005: 8,
    0x0006: 8,
    0x0007: 8,
    0x000A: 4,
    0x000B: 4,
    0x0014: 8,
    0x0040: 8,
    0x0048: 16,
}
_VARIABLE = frozenset({0x000D, 0x001E, 0x001F, 0x0102})


@dataclass(slots=True)
class TnefFile:
    """One file inside; `name` may be empty."""

    name: str = ""
    content_type: str = ""
    content_id: str = ""
    data: bytes = b""


@dataclass(slots=True)
class Tnef:
    """What a winmail.dat holds; `text` is its plain wording, mostly empty."""

    files: list[TnefFile]
    text: str = ""


def read_tnef(data: bytes) -> Tnef:
    """The files of a winmail.dat, as many as can be read before it breaks off. Raises ValueError when it is none."""
    if len(data) < 6 or struct.unpack_from("<I", data)[0] != SIGNATURE:
        raise ValueError("not a TNEF file")
    found = Tnef([])
    codec = "cp1254"
    for name, value in _attributes(data):
        if name == _CODEPAGE and len(value) >= 4:
            codec = f"cp{struct.unpack_from('<I', value)[0]}"
        elif name == _BODY:
            found.text = _word(value, codec)
        elif name == _ATTACH_RENDER:
            if len(found.files) >= MOST_FILES:
                break
            found.files.append(TnefFile())
        elif found.files:
            _learn(found.files[-1], name, value, codec)
    found.files = [file for file in found.files if file.data]
    return found


def _learn(file: TnefFile, name: int, value: bytes, codec: str) -> None:
    if name == _ATTACH_TITLE:
        file.name = file.name or _word(value, codec)
    elif name == _ATTACH_DATA:
        file.data = value
    elif name == _ATTACH_PROPERTIES:
        for tag, content in _properties(value):
            text = _word(content, "utf-16-le" if tag & 0xFFFF == 0x001F else codec)
            if tag >> 16 == _LONG_NAME and text:
                file.name = text
            elif tag >> 16 == _MIME_TYPE:
                file.content_type = text
            elif tag >> 16 == _CONTENT_ID:
                file.content_id = text
            elif tag >> 16 == _OBJECT and not file.data:
                file.data = content[16:] if tag & 0xFFFF == 0x000D else content


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 6
    while place + 9 <= len(data):
        _level, name, length = struct.unpack_from("<BII", data, place)
        end = place + 9 + length
        if end > len(data):
            return
        yield name & 0xFFFF, data[place + 9 : end]
        place = end + 2


def _properties(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(tag, bytes of the first value) of each MAPI property; stops where the stream cannot be followed."""
    try:
        (count,) = struct.unpack_from("<I", data)
        place = 4
        for _number in range(min(count, 1000)):
            (tag,) = struct.unpack_from("<I", data, place)
            place += 4
            if tag >> 16 >= 0x8000:
                place = _after_name(data, place)
            value, place = _value(data, place, tag & 0xFFFF)
            yield tag, value
    except (struct.error, ValueError):
        return


def _after_name(data: bytes, place: int) -> int:
    (kind,) = struct.unpack_from("<I", data, place + 16)
    if kind == 0:
        return place + 24
    (length,) = struct.unpack_from("<I", data, place + 20)
    return place + 24 + _padded(length)


def _value(data: bytes, place: int, kind: int) -> tuple[bytes, int]:
    many = bool(kind & 0x1000)
    base = kind & ~0x1000
    if not many and base in _FIXED:
        return data[place : place + _FIXED[base]], place + _FIXED[base]
    (count,) = struct.unpack_from("<I", data, place)
    place += 4
    if base in _FIXED:
        return data[place : place + _FIXED[base]], place + _FIXED[base] * count
    if base not in _VARIABLE or count > 1000:
        raise ValueError("a property of an unknown kind")
    first = b""
    for number in range(count):
        (length,) = struct.unpack_from("<I", data, place)
        if place + 4 + length > len(data):
            raise ValueError("a property longer than its stream")
        first = data[place + 4 : place + 4 + length] if number == 0 else first
        place += 4 + _padded(length)
    return first, place


def _padded(length: int) -> int:
    return length + -length % 4


def _word(value: bytes, codec: str) -> str:
    try:
        return value.decode(codec, "replace").split("\x00", 1)[0]
    except LookupError:
        return value.decode("cp1254", "replace").split("\x00", 1)[0]
