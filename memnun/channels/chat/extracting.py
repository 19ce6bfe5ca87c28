"""The files of a visitor's message become the files of its interaction."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from memnun.channels.chat import parsing
from memnun.channels.chat.models import Upload
from memnun.interactions.attachments import FoundFile, content_of, extractor
from memnun.interactions.models import Attachment, RawInbound


@extractor(parsing.FORM)
def files_of(raw: RawInbound) -> Iterator[FoundFile]:
    """What the visitor had sent before the message; the content is kept once, however often it is named."""
    wanted = [UUID(file.id) for file in parsing.decode(bytes(raw.body)).files]
    uploads = Upload.objects.filter(attachment_id__in=wanted, brand_id=raw.brand_id).values_list(
        "attachment_id"
    )
    for kept in Attachment.objects.filter(id__in=uploads, brand_id=raw.brand_id).exclude(path=""):
        yield FoundFile(kept.name, content_of(kept))
