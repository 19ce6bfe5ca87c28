"""The files that came with a form."""

from __future__ import annotations

from collections.abc import Iterator

from memnun.channels.web_form.parsing import FORM, decode
from memnun.interactions.attachments import FoundFile, extractor
from memnun.interactions.models import RawInbound


@extractor(FORM)
def files_of(raw: RawInbound) -> Iterator[FoundFile]:
    """Each file as the browser named it; its type is found out from its content."""
    for file in decode(bytes(raw.body)).files:
        yield FoundFile(name=file.name, data=file.content)
