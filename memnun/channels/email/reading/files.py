"""Files that came with a mail: attachments, pictures of its HTML, what winmail.dat hides, mails inside mails."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.generator import BytesGenerator
from email.policy import compat32
from io import BytesIO

from memnun.channels.email.reading import headers
from memnun.channels.email.reading.opening import Part, content_of, enclosed, parts_of
from memnun.channels.email.reading.tnef import read_tnef
from memnun.channels.email.reading.words import file_label, is_attached

MOST = 100
LONGEST_NAME = 150
_WORDS = frozenset({"text/plain", "text/html", "text/enriched", "text/x-amp-html", "text/markdown"})
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')


@dataclass(frozen=True, slots=True)
class MailFile:
    """One file. `name` is safe to show and to save under; `content_id` is how the HTML names it."""

    name: str
    content_type: str
    data: bytes
    inline: bool = False
    content_id: str = ""


def files_of(mail: Part) -> Iterator[MailFile]:
    """The files of a mail, at most a hundred, in their order. A part that cannot be read is left out."""
    for number, found in enumerate(_files(mail, 0, top=True)):
        if number == MOST:
            return
        yield found


def _files(part: Part, depth: int, *, top: bool = False, related: bool = False) -> Iterator[MailFile]:
    if part.get_content_maintype() == "multipart":
        is_report = part.get_content_type() == "multipart/report"
        if part.get_content_type() == "multipart/digest":
            return
        for number, inner in enumerate(parts_of(part, depth)):
            if not (is_report and number == 0):
                yield from _files(inner, depth + 1, related=part.get_content_type() == "multipart/related")
    elif not _is_words(part, top=top):
        yield from _unpacked(part, related=related)


def _is_words(part: Part, *, top: bool) -> bool:
    return part.get_content_type() in _WORDS and (top or not is_attached(part))


def _unpacked(part: Part, *, related: bool) -> Iterator[MailFile]:
    inner = enclosed(part)
    if inner is not None:
        subject = headers.text(inner, "subject") or "ileti"
        yield MailFile(safe_name(subject, "message/rfc822"), "message/rfc822", flattened(inner))
        return
    data = content_of(part)
    kind = _kind(part)
    if (
        kind in ("application/ms-tnef", "application/vnd.ms-tnef")
        or file_label(part).lower() == "winmail.dat"
    ):
        try:
            yield from (
                MailFile(
                    safe_name(file.name, _guess(file.content_type, file.name)),
                    _guess(file.content_type, file.name),
                    file.data,
                    bool(file.content_id),
                    file.content_id.strip("<>"),
                )
                for file in read_tnef(data).files
            )
            return
        except ValueError:
            pass
    content_id = headers.clean(" ".join(headers.raw_values(part, "content-id"))).strip("<>")[:250]
    inline = bool(content_id) and (related or part.get_content_disposition() == "inline")
    yield MailFile(safe_name(headers.words(file_label(part)), kind), kind, data, inline, content_id)


def flattened(mail: Part) -> bytes:
    """A mail inside a mail as bytes of its own."""
    target = BytesIO()
    try:
        BytesGenerator(target, mangle_from_=False, policy=compat32).flatten(mail)
    except Exception:
        return "".join(f"{name}: {value}\r\n" for name, value in mail.raw_items()).encode("utf-8", "replace")
    return target.getvalue()


def safe_name(name: str, kind: str) -> str:
    """A file name without folders, control characters and marks that turn its end around."""
    name = headers.clean(name).replace("\\", "/").rsplit("/", 1)[-1]
    name = _FORBIDDEN.sub("-", name).strip(" .-")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = name, (mimetypes.guess_extension(kind, strict=False) or "").lstrip(".")
        ending = {"message/rfc822": "eml", "application/octet-stream": ""}.get(kind, ending)
    stem = stem.strip(" .")[: LONGEST_NAME - 12] or "dosya"
    return f"{stem}.{ending}" if ending else stem


def _kind(part: Part) -> str:
    kind = part.get_content_type()
    return (
        _guess("" if kind in ("application/octet-stream", "text/plain") else kind, file_label(part))
        if kind
        else kind
    )


def _guess(kind: str, name: str) -> str:
    return kind or mimetypes.guess_type(headers.words(name), strict=False)[0] or "application/octet-stream"
