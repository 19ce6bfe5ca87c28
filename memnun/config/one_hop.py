"""Django's pages inside the ASGI process: a WSGI call in a pool of threads, exactly one hop away.

Django's own ASGI handler costs several hops and a new thread for each request; this costs one.
"""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes
from wsgiref.types import StartResponse, WSGIApplication

Scope = dict[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

IN_MEMORY = 1024 * 1024
BLOCK = 128 * 1024
LONGEST_QUEUE = 512
STREAMS = 16

logger = logging.getLogger(__name__)


class BodyTooLarge(Exception):
    """The request's body is longer than we take."""


class AskerLeft(Exception):
    """The connection closed before the request was whole."""


class OneHop:
    """An ASGI application that runs a WSGI one."""

    def __init__(
        self,
        pages: WSGIApplication,
        *,
        threads: int,
        largest_body: int,
        largest_of: Callable[[Scope], int] | None = None,
    ) -> None:
        """`largest_body` in bytes; a longer request is answered with 413 unread.

        `largest_of` may allow more to one that announces more; it is asked in a thread.
        """
        self.pages = pages
        self.largest_body = largest_body
        self.largest_of = largest_of
        self.waiting = 0
        self.page_threads = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self.stream_threads = ThreadPoolExecutor(STREAMS, thread_name_prefix="download")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if self.waiting >= LONGEST_QUEUE:
            await refuse(send, 503, b"Too busy; try again in a moment.", [(b"retry-after", b"2")])
            return
        try:
            body, length = await read_body(scope, receive, await self._largest(scope))
        except BodyTooLarge:
            await refuse(send, 413, b"The request is too large.", [(b"connection", b"close")])
            return
        except AskerLeft:
            return
        self.waiting += 1
        try:
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self.page_threads, self._ask, scope, body, length)
        finally:
            self.waiting -= 1
            body.close()
        if answer.rest is None:
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            await send({"type": "http.response.body", "body": answer.body})
        else:
            await self._stream(answer, answer.rest, receive, send)

    async def _largest(self, scope: Scope) -> int:
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if self.largest_of is None or not announced.isdigit() or int(announced) <= self.largest_body:
            return self.largest_body
        return await asyncio.get_running_loop().run_in_executor(self.page_threads, self.largest_of, scope)

    def close(self) -> None:
        """Let running requests end and stop the threads."""
        self.page_threads.shutdown(cancel_futures=True)
        self.stream_threads.shutdown(cancel_futures=True)

    def _ask(self, scope: Scope, body: IO[bytes], length: int) -> "Answer":
        answer = Answer()
        try:
            parts = self.pages(environ_of(scope, body, length), answer.start)
        except Exception:
            logger.exception("A page could not be made")
            return Answer(500, [(b"content-type", b"text/plain")], b"Internal server error.")
        if getattr(parts, "streaming", False):
            answer.rest = parts
            return answer
        try:
            answer.body = b"".join(parts)
        finally:
            _close(parts)
        return answer

    async def _stream(self, answer: "Answer", parts: Iterable[bytes], receive: Receive, send: Send) -> None:
        """Send part by part from a thread of its own, as fast as the asker reads."""
        loop = asyncio.get_running_loop()
        left = asyncio.ensure_future(_until_asker_left(receive))
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})

        def send_parts() -> None:
            try:
                for part in parts:
                    message = {"type": "http.response.body", "body": part, "more_body": True}
                    asyncio.run_coroutine_threadsafe(_send(send, message), loop).result()
                    if left.done():
                        return
            finally:
                _close(parts)

        try:
            await loop.run_in_executor(self.stream_threads, send_parts)
            if not left.done():
                await send({"type": "http.response.body", "body": b""})
        finally:
            left.cancel()


@dataclass
class Answer:
    """What a WSGI application said."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    rest: Iterable[bytes] | None = None
    """Parts still to come, when the answer is a stream."""

    @property
    def start(self) -> StartResponse:
        """The `start_response` of WSGI that fills this answer."""

        def start_response(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], object]:
            self.status = int(status[:3])
            self.headers = [
                (name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers
            ]
            return _refuse_write

        return start_response


class FileBlocks:
    """A file as the parts of a stream, in blocks large enough for the network (`wsgi.file_wrapper`)."""

    streaming = True

    def __init__(self, file: IO[bytes], block_size: int = BLOCK) -> None:
        self.file = file
        self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        while block := self.file.read(BLOCK):
            yield block


async def read_body(scope: Scope, receive: Receive, largest: int) -> tuple[IO[bytes], int]:
    """The request's body as a file, in memory up to a megabyte and on disk beyond it, and its length.

    Raises BodyTooLarge and AskerLeft.
    """
    announced = dict(scope["headers"]).get(b"content-length", b"0")
    if announced.isdigit() and int(announced) > largest:
        raise BodyTooLarge
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body"):
        whole = message.get("body", b"")
        if len(whole) > largest:
            raise BodyTooLarge
        return BytesIO(whole), len(whole)
    body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever reads it closes it
    length = 0
    try:
        while True:
            if message["type"] == "http.disconnect":
                raise AskerLeft
            part = message.get("body", b"")
            length += len(part)
            if length > largest:
                raise BodyTooLarge
            body.write(part)
            if not message.get("more_body"):
                body.seek(0)
                return body, length
            message = await receive()
    except BaseException:
        body.close()
        raise


def environ_of(scope: Scope, body: IO[bytes], length: int) -> dict[str, Any]:
    """The WSGI environment of an ASGI scope.

    Headers given several times are joined (cookies by "; "); names with "_" are dropped, because WSGI
    could not tell them from those with "-".
    """
    path = unquote_to_bytes(scope["raw_path"]) if scope.get("raw_path") else scope["path"].encode()
    server = scope.get("server") or ("localhost", None)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 80),
        "REMOTE_ADDR": scope["client"][0] if scope.get("client") else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileBlocks,
    }
    for raw_name, raw_value in scope["headers"]:
        if b"_" in raw_name or raw_name in (b"content-length", b"transfer-encoding"):
            continue
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        value = raw_value.decode("latin-1")
        if key in environ:
            value = f"{environ[key]}{'; ' if name == 'COOKIE' else ', '}{value}"
        environ[key] = value
    environ["CONTENT_LENGTH"] = str(length) if length else ""
    return environ


async def refuse(send: Send, status: int, text: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    """A short answer in plain text."""
    plain = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(text)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": plain + headers})
    await send({"type": "http.response.body", "body": text})


async def _send(send: Send, message: Message) -> None:
    await send(message)


async def _until_asker_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _close(parts: Iterable[bytes]) -> None:
    close = getattr(parts, "close", None)
    if close:
        close()


def _refuse_write(part: bytes) -> None:
    raise NotImplementedError("the write() of WSGI is not offered; return the parts instead")
