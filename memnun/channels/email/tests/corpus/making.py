"""Makers of raw mails for the corpus, and the shape of a case."""

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

OWN = frozenset({"destek@marka.example", "info@marka.example"})
TRUSTED = ("mx.marka.example",)
RECEIVED_AT = datetime(2026, 1, 5, 11, 10, tzinfo=UTC)
HEAD = {
    "From": "Ayşe Yılmaz <ayse@musteri.example>",
    "To": "destek@marka.example",
    "Subject": "Siparişim hakkında",
    "Date": "Mon, 05 Jan 2026 14:02:00 +0300",
    "Message-ID": "<%s@musteri.example>",
    "MIME-Version": "1.0",
}


@dataclass(frozen=True)
class Case:
    """One mail and what must be read out of it; what `expected` does not name is not looked at."""

    name: str
    raw: bytes
    expected: dict[str, Any] = field(default_factory=dict)


def head(name: str, **given: str | None) -> bytes:
    """Header lines; underscores stand for hyphens, None leaves one out."""
    fields: dict[str, str | None] = dict(HEAD)
    for key, value in given.items():
        fields[
            next(
                (known for known in fields if known.lower() == key.lower().replace("_", "-")),
                key.replace("_", "-"),
            )
        ] = value
    lines = [
        f"{key}: {value % name if key == 'Message-ID' and '%s' in value else value}"
        for key, value in fields.items()
        if value is not None
    ]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n"


def wire(text: str | bytes, charset: str = "utf-8") -> bytes:
    """Text with the line ends of mail."""
    data = text if isinstance(text, bytes) else text.encode(charset)
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def plain(
    name: str,
    text: str | bytes,
    *,
    charset: str = "utf-8",
    label: str | None = None,
    way: str = "8bit",
    **given: str | None,
) -> bytes:
    """A mail of one text; `label` is the charset it names when that is not the true one."""
    return head(name, **given) + leaf(text, "text/plain", charset=charset, label=label, way=way)


def html(name: str, markup: str, **given: str | None) -> bytes:
    """A mail of one HTML text."""
    return head(name, **given) + leaf(markup, "text/html")


def leaf(
    text: str | bytes,
    kind: str,
    *,
    charset: str = "utf-8",
    label: str | None = None,
    way: str = "8bit",
    more: str = "",
) -> bytes:
    """A part with its headers."""
    data = wire(text, charset)
    shown = charset if label is None else label
    charset_of = f'; charset="{shown}"' if shown else ""
    return (
        f"Content-Type: {kind}{charset_of}{more}\r\nContent-Transfer-Encoding: {way}\r\n\r\n".encode()
        + encoded(data, way)
    )


def encoded(data: bytes, way: str) -> bytes:
    """Bytes under a transfer encoding."""
    if way == "base64":
        return base64.encodebytes(data).replace(b"\n", b"\r\n")
    if way == "quoted-printable":
        return quopri.encodestring(data).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return data


def attached(data: bytes, kind: str, disposition: str, *more: str) -> bytes:
    """A file part in base64; `disposition` and `more` are header lines as they stand."""
    lines = [
        f"Content-Type: {kind}",
        *([f"Content-Disposition: {disposition}"] if disposition else []),
        *more,
        "Content-Transfer-Encoding: base64",
    ]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + encoded(data, "base64")


def several(
    kind: str, *parts: bytes, boundary: str = "=_sinir_1", more: str = "", closed: bool = True
) -> bytes:
    """A multipart with its own headers, to stand after `head` or inside another."""
    start = f"--{boundary}\r\n".encode()
    body = b"".join(start + part.rstrip(b"\r\n") + b"\r\n" for part in parts)
    end = f"--{boundary}--\r\n".encode() if closed else b""
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"{more}\r\n\r\n'.encode() + body + end


PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PHOTO = attached(PICTURE, 'image/png; name="foto.png"', 'attachment; filename="foto.png"')
TEXT = "Ürün kırık geldi, fotoğrafı ekte."
HTML = "<p>Ürün <b>kırık</b> geldi, fotoğrafı ekte.</p>"
SAID = {"text": TEXT}


def complaint(name: str, body: bytes, expected: dict[str, Any] | None = None, **more: Any) -> Case:
    """A mail with this body, out of which TEXT is read unless something else is expected."""
    return Case(name, head(name) + body, {**(SAID if expected is None else expected), **more})
