"""The files of a Telegram message, fetched after it was placed."""

from __future__ import annotations

from collections.abc import Iterator

from memnun.channels.telegram import parsing
from memnun.channels.telegram.bot import Bot
from memnun.channels.telegram.settings import TOKEN
from memnun.interactions.attachments import FoundFile, extractor
from memnun.interactions.models import RawInbound


@extractor(parsing.FORM)
def fetch_files(raw: RawInbound) -> Iterator[FoundFile]:
    """Raises TryLater while Telegram cannot be reached: the job comes back."""
    message = parsing.decode(bytes(raw.body)).said
    wanted = parsing.files_of(message) if message else []
    if not wanted:
        return
    with Bot(raw.channel_account.secret(TOKEN)) as bot:
        for name, file in wanted:
            yield FoundFile(name, bot.content_of(file.file_id))
