"""/chat/…: the widget's script, and what it asks the server."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import psycopg
from django.db import InterfaceError, OperationalError

from memnun.channels.chat.bundle import bundle
from memnun.channels.chat.configuring import LANGUAGES, Configuration
from memnun.channels.chat.live.accounts import PREFLIGHT, Accounts, allowed_origin, cors
from memnun.channels.chat.live.answers import Answer, problem_answer
from memnun.channels.chat.live.hub import Hub
from memnun.channels.chat.live.limits import REQUESTS_OF_AN_ADDRESS, Limits
from memnun.channels.chat.live.problems import AWAY, BROKEN, SESSION_OVER, TOO_MANY, UNREADABLE, Problem
from memnun.channels.chat.live.receiving import Receiving
from memnun.channels.chat.live.sessions import Session, Sessions
from memnun.channels.chat.live.streams import HEADERS, WidgetStream
from memnun.channels.chat.live.threads import Threads
from memnun.channels.chat.live.writing import Gone, Unavailable, Writing
from memnun.events.live.wire import message
from memnun.interactions.api.connections import Lookups
from memnun.interactions.api.requests import AskerLeft, Receive, Request, Scope, Send

PREFIX = "/chat/"
SCRIPT = "/chat/widget.js"
COME_BACK = 2
ANYBODY = (b"access-control-allow-origin", b"*")
"""Why a site has no chat may be read by its developer in the browser's console; it tells nothing else."""

RETRY = b"retry: 2000\n\n"
DATABASE_AWAY = (
    Unavailable, psycopg.OperationalError, psycopg.InterfaceError, OperationalError, InterfaceError, OSError,
)  # fmt: skip

logger = logging.getLogger(__name__)

Handler = Callable[[Request, Session], Awaitable[Answer]]


class Opening(NamedTuple):
    """A widget wants to be told what is new behind a number."""

    session: Session
    last: int


