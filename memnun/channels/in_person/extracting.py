"""The photo taken at a talk."""

from __future__ import annotations

from collections.abc import Iterator

from memnun.channels.in_person.parsing import FORM, decode
from memnun.interactions.attachments import FoundFile, extractor
from memnun.interactions.models import RawInbound


@extractor(FORM)
def photos_of(raw: RawInbound) -> Iterator[FoundFile]:
    """Each picture as the phone named it."""
    for photo in decode(bytes(raw.body)).photos:
        yield FoundFile(name=photo.name, data=photo.content)
