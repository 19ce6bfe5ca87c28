"""What kind of file it is, found out from its first bytes: format, encoding, delimiter."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

HEAD = 256 * 1024
CHUNK = 1024 * 1024
DELIMITERS = ";,\t|"


class Unreadable(ValueError):
    """The file cannot be read; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Nature:
    """`form` is csv, xlsx, jsonl, mbox or eml (a folder or one message); the rest is for text tables."""

    form: str
    encoding: str = ""
    delimiter: str = ""


def find_nature(path: Path) -> Nature:
    """Look into a file or folder. Raises Unreadable with a sentence for people."""
    if path.is_dir():
        return Nature("eml")
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as problem:
        raise Unreadable(_("The file cannot be opened: {reason}").format(reason=problem.strerror)) from None
    if not head.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise Unreadable(_("The file is empty."))
    if head.startswith(b"PK\x03\x04"):
        return _workbook(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("This is an old Excel file (.xls). Save it as .xlsx or CSV and send it again."))
    if head.startswith(b"%PDF"):
        raise Unreadable(_("This is a PDF. Contacts are read from CSV, Excel, JSONL, mbox and .eml files."))
    encoding = find_encoding(path, head)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    if head.startswith(b"From ") and path.suffix.lower() != ".csv":
        return Nature("mbox", "bytes")
    if path.suffix.lower() == ".eml":
        return Nature("eml")
    if text.lstrip("\ufeff \r\n\t").startswith("{") and path.suffix.lower() != ".csv":
        return Nature("jsonl", encoding)
    if text.count("\x00") or _share_of_controls(text) > 0.05:
        raise Unreadable(
            _("This is not a text file. Contacts are read from CSV, Excel, JSONL, mbox and .eml files.")
        )
    return Nature("csv", encoding, find_delimiter(text))


def _workbook(path: Path) -> Nature:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        raise Unreadable(_("The Excel file is damaged and cannot be opened.")) from None
    if "xl/workbook.xml" not in names:
        raise Unreadable(_("This is a zip archive. Unpack it and send the file inside."))
    return Nature("xlsx")


def find_encoding(path: Path, head: bytes) -> str:
    """UTF-8 (with or without mark), UTF-16 (by mark or by its zero bytes) or, otherwise, cp1254."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros_even, zeros_odd = head[0:4000:2].count(0), head[1:4000:2].count(0)
    if zeros_odd > 400 or zeros_odd * 3 > len(head[1:4000:2]):
        return "utf-16-le"
    if zeros_even > 400 or zeros_even * 3 > len(head[0:4000:2]):
        return "utf-16-be"
    return "utf-8" if _is_utf8(path) else "cp1254"


def _is_utf8(path: Path) -> bool:
    """Whether the whole file is UTF-8; read in pieces."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def find_delimiter(text: str) -> str:
    """The separator that cuts the first lines into the same number of columns, the more the better."""
    lines = text.lstrip("\ufeff").splitlines()[:60]
    sample = "\n".join(lines[:-1] if len(lines) > 2 else lines)
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if row)
        if not widths:
            continue
        width, often = widths.most_common(1)[0]
        score = (often / sum(widths.values())) * (width - 1)
        if width > 1 and score > best_score:
            best, best_score = delimiter, score
    return best


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex; of a folder the digest of its names and sizes."""
    summary = hashlib.sha256()
    if path.is_dir():
        for inner in sorted(path.rglob("*.eml")):
            summary.update(f"{inner.relative_to(path)}:{inner.stat().st_size}\n".encode())
        return summary.hexdigest()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            summary.update(piece)
    return summary.hexdigest()


def _share_of_controls(text: str) -> float:
    sample = text[:4000]
    odd = sum(1 for letter in sample if ord(letter) < 32 and letter not in "\r\n\t\x0b\x0c")
    return odd / max(1, len(sample))
