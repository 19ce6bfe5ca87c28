"""What widgets send."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from memnun.channels.chat.live.problems import UNREADABLE, Problem
from memnun.interactions.api.problems import Problem as TooLarge
from memnun.interactions.api.requests import Request

LARGEST_BODY = 64 * 1024

Key = Annotated[str, Meta(pattern=r"^[0-9A-Za-z-]{8,64}$")]
Number = Annotated[int, Meta(ge=0, le=2_000_000_000)]


class Page(msgspec.Struct):
    """Where the visitor is."""

    url: Annotated[str, Meta(max_length=2_000)] = ""
    title: Annotated[str, Meta(max_length=400)] = ""

    @property
    def kept(self) -> tuple[str, str]:
        """Address and title as they are kept: without what follows the question mark."""
        return clean(self.url.partition("?")[0].partition("#")[0])[:500], clean(self.title)[:120]


class NewSession(msgspec.Struct):
    """A browser wants to begin."""

    language: Annotated[str, Meta(max_length=10)] = "tr"
    identity: Annotated[str, Meta(max_length=4_000)] = ""
    remember: int = 0
    page: Page = msgspec.field(default_factory=Page)


class NewMessage(msgspec.Struct):
    """A visitor writes."""

    id: Key
    text: str = ""
    file: Annotated[str, Meta(max_length=36)] = ""
    page: Page = msgspec.field(default_factory=Page)


class Signals(msgspec.Struct):
    """What the widget tells beside messages."""

    typing: bool = False
    read: Number = 0
    delivered: Number = 0
    page: Page | None = None


class Contact(msgspec.Struct):
    """What a visitor tells about themselves, or how long they want to be remembered."""

    name: Annotated[str, Meta(max_length=200)] | None = None
    email: Annotated[str, Meta(max_length=254)] | None = None
    remember: int | None = None


Shape = TypeVar("Shape")


async def read(request: Request, shape: type[Shape]) -> Shape:
    """The body. Raises Problem (400, 413), AskerLeft on a broken line."""
    try:
        content: Any = await request.body(LARGEST_BODY)
        return msgspec.json.decode(content, type=shape)
    except TooLarge:
        raise Problem(413, UNREADABLE) from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Problem(400, UNREADABLE) from None


def clean(text: str) -> str:
    """The text without what PostgreSQL cannot hold."""
    return text.replace("\x00", "").strip()
