"""Taking the files out of what came in: after placing, in a job, form by form."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from memnun.events.actions import tell_screens
from memnun.interactions.attachments.keeping import RefusedFile, clean_name, keep
from memnun.interactions.models import Attachment, Interaction, RawInbound
from memnun.interactions.models.attachment import AttachmentState

FILES_CAME = "attachments.kept"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file inside a raw record; `content_id` is the name under which HTML shows it."""

    name: str
    data: bytes
    inline: bool = False
    content_id: str = ""


Extractor = Callable[[RawInbound], Iterable[FoundFile]]
EXTRACTORS: dict[str, Extractor] = {}
"""By the form of the raw record."""


def extractor(form: str) -> Callable[[Extractor], Extractor]:
    """Register what finds the files in raw records of a form."""

    def register(function: Extractor) -> Extractor:
        EXTRACTORS[form] = function
        return function

    return register


def extract_later(raws: Iterable[RawInbound]) -> None:
    """Have the files of these records taken out once the running transaction has committed."""
    ids: list[Any] = [str(raw.id) for raw in raws]
    if ids:
        app.configure_task("interactions.extract_files").defer(raw_ids=ids)


def extract(raw_ids: Sequence[UUID]) -> int:
    """Take the files out of these records; returns how many files there are. Doing it again adds nothing."""
    return sum(_extract_one(raw_id) for raw_id in raw_ids)


@transaction.atomic
def _extract_one(raw_id: UUID) -> int:
    raw = RawInbound.objects.select_for_update(no_key=True).filter(id=raw_id).first()
    interaction = Interaction.objects.select_related("conversation").filter(id=raw_id).first()
    if raw is None or interaction is None or Attachment.objects.filter(interaction_id=raw_id).exists():
        return 0
    count = 0
    for file in EXTRACTORS[raw.form](raw):
        _keep_or_tell(interaction, file)
        count += 1
    if count:
        tell_screens(
            FILES_CAME,
            brand_id=interaction.brand_id,
            team_id=interaction.conversation.team_id,
            conversation_id=interaction.conversation_id,
            interaction_id=interaction.id,
        )
    return count


def _keep_or_tell(interaction: Interaction, file: FoundFile) -> None:
    """A file that may not be kept is told by name and reason; the raw record still holds it."""
    try:
        keep(
            interaction.brand_id,
            file.name,
            file.data,
            interaction_id=interaction.id,
            inline=file.inline,
            content_id=file.content_id,
        )
    except RefusedFile as problem:
        Attachment.objects.create(
            brand_id=interaction.brand_id,
            interaction_id=interaction.id,
            name=clean_name(file.name),
            size=len(file.data),
            state=AttachmentState.REFUSED,
            problem=str(problem)[:300],
        )