class Chat:
    """The ASGI application of the widget."""

    def __init__(self) -> None:
        self._started = False
        self.hub = Hub()

    async def start(self) -> None:
        """Connect; with the database away, widgets are told to come back."""
        self.hub = Hub()
        self._threads = Threads()
        self._lookups = Lookups()
        self._limits = Limits()
        self._accounts = Accounts(self._threads)
        self._sessions = Sessions(self._lookups)
        self._writing = Writing(self.hub.lines_added)
        self._receiving = Receiving(
            threads=self._threads,
            sessions=self._sessions,
            writing=self._writing,
            hub=self.hub,
            limits=self._limits,
        )
        self._writing.start()
        self.hub.start()
        self._started = True

    async def stop(self) -> None:
        """End streams, write what waits, close."""
        if not self._started:
            return
        self._started = False
        await self.hub.stop()
        await self._writing.stop()
        await self._receiving.marks.stop()
        await self._lookups.close()
        self._threads.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if scope["path"] == SCRIPT:
            await _send(send, script_answer(dict(scope["headers"])))
            return
        request = Request(scope, receive)
        headers: list[tuple[bytes, bytes]] = []
        try:
            answer = await self._answer(request, headers)
        except AskerLeft:
            return
        except Problem as problem:
            answer = problem_answer(problem, language_of(request))
        except Gone:
            answer = problem_answer(Problem(401, SESSION_OVER), language_of(request))
        except DATABASE_AWAY as problem:
            if not isinstance(problem, Unavailable):
                logger.warning("Chat's database did not answer: %s", type(problem).__name__)
            answer = problem_answer(Problem(503, AWAY, after=COME_BACK), language_of(request))
        except Exception:
            logger.exception("A request of a widget failed")
            answer = problem_answer(Problem(500, BROKEN, after=COME_BACK), language_of(request))
        if isinstance(answer, Answer):
            await _send(send, answer, headers)
            return
        stream = WidgetStream(answer.session, send, answer.last)
        if not self.hub.admit(stream):
            await _send(send, problem_answer(Problem(429, TOO_MANY, after=60), language_of(request)), headers)
            return
        del request, scope, answer
        await self._stream(stream, headers, receive, send)

    async def _answer(self, request: Request, headers: list[tuple[bytes, bytes]]) -> Answer | Opening:
        """The answer, or that a stream is wanted; the headers it needs in any case are put into `headers`."""
        if not self._started:
            raise Unavailable
        wait = self._limits.take("requests", request.address, REQUESTS_OF_AN_ADDRESS)
        key, _, rest = request.scope["path"].removeprefix(PREFIX).partition("/")
        given = dict(request.scope["headers"])
        try:
            account = await self._accounts.find(key)
            headers.extend(cors(allowed_origin(account, given, given.get(b"host", b""))))
        except Problem:
            headers.append(ANYBODY)
            raise
        if wait:
            raise Problem(429, TOO_MANY, after=wait)
        method = request.scope["method"]
        if method == "OPTIONS":
            return Answer(204, list(PREFLIGHT), b"")
        match method, rest:
            case "GET", "config":
                return await self._receiving.configuration(request, account)
            case "POST", "sessions":
                return await self._receiving.open(request, account)
        session = await self._session(request, account)
        if (method, rest) == ("GET", "stream"):
            last = given.get(b"last-event-id", b"0")
            return Opening(session, int(last) if last.isdigit() and len(last) < 10 else 0)
        return await self._act(request, session, method, rest)

    async def _act(self, request: Request, session: Session, method: str, rest: str) -> Answer:
        name, _, file_id = rest.partition("/")
        if method == "GET" and name == "files" and file_id:
            return await self._receiving.give_file(session, file_id)
        acts: dict[tuple[str, str], Handler] = {
            ("POST", "messages"): self._receiving.message,
            ("GET", "lines"): self._receiving.lines,
            ("POST", "signals"): self._receiving.signals,
            ("PUT", "contact"): self._receiving.contact,
            ("DELETE", "session"): self._receiving.forget,
            ("POST", "files"): self._receiving.take_file,
        }
        act = acts.get((method, rest))
        if act is None:
            raise Problem(404, UNREADABLE)
        return await act(request, session)

    async def _session(self, request: Request, account: Configuration) -> Session:
        token = request.token.decode("latin-1")
        session = await self._sessions.find(token) if token else None
        if session is None or session.account_id != account.id:
            raise Problem(401, SESSION_OVER)
        return session

    async def _stream(
        self, stream: WidgetStream, headers: list[tuple[bytes, bytes]], receive: Receive, send: Send
    ) -> None:
        try:
            await send({"type": "http.response.start", "status": 200, "headers": [*HEADERS, *headers]})
            stream.push(message(RETRY))
            self.hub.look_at([stream.session.visitor_id])
            del headers
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self.hub.leave(stream)


def language_of(request: Request) -> str:
    """What the browser prefers, as far as we speak it."""
    wished = request.accept_language[:2].decode("latin-1").lower()
    return wished if wished in LANGUAGES else LANGUAGES[0]


def script_answer(headers: dict[bytes, bytes]) -> Answer:
    """The widget itself."""
    built = bundle()
    given = [
        (b"etag", built.etag),
        (b"cache-control", b"public, max-age=300"),
        (b"vary", b"accept-encoding"),
        (b"cross-origin-resource-policy", b"cross-origin"),
        (b"access-control-allow-origin", b"*"),
    ]
    if built.etag in headers.get(b"if-none-match", b""):
        return Answer(304, given, b"")
    given.append((b"content-type", b"text/javascript; charset=utf-8"))
    if b"gzip" in headers.get(b"accept-encoding", b""):
        return Answer(200, [*given, (b"content-encoding", b"gzip")], built.packed)
    return Answer(200, given, built.content)


async def _send(send: Send, answer: Answer, more: list[tuple[bytes, bytes]] | None = None) -> None:
    headers = [*answer.headers, *(more or ()), (b"x-content-type-options", b"nosniff")]
    if answer.status not in (204, 304):
        headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


chat = Chat()
