"""Keeping a file: its kind is told by its content, its place by its digest, and nothing is kept twice."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from uuid import UUID

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils.translation import gettext as _

from memnun.interactions.models import Attachment
from memnun.people.models import Person

STORAGE = "attachments"
LONGEST_NAME = 200
UNKNOWN = "application/octet-stream"
DANGEROUS = frozenset(
    {
        "exe", "dll", "com", "bat", "cmd", "scr", "pif", "msi", "msp", "vbs", "vbe", "js", "jse", "ws", "wsf", "wsh",
        "ps1", "hta", "cpl", "jar", "lnk", "reg", "app", "deb", "rpm", "dmg", "iso", "img",
    }
)  # fmt: skip
"""Files that run when they are opened: they are never kept from an upload, and told when one came by mail."""

EXECUTABLE = (b"MZ", b"\x7fELF", b"#!")
TEXTS = {
    "txt": "text/plain",
    "csv": "text/csv",
    "ics": "text/calendar",
    "vcf": "text/vcard",
    "eml": "message/rfc822",
}


class RefusedFile(ValueError):
    """The file is not kept; the text says why."""


def keep(
    brand_id: UUID,
    name: str,
    data: bytes,
    *,
    interaction_id: UUID | None = None,
    outbox_id: UUID | None = None,
    uploaded_by: Person | None = None,
    inline: bool = False,
    content_id: str = "",
) -> Attachment:
    """Check a file and keep it. Raises RefusedFile when it is empty, too large or dangerous."""
    name = clean_name(name)
    refuse_dangerous(name, data)
    digest = hashlib.sha256(data).hexdigest()
    path = f"{brand_id}/{digest[:2]}/{digest}"
    store = storage()
    if not store.exists(path):
        path = store.save(path, ContentFile(data))
    return Attachment.objects.create(
        brand_id=brand_id,
        interaction_id=interaction_id,
        outbox_id=outbox_id,
        uploaded_by=uploaded_by,
        name=name,
        content_type=type_of(name, data),
        size=len(data),
        sha256=digest,
        path=path,
        inline=inline,
        content_id=content_id[:255],
    )


def content_of(attachment: Attachment) -> bytes:
    """The bytes of a kept file. Raises FileNotFoundError."""
    with storage().open(attachment.path) as file:
        data: bytes = file.read()
    return data


def storage() -> Storage:
    """Where files are kept."""
    return storages[STORAGE]


def refuse_dangerous(name: str, data: bytes) -> None:
    """Raises RefusedFile when a file must not be kept."""
    if not data:
        raise RefusedFile(_("{name} is empty.").format(name=name))
    largest = int(settings.LARGEST_ATTACHMENT)
    if len(data) > largest:
        raise RefusedFile(
            _("{name} is too large: at most {largest} MB.").format(name=name, largest=largest // 1_000_000)
        )
    if ending_of(name) in DANGEROUS or data.startswith(EXECUTABLE):
        raise RefusedFile(_("{name} is a program; such files are not taken.").format(name=name))


def type_of(name: str, data: bytes) -> str:
    """The content type, told by the content; by the name only where the content is plain text."""
    try:
        found = str(puremagic.from_string(data[:262_144], mime=True, filename=name))
    except (puremagic.PureError, ValueError):
        found = ""
    if found and "/" in found:
        return found
    if _is_text(data[:8192]):
        return TEXTS.get(ending_of(name), "text/plain")
    return UNKNOWN


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8", "strict") if len(data) < 8192 else data.decode("utf-8", "ignore")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text


def clean_name(name: str) -> str:
    """A file name without folders, control characters and direction marks, at most 200 characters."""
    bare = re.split(r"[\\/]", name)[-1]
    kept = "".join(letter for letter in bare if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co"))
    kept = kept.strip(" .") or "dosya"
    if len(kept) <= LONGEST_NAME:
        return kept
    stem, dot, ending = kept.rpartition(".")
    return (
        kept[:LONGEST_NAME]
        if not dot or len(ending) > 10
        else stem[: LONGEST_NAME - len(ending) - 1] + dot + ending
    )


def ending_of(name: str) -> str:
    """What follows the last dot, lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""
