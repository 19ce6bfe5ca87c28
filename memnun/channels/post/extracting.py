"""The scans of a letter that came in."""

from __future__ import annotations

from collections.abc import Iterator

from memnun.channels.post.parsing import FORM, decode
from memnun.interactions.attachments import FoundFile, extractor
from memnun.interactions.models import RawInbound


@extractor(FORM)
def scans_of(raw: RawInbound) -> Iterator[FoundFile]:
    """Each scan under the name it was uploaded with."""
    for page in decode(bytes(raw.body)).pages:
        yield FoundFile(name=page.name, data=page.content)
