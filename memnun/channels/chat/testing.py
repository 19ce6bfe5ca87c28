"""A visitor's widget as a plain HTTP client, and a served chat, for tests and the bench."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import httpx

from memnun.channels.chat import parsing
from memnun.channels.chat.actions import open_session
from memnun.channels.chat.configuring import KIND
from memnun.channels.chat.live.writing import Waiting, write_messages
from memnun.channels.chat.models import Line, Visitor
from memnun.foundation import clock
from memnun.interactions.api.connections import connect
from memnun.interactions.models import Channel, ChannelAccount
from memnun.people.models import Brand

SITE = "https://magaza.example"
PATIENCE = 10.0


def make_chat(brand: Brand, **settings: Any) -> ChannelAccount:
    """A chat that is open around the clock on SITE, unless told otherwise."""
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    given = {"origins": [SITE], "public_holidays": False, **dict.fromkeys(days, "00:00-00:00"), **settings}
    return ChannelAccount.objects.create(
        brand=brand, channel=Channel.CHAT, kind=KIND, slug="site", name="Mağaza", settings=given
    )


def visit(account: ChannelAccount, text: str, *, title: str = "") -> UUID:
    """A new visitor writes from a page with this title; gives the message's id in the ledger."""
    page = (f"{SITE}/", title)
    opened = open_session(brand_id=account.brand_id, account_id=account.id, language="tr", page=page)
    visitor = opened.visitor
    message = parsing.Message(
        key=str(uuid4()),
        visitor=str(visitor.id),
        external_id=visitor.external_id,
        at=clock.now(),
        text=text,
        thread=f"{visitor.id}:1",
        page=parsing.Page(*page),
    )
    with ThreadPoolExecutor(1) as elsewhere:  # a browser's test has an event loop in its own thread
        elsewhere.submit(asyncio.run, _write(visitor, message)).result()
    return Line.objects.get(visitor=visitor).id


async def _write(visitor: Visitor, message: parsing.Message) -> None:
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    waiting = Waiting(visitor.brand_id, visitor.account_id, visitor.id, message, done)
    async with await connect() as connection:
        await write_messages(connection, [waiting], clock.now())


class Widget:
    """What the widget in a browser does. Use as a context manager; `open()` begins a session."""

    def __init__(self, address: str, account: ChannelAccount, origin: str = SITE, token: str = "") -> None:
        self.address = address
        self.root = f"{address}/chat/{account.id.hex}"
        self.origin = origin
        self.token = token
        self.client = httpx.Client(timeout=PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def ask(self, method: str, path: str, **given: Any) -> httpx.Response:
        """One request, with origin and token."""
        headers = {"origin": self.origin, "accept-language": "tr", **given.pop("headers", {})}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        return self.client.request(method, f"{self.root}/{path}", headers=headers, **given)

    def open(self, **given: Any) -> Self:
        """Begin a session."""
        answer = self.ask("POST", "sessions", json={"language": "tr", **given})
        answer.raise_for_status()
        self.token = answer.json()["token"]
        return self

    def say(self, text: str, key: str = "", **given: Any) -> httpx.Response:
        """Send a message."""
        return self.ask("POST", "messages", json={"id": key or str(uuid4()), "text": text, **given})

    def lines(self, after: int = 0) -> list[dict[str, Any]]:
        """What the server has to tell."""
        found: list[dict[str, Any]] = self.ask("GET", f"lines?after={after}").json()["lines"]
        return found

    def listen(self, last: int = 0) -> Listening:
        """A stream behind a number."""
        return Listening(self, last)


class Listening:
    """A widget's open stream: keeps what it was told. Use as a context manager."""

    def __init__(self, widget: Widget, last: int) -> None:
        self.widget, self.last = widget, last
        self.told: list[dict[str, Any]] = []
        self._changed = threading.Condition()
        self.status = 0

    def __enter__(self) -> Self:
        parts = urlsplit(self.widget.root)
        self._socket = socket.create_connection((parts.hostname or "", parts.port or 80), PATIENCE)
        lines = [
            f"GET {parts.path}/stream HTTP/1.1", f"Host: {parts.netloc}", f"Origin: {self.widget.origin}",
            f"Authorization: Bearer {self.widget.token}", f"Last-Event-ID: {self.last}", "", "",
        ]  # fmt: skip
        self._socket.sendall("\r\n".join(lines).encode())
        self._file = self._socket.makefile("rb")
        self.status = int(self._file.readline().split()[1])
        while self._file.readline().strip():
            pass
        self._socket.settimeout(None)
        threading.Thread(target=self._read, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines told so far."""
        return [line for news in self.told for line in news.get("lines", ())]

    def wait(self, happened: Callable[[Self], bool]) -> None:
        """Until it has happened; raises TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: happened(self), PATIENCE):
                raise TimeoutError(f"The widget waited; it was told {self.told}.")

    def _read(self) -> None:
        """Take the stream out of HTTP's chunks and apart at its empty lines."""
        text = b""
        try:
            while size := int(self._file.readline() or b"0", 16):
                text += self._file.read(size)
                self._file.readline()
                *whole, text = text.split(b"\n\n")
                for piece in whole:
                    self._take(piece)
        except (OSError, ValueError):
            return

    def _take(self, piece: bytes) -> None:
        with self._changed:
            for line in piece.split(b"\n"):
                if line.startswith(b"id: "):
                    self.last = int(line[4:])
                elif line.startswith(b"data: "):
                    self.told.append(json.loads(line[6:]))
            self._changed.notify_all()


def until(happened: Callable[[], bool]) -> None:
    """Wait until something is so; raises TimeoutError."""
    patience = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > patience:
            raise TimeoutError("It did not happen within ten seconds.")
        time.sleep(0.02)
