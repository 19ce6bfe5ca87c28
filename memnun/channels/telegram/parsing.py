"""An update of Telegram (form `telegram/1`, its JSON as it came) and the contact it is in the ledger."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from memnun.interactions.contact import Contact, ContactCustomer, Evidence
from memnun.interactions.placing.parsing import Unparsable, parser

FORM = "telegram/1"
PRIVATE = "private"
START = "/start"
LONGEST = 200_000


class Lenient(msgspec.Struct):
    """What of Telegram's objects is read; whatever else they hold stays in the raw record."""


class User(Lenient):
    """Somebody."""

    id: int
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False


class Chat(Lenient):
    """Where it was said."""

    id: int
    type: str = PRIVATE


class File(Lenient):
    """A picture, document, voice or video."""

    file_id: str
    file_unique_id: str = ""
    file_name: str = ""
    file_size: int = 0
    width: int = 0
    duration: int = 0


class Sticker(Lenient):
    """A sticker, told by its emoji."""

    emoji: str = ""


class Place(Lenient):
    """A location."""

    latitude: float
    longitude: float


class SharedContact(Lenient):
    """Somebody's name and number, sent as a card."""

    phone_number: str
    first_name: str = ""
    last_name: str = ""


class Answered(Lenient):
    """The message that is answered."""

    message_id: int


class Message(Lenient):
    """A message."""

    message_id: int
    date: int
    chat: Chat
    sender: User | None = msgspec.field(name="from", default=None)
    edit_date: int = 0
    text: str = ""
    caption: str = ""
    photo: list[File] = []
    document: File | None = None
    voice: File | None = None
    audio: File | None = None
    video: File | None = None
    video_note: File | None = None
    sticker: Sticker | None = None
    location: Place | None = None
    contact: SharedContact | None = None
    reply_to_message: Answered | None = None

    @property
    def is_private(self) -> bool:
        """Whether a person wrote to the bot alone."""
        return self.chat.type == PRIVATE and self.sender is not None and not self.sender.is_bot


class Member(Lenient):
    """Whether the bot may still write."""

    status: str


class MemberChange(Lenient):
    """Somebody stopped the bot, or started it again."""

    chat: Chat
    sender: User = msgspec.field(name="from")
    new_chat_member: Member


class Update(Lenient):
    """What Telegram tells."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    my_chat_member: MemberChange | None = None

    @property
    def said(self) -> Message | None:
        """The message, new or edited."""
        return self.message or self.edited_message


decode = msgspec.json.Decoder(Update).decode


@parser(FORM)
def parse_update(body: bytes) -> Contact:
    """The contact in an update. Raises Unparsable."""
    try:
        update = decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise Unparsable(str(problem)) from None
    message = update.said
    if message is None or message.sender is None:
        raise Unparsable("The update holds no message of a person.")
    return Contact(
        channel="social",
        external_id=external_id_of(update),
        occurred_at=_moment(message),
        customer=_customer(message.sender),
        text=words_of(message)[:LONGEST],
        meta=_meta(update, message),
        evidence=_evidence(update, message),
        names=[] if update.edited_message else [name_of(message.chat.id, message.message_id)],
    )


def external_id_of(update: Update) -> str:
    """The name of an update within its bot."""
    return f"update:{update.update_id}"


def address_of(user_id: int) -> str:
    """A person on Telegram, as the ledger names them."""
    return f"telegram:{user_id}"


def name_of(chat_id: int, message_id: int) -> str:
    """The name under which later messages refer to this one."""
    return f"telegram:{chat_id}:{message_id}"


def words_of(message: Message) -> str:
    """What was said; what is no text is told by a sign and what it holds."""
    words = [message.text or message.caption, *_told(message)]
    return "\n".join(part for part in words if part) or "(…)"


def files_of(message: Message) -> list[tuple[str, File]]:
    """The files with the names they get; of a picture the largest size."""
    found = []
    if message.photo:
        found.append(("foto.jpg", max(message.photo, key=lambda size: size.width)))
    for file, name in (
        (message.document, "belge"),
        (message.voice, "ses.ogg"),
        (message.audio, "ses.mp3"),
        (message.video, "video.mp4"),
        (message.video_note, "video.mp4"),
    ):
        if file:
            found.append((file.file_name or name, file))
    return found


def _told(message: Message) -> list[str]:
    told = []
    if message.sticker:
        told.append(message.sticker.emoji or "🙂")
    if message.location:
        where = f"{message.location.latitude:.6f},{message.location.longitude:.6f}"
        told.append(f"📍 https://www.openstreetmap.org/?mlat={where.replace(',', '&mlon=')}")
    if message.contact:
        name = f"{message.contact.first_name} {message.contact.last_name}".strip()
        told.append(f"👤 {name} {message.contact.phone_number}".strip())
    if message.voice:
        told.append(f"🎤 {message.voice.duration // 60}:{message.voice.duration % 60:02d}")
    if not message.voice and not (message.text or message.caption):
        told += [f"📎 {name}" for name, _file in files_of(message)]
    return told


def _moment(message: Message) -> datetime:
    return datetime.fromtimestamp(message.edit_date or message.date, UTC)


def _customer(user: User) -> ContactCustomer:
    facts: dict[str, Any] = {}
    if user.language_code[:2] in ("tr", "en"):
        facts["language"] = user.language_code[:2]
    if user.username:
        facts["telegram"] = user.username
    name = f"{user.first_name} {user.last_name}".strip()[:200]
    return ContactCustomer(external_id=address_of(user.id), name=name or None, facts=facts)


def _meta(update: Update, message: Message) -> dict[str, Any]:
    meta: dict[str, Any] = {"telegram": {"chat": message.chat.id, "message": message.message_id}}
    if update.edited_message:
        meta["edited"] = True
    if message.text.startswith(f"{START} "):
        meta["start"] = message.text.removeprefix(START).strip()[:64]
    return meta


def _evidence(update: Update, message: Message) -> list[Evidence]:
    found = []
    if update.edited_message:
        found.append(Evidence("in_reply_to", name_of(message.chat.id, message.message_id)))
    if message.reply_to_message:
        found.append(Evidence("in_reply_to", name_of(message.chat.id, message.reply_to_message.message_id)))
    return found
