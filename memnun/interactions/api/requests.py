"""What came over the wire: headers, body, query."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from memnun.interactions.api.problems import MEDIA_TYPE, TOO_LARGE, Problem, language_of

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MEGABYTE = 1024 * 1024
JSON_TYPES = ("application/json",)
NDJSON_TYPES = ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines")
CLOSE = (b"connection", b"close")


class AskerLeft(Exception):
    """The connection closed before the request was whole."""


class Request:
    """One HTTP request below /api/v1/."""

    __slots__ = (
        "_receive",
        "accept_language",
        "authorization",
        "content_type",
        "encoding",
        "length",
        "scope",
    )

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.scope = scope
        self._receive = receive
        self.authorization = b""
        self.content_type = b""
        self.encoding = b""
        self.accept_language = b""
        self.length: int | None = None
        for name, value in scope["headers"]:
            if name == b"authorization":
                self.authorization = value
            elif name == b"content-type":
                self.content_type = value
            elif name == b"content-length":
                self.length = int(value) if value.isdigit() else None
            elif name == b"accept-language":
                self.accept_language = value
            elif name == b"content-encoding":
                self.encoding = value

    @property
    def token(self) -> bytes:
        """The bearer token, empty when there is none."""
        scheme, _, token = self.authorization.partition(b" ")
        return token.strip() if scheme.lower() == b"bearer" else b""

    @property
    def language(self) -> str:
        """Turkish or English, as the asker prefers."""
        return language_of(self.accept_language.decode("latin-1"))

    @property
    def address(self) -> str:
        """The asker's network address."""
        client = self.scope.get("client")
        return client[0] if client else "unknown"

    @property
    def media_type(self) -> str:
        """The content type without parameters; JSON when none is named."""
        return self.content_type.partition(b";")[0].strip().lower().decode("latin-1") or JSON_TYPES[0]

    def query(self) -> dict[str, str]:
        """The parameters of the address; of a repeated one the last."""
        return dict(parse_qsl(self.scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True))

    def take_only(self, types: tuple[str, ...]) -> None:
        """Raises Problem (MEDIA_TYPE) when the body is something else, or packed."""
        if self.content_type == b"application/json" and not self.encoding:
            return
        charset = self.content_type.lower().partition(b"charset=")[2].strip(b"\"' ;")
        if (
            self.media_type not in types
            or self.encoding not in (b"", b"identity")
            or charset not in (b"", b"utf-8", b"utf8", b"us-ascii")
        ):
            raise Problem(MEDIA_TYPE, types=", ".join(f"{name} (UTF-8)" for name in types))

    async def body(self, most: int) -> bytes:
        """The whole body. Raises Problem (TOO_LARGE) past `most` bytes, AskerLeft on a broken line."""
        if self.length is not None and self.length > most:
            raise _too_large(most)
        message = await self._receive()
        if message["type"] == "http.disconnect":
            raise AskerLeft
        first: bytes = message.get("body", b"")
        if not message.get("more_body", False):
            if len(first) > most:
                raise _too_large(most)
            return first
        return await self._rest(bytearray(first), most)

    async def _rest(self, body: bytearray, most: int) -> bytes:
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise AskerLeft
            body += message.get("body", b"")
            if len(body) > most:
                raise _too_large(most)
            if not message.get("more_body", False):
                return bytes(body)


def _too_large(most: int) -> Problem:
    return Problem(TOO_LARGE, headers=[CLOSE], megabytes=most // MEGABYTE)
