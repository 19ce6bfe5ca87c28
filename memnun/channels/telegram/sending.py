"""Messages leave to Telegram, plain text and files, part by part; what was taken is not sent again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from memnun.channels.telegram import parsing
from memnun.channels.telegram.blocking import note_block
from memnun.channels.telegram.bot import BLOCKED, Bot, Conflict
from memnun.channels.telegram.cutting import parts_of
from memnun.interactions.attachments import content_of
from memnun.interactions.channel_kinds import Accepted, Refused, TryLater
from memnun.interactions.models import Attachment, ChannelAccount, OutboxMessage, RawInbound

PICTURES = ("image/jpeg", "image/png")
LARGEST_PICTURE = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One call of the Bot API."""

    method: str
    given: dict[str, Any]
    file: Attachment | None = None


class TelegramSender:
    """Sends through one bot."""

    def __init__(self, account: ChannelAccount, bot: Bot) -> None:
        self._account, self._bot = account, bot

    def send(self, message: OutboxMessage) -> Accepted:
        """Raises TryLater, Refused; anything else leaves it open whether the last part arrived."""
        chat = message.to_value.removeprefix("telegram:")
        taken: list[int] = list(message.proof.get("parts", ()))
        parts = list(_parts(message))
        for number, part in enumerate(parts):
            if number < len(taken):
                continue
            taken.append(self._send_part(message, chat, part))
            if len(parts) > 1:
                OutboxMessage.objects.filter(id=message.id).update(proof={"parts": taken})
        return Accepted(
            str(taken[0]),
            proof={"parts": taken},
            names=tuple(parsing.name_of(int(chat), each) for each in taken),
        )

    def _send_part(self, message: OutboxMessage, chat: str, part: Part) -> int:
        files = {_field(part.method): (part.file.name, content_of(part.file))} if part.file else None
        try:
            result = self._bot.ask(part.method, files=files, chat_id=chat, **part.given)
        except Refused as problem:
            if problem.code == str(BLOCKED):
                note_block(self._account, message.to_value)
                raise Refused(_("The customer has stopped the bot."), code="blocked") from None
            raise
        except Conflict as problem:
            raise TryLater(str(problem)) from None
        return int(result["message_id"])


def _parts(message: OutboxMessage) -> Iterator[Part]:
    answered = _answered(message)
    for number, text in enumerate(parts_of(message.text)):
        given: dict[str, Any] = {"text": text, "link_preview_options": {"is_disabled": True}}
        if answered and number == 0:
            given["reply_parameters"] = {"message_id": answered, "allow_sending_without_reply": True}
        yield Part("sendMessage", given)
    for file in message.attachments.order_by("created_at", "id"):
        is_picture = file.content_type in PICTURES and file.size <= LARGEST_PICTURE
        yield Part("sendPhoto" if is_picture else "sendDocument", {}, file)


def _field(method: str) -> str:
    return "photo" if method == "sendPhoto" else "document"


def _answered(message: OutboxMessage) -> int:
    """The number of the message that is answered, zero when none is named."""
    raw = (
        RawInbound.objects.filter(id=message.in_reply_to, form=parsing.FORM).first()
        if message.in_reply_to
        else None
    )
    if raw:
        with suppress(msgspec.MsgspecError):
            said = parsing.decode(bytes(raw.body)).said
            return said.message_id if said else 0
    return 0
