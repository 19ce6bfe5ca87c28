"""Bytes to words when the label of their encoding is missing or wrong, as it often is in Turkish mail."""

from __future__ import annotations

import codecs
import re

TURKISH = "cp1254"
_LATIN = frozenset({"cp1252", "cp1254", "iso8859-1", "iso8859-9", "iso8859-15", "ascii", "utf-8"})
"""Encodings that stand on so many mails by mistake that the bytes decide."""
_REFUSED = frozenset({"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "utf_7"})
"""Codecs that are no mail encodings; a label that names one is a trick."""
_MANGLED = re.compile(r"Ä±|Ä°|ÄŸ|Äž|Ä\x9f|Ä\x9e|ÅŸ|Åž|Å\x9f|Å\x9e|Ã¼|Ãœ|Ã¶|Ã–|Ã§|Ã‡|Ã\x9c|Ã\x96|Ã\x87")
_LEAST_MANGLED = 2


def decode(data: bytes, label: str | None = None) -> str:
    """The words in `data`; `label` is the encoding the mail names. Always an answer.

    Valid UTF-8 beyond ASCII is UTF-8 whatever a Latin label says; other bytes under a Latin label
    are read as cp1254, which holds everything ISO-8859-9 holds and differs from Latin-1 in the six
    Turkish letters alone.
    """
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(codec, "replace").removeprefix("\ufeff")
    name = codec_name(label)
    if name in _LATIN or name is None:
        return _repaired(_latin(data))
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return _latin(data) if _is_utf8(data) else data.decode(name, "replace")


def codec_name(label: str | None) -> str | None:
    """Python's name of an encoding, None when there is none or it is not for mail."""
    try:
        info = codecs.lookup((label or "").strip().strip("'\"").lower())
    except (LookupError, ValueError, UnicodeError):
        return None
    is_text = getattr(info, "_is_text_encoding", True)
    return None if not is_text or info.name.replace("-", "_") in _REFUSED else info.name


def _latin(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        if _is_cut_or_rare(data, problem):
            return data.decode("utf-8", "replace")
        return data.decode(TURKISH, "replace")


def _is_cut_or_rare(data: bytes, problem: UnicodeDecodeError) -> bool:
    """Whether it is UTF-8 after all: cut off in its last letter, or with one odd byte among many letters."""
    if problem.start >= len(data) - 3 and any(byte >= 0x80 for byte in data[: problem.start]):
        return True
    letters = sum(1 for byte in data if 0xC2 <= byte <= 0xF4)
    replaced = data.decode("utf-8", "replace").count("\ufffd")
    return letters >= 20 and replaced * 10 <= letters


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _repaired(text: str) -> str:
    """Text that was read as Latin once too often ("sipariÅŸim"), set right when all of it can be."""
    if len(_MANGLED.findall(text[:20_000])) < _LEAST_MANGLED:
        return text
    for codec in ("cp1252", TURKISH, "latin-1"):
        try:
            return text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return text
