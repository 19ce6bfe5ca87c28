"""A browser's EventSource and a server for it, for tests that watch open screens."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

import uvicorn

from memnun.events.live.endpoint import PATH

PATIENCE = 10.0


class Refused(Exception):
    """The server opened no stream; `status` says why."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


class Screen:
    """An EventSource: keeps the messages with data, and the last id for the next connection.

    `connect` returns when the server has said hello. Use as a context manager.
    """

    def __init__(self, port: int, cookie: str, after: str = "") -> None:
        self.port = port
        self.cookie = cookie
        self.last_id = after
        self.messages: list[dict[str, Any]] = []
        self.ended = threading.Event()
        self._changed = threading.Condition()
        self._socket: socket.socket | None = None

    def __enter__(self) -> Self:
        self.connect()
        return self

    def __exit__(self, *_: object) -> None:
        self.disconnect()

    def connect(self) -> None:
        """Open the stream, behind the last id if there is one. Raises Refused."""
        self.ended.clear()
        self._socket = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        resume = f"Last-Event-ID: {self.last_id}\r\n" if self.last_id else ""
        request = f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\nCookie: {self.cookie}\r\n{resume}\r\n"
        self._socket.sendall(request.encode())
        lines = self._socket.makefile("rb")
        status = int(lines.readline().split()[1])
        if status != 200:
            lines.close()
            self._socket.close()
            raise Refused(status)
        while lines.readline().strip():
            pass
        before = self.last_id
        self.last_id = ""
        threading.Thread(target=self._receive, args=(lines, self._socket), daemon=True).start()
        self._wait(lambda: bool(self.last_id), f"hello after {before!r}")

    def disconnect(self) -> None:
        """Break the connection without a word."""
        if self._socket:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()
            self.ended.wait(PATIENCE)

    def wait_for(self, count: int) -> list[dict[str, Any]]:
        """The messages, as soon as there are so many; raises TimeoutError."""
        self._wait(lambda: len(self.messages) >= count, f"{count} messages")
        return self.messages

    def told(self, name: str) -> list[Any]:
        """The same detail of each message."""
        return [message.get("details", {}).get(name) for message in self.messages]

    def _wait(self, happened: Callable[[], bool], what: str) -> None:
        with self._changed:
            if not self._changed.wait_for(happened, PATIENCE):
                raise TimeoutError(f"The screen waited for {what}; it has {self.messages}.")

    def _receive(self, lines: Any, connection: socket.socket) -> None:
        """Unpack the chunks of HTTP and then the lines of the stream."""
        connection.settimeout(None)
        text, position, lines_of_data = b"", "", list[str]()
        try:
            while size := int(lines.readline() or b"0", 16):
                text += lines.read(size)
                lines.readline()
                *whole, text = text.split(b"\n")
                for line in whole:
                    name, _, value = line.decode().partition(": ")
                    if name == "id":
                        position = value
                    elif name == "data":
                        lines_of_data.append(value)
                    elif not name:
                        self._dispatch(position, lines_of_data)
                        lines_of_data = []
        except (OSError, ValueError):
            pass
        finally:
            lines.close()
            self.ended.set()

    def _dispatch(self, position: str, lines_of_data: list[str]) -> None:
        with self._changed:
            self.last_id = position or self.last_id
            if lines_of_data:
                self.messages.append(json.loads("\n".join(lines_of_data)))
            self._changed.notify_all()


class _Server(uvicorn.Server):
    """uvicorn in a thread, where signals do not go; ends streams first, as the real process does."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self.config.app.application.stop()  # type: ignore[union-attr]
        await super().shutdown(sockets)


class _WithLifespan:
    """Starts and stops a native application as the process does."""

    def __init__(self, application: Any) -> None:
        self.application = application

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await self.application(scope, receive, send)
            return
        await receive()
        await self.application.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})


@contextmanager
def served(application: Any) -> Iterator[int]:
    """Serve a native application in a thread; gives its port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        config = uvicorn.Config(
            _WithLifespan(application),
            lifespan="on",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=2,
        )
        server = _Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        patience = time.monotonic() + PATIENCE
        while not server.started and time.monotonic() < patience:
            time.sleep(0.01)
        try:
            yield int(listener.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
