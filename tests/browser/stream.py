"""An event stream in the shape of /live/events that a test tells what to send."""

import asyncio
import json
from urllib.parse import parse_qs

from memnun.config.one_hop import Receive, Scope, Send


class Stream:
    """A native route; `send` and `drop` are called by the test's thread."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.begin()

    def begin(self) -> None:
        """Forget what was before this test."""
        self.asked: list[str] = []
        self.broken = False
        self.pending: asyncio.Queue[bytes | None] = asyncio.Queue()

    async def start(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.pending = asyncio.Queue()

    async def stop(self) -> None:
        self.pending.put_nowait(None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        query = parse_qs(scope["query_string"].decode())
        self.asked.append(headers.get(b"last-event-id", b"").decode() or query.get("last_event_id", [""])[0])
        status = 503 if self.broken else 200
        await send(
            {
                "type": "http.response.start",
                "status": status,
                "headers": [(b"content-type", b"text/event-stream")],
            }
        )
        await send({"type": "http.response.body", "body": b"retry: 100\n\n", "more_body": not self.broken})
        gone = asyncio.ensure_future(_gone(receive))
        while not self.broken:
            piece = asyncio.ensure_future(self.pending.get())
            await asyncio.wait({piece, gone}, return_when=asyncio.FIRST_COMPLETED)
            if gone.done():
                piece.cancel()
                return
            if (words := piece.result()) is None:
                break
            await send({"type": "http.response.body", "body": words, "more_body": True})
        gone.cancel()
        if not self.broken:
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    def send(self, number: int, kind: str, *, named: bool = False, **details: str) -> None:
        name = f"event: {kind}\n" if named else ""
        self._put(
            f"id: {number}\n{name}data: {json.dumps({'id': number, 'kind': kind, **details})}\n\n".encode()
        )

    def drop(self) -> None:
        """End the open connection."""
        self._put(None)

    def _put(self, piece: bytes | None) -> None:
        assert self.loop is not None
        self.loop.call_soon_threadsafe(self.pending.put_nowait, piece)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue


stream = Stream()
