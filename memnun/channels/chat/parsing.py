"""A visitor's message as it is kept (form `chat/1`), and the contact it is in the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec
from django.utils.translation import gettext as _

from memnun.interactions.contact import Contact, ContactCustomer
from memnun.interactions.placing.parsing import Unparsable, parser

FORM = "chat/1"
WORD_OF_FILE = "📎 "


class File(msgspec.Struct, omit_defaults=True):
    """A file that the visitor sent before the message that speaks of it."""

    id: str
    name: str
    size: int
    type: str


class Page(msgspec.Struct, omit_defaults=True):
    """The page the visitor was on, without what follows the question mark."""

    url: str = ""
    title: str = ""


class Message(msgspec.Struct, omit_defaults=True):
    """One message. `key` is the widget's own id of it; `known` says that the site vouched for the visitor;
    `thread` names the visit."""

    key: str
    visitor: str
    external_id: str
    at: datetime
    text: str = ""
    known: bool = False
    name: str = ""
    email: str = ""
    language: str = "tr"
    thread: str = ""
    page: Page = msgspec.field(default_factory=Page)
    files: list[File] = []


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Message).decode


@parser(FORM)
def parse_message(body: bytes) -> Contact:
    """The contact a message is. What a visitor merely typed about themselves recognises nobody."""
    try:
        message = decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise Unparsable(str(problem)) from None
    return Contact(
        channel="chat",
        external_id=message.key,
        occurred_at=message.at,
        customer=ContactCustomer(
            external_id=message.external_id,
            name=message.name or None,
            email=message.email or None,
            claimed=not message.known,
            facts={"language": message.language, "called": called(message)},
        ),
        thread=message.thread or None,
        text=message.text or "\n".join(WORD_OF_FILE + file.name for file in message.files),
        meta=_meta(message),
    )


def called(message: Message) -> str:
    """What people call a visitor nobody knows: by the page they wrote from."""
    page = message.page.title or urlsplit(message.page.url).path.strip("/").replace("/", " · ")
    return f"{_('Visitor')}, {page}"[:120] if page else _("Visitor at the chat")


def _meta(message: Message) -> dict[str, Any]:
    meta: dict[str, Any] = {"visitor": message.visitor}
    if message.page.url:
        meta["page"] = message.page.url
        meta["page_title"] = message.page.title
    return meta
