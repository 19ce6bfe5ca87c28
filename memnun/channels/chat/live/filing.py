"""Files both ways. A file a visitor sends waits for the message that speaks of it."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote
from uuid import UUID

from memnun.channels.chat.files import LARGEST_FILE, TYPES
from memnun.channels.chat.live.answers import Answer
from memnun.channels.chat.live.limits import FILES_A_MINUTE
from memnun.channels.chat.live.problems import NO_SUCH_FILE, REFUSED_FILE, TOO_LARGE, Problem
from memnun.channels.chat.live.sessions import Session
from memnun.channels.chat.live.threads import Threads
from memnun.channels.chat.models import Line, Upload
from memnun.channels.chat.parsing import File
from memnun.interactions.api.problems import Problem as TooLarge
from memnun.interactions.api.requests import Request
from memnun.interactions.attachments import RefusedFile, content_of, keep
from memnun.interactions.attachments.keeping import clean_name, type_of
from memnun.interactions.models import Attachment

AT_ONCE = 4
"""Files read at the same time: each may stand whole in memory."""


class Filing:
    """Takes and gives the files of visitors."""

    a_minute = FILES_A_MINUTE

    def __init__(self, threads: Threads) -> None:
        self._threads = threads
        self._room = asyncio.Semaphore(AT_ONCE)

    async def keep(self, request: Request, session: Session) -> dict[str, Any]:
        """Check and keep the file in the body. Raises Problem (413, 415)."""
        name = request.query().get("name", "")
        async with self._room:
            try:
                content = await request.body(LARGEST_FILE)
            except TooLarge:
                raise Problem(413, TOO_LARGE, megabytes=LARGEST_FILE // 1024**2) from None
            return await self._threads.run(_keep, session.brand_id, session.visitor_id, name, content)

    async def find_sent(self, session: Session, file_id: str) -> File | None:
        """A file this visitor sent and has not spoken of."""
        id_ = _id(file_id)
        return await self._threads.run(_find_sent, session.visitor_id, id_) if id_ else None

    async def give(self, session: Session, file_id: str) -> Answer:
        """The content of a file that stands in the visitor's talk. Raises Problem (404)."""
        id_ = _id(file_id)
        found = await self._threads.run(_content, session.visitor_id, id_) if id_ else None
        if found is None:
            raise Problem(404, NO_SUCH_FILE)
        name, content_type, content = found
        return Answer(
            200,
            [
                (b"content-type", content_type.encode()),
                (b"content-disposition", f"attachment; filename*=UTF-8''{quote(name)}".encode()),
                (b"content-security-policy", b"sandbox"),
                (b"cache-control", b"private, no-store"),
            ],
            content,
        )


def _keep(brand_id: UUID, visitor_id: UUID, name: str, content: bytes) -> dict[str, Any]:
    if type_of(clean_name(name), content) not in TYPES:
        raise Problem(415, REFUSED_FILE)
    try:
        kept = keep(brand_id, name, content)
    except RefusedFile:
        raise Problem(415, REFUSED_FILE) from None
    Upload.objects.create(attachment=kept, brand_id=brand_id, visitor_id=visitor_id)
    return {"id": str(kept.id), "name": kept.name, "size": kept.size}


def _find_sent(visitor_id: UUID, file_id: UUID) -> File | None:
    upload = (
        Upload.objects.filter(attachment_id=file_id, visitor_id=visitor_id)
        .select_related("attachment")
        .first()
    )
    if upload is None:
        return None
    kept = upload.attachment
    return File(str(kept.id), kept.name, kept.size, kept.content_type)


def _content(visitor_id: UUID, file_id: UUID) -> tuple[str, str, bytes] | None:
    line = Line.objects.filter(visitor_id=visitor_id, files__contains=[{"id": str(file_id)}]).first()
    kept = (
        Attachment.objects.filter(id=file_id, brand_id=line.brand_id).exclude(path="").first()
        if line
        else None
    )
    return (kept.name, kept.content_type, content_of(kept)) if kept else None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
