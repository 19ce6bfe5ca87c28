"""The addresses below /api/v1/ that are answered on the event loop, and who answers them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import psycopg
from django.db import InterfaceError, OperationalError

from memnun.interactions.api.answers import Answer, problem_answer
from memnun.interactions.api.batches import Batches
from memnun.interactions.api.connections import Lookups
from memnun.interactions.api.doors import Door
from memnun.interactions.api.flushing import Flushing, Unavailable
from memnun.interactions.api.keys import KeyRing
from memnun.interactions.api.problems import METHOD, NOT_FOUND, UNAVAILABLE, UNEXPECTED, Problem, wait_problem
from memnun.interactions.api.reading import ReadingBack
from memnun.interactions.api.receiving import Receiving
from memnun.interactions.api.requests import AskerLeft, Receive, Request, Scope, Send

PREFIX = "/api/v1/"
LEDGER = "/api/v1/interactions"
COME_BACK_SECONDS = 2
LONGEST_FAREWELL = 3.0
DATABASE_AWAY = (
    Unavailable, psycopg.OperationalError, psycopg.InterfaceError, OperationalError, InterfaceError, OSError,
)  # fmt: skip

logger = logging.getLogger(__name__)

Handler = Callable[[Request], Awaitable[Answer]]


class LedgerApi:
    """The ASGI application of the ledger. `start` and `stop` may be called once for each of its routes."""

    def __init__(self) -> None:
        self._started = False
        self._under_way = 0
        self._build()

    def _build(self) -> None:
        self._lookups = Lookups()
        self._flushing = Flushing()
        door = Door(KeyRing(self._lookups))
        self._receiving = Receiving(door, self._lookups, self._flushing)
        self._batches = Batches(door, self._lookups, self._flushing)
        self._reading = ReadingBack(door)

    async def start(self) -> None:
        """Connect and begin to write; with the database away, requests are answered 503 until it is back."""
        if self._started:
            return
        self._build()
        self._started = True
        self._flushing.start()
        self._reading.start()

    async def stop(self) -> None:
        """Answer what is under way, write what waits, close."""
        if not self._started:
            return
        self._started = False
        patience = asyncio.get_running_loop().time() + LONGEST_FAREWELL
        while self._under_way and asyncio.get_running_loop().time() < patience:
            await asyncio.sleep(0.02)
        await self._flushing.stop()
        self._reading.stop()
        await self._lookups.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        request = Request(scope, receive)
        self._under_way += 1
        try:
            status, headers, body = await self._answer(request)
        except AskerLeft:
            return
        finally:
            self._under_way -= 1
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, request: Request) -> Answer:
        try:
            if not self._started:
                raise Unavailable
            if request.scope["path"] == LEDGER and request.scope["method"] == "POST":
                return await self._receiving.answer(request)
            return await self._route(request)
        except Problem as problem:
            return problem_answer(problem, request.language)
        except DATABASE_AWAY as problem:
            if not isinstance(problem, Unavailable):
                logger.warning("The ledger's database did not answer: %s", type(problem).__name__)
            return problem_answer(wait_problem(UNAVAILABLE, COME_BACK_SECONDS), request.language)
        except AskerLeft:
            raise
        except Exception:
            logger.exception("A request to the ledger failed")
            return problem_answer(Problem(UNEXPECTED), request.language)

    async def _route(self, request: Request) -> Answer:
        methods = self._methods_at(request.scope["path"].removeprefix(PREFIX).rstrip("/"))
        method = request.scope["method"]
        handler = methods.get("GET" if method == "HEAD" else method)
        if handler is None:
            allowed = ", ".join(sorted({*methods, *(["HEAD"] if "GET" in methods else [])}))
            raise Problem(METHOD, headers=[(b"allow", allowed.encode())], methods=allowed)
        return await handler(request)

    def _methods_at(self, path: str) -> dict[str, Handler]:
        room, _, name = path.partition("/")
        match room, name:
            case "interactions", "":
                return {"GET": self._reading.interactions, "POST": self._receiving.answer}
            case "interactions", "batch":
                return {"POST": self._batches.answer}
            case "interactions", _ if "/" not in name:
                return {"GET": lambda request: self._reading.interaction(request, name)}
            case "customers", _ if name and "/" not in name:
                return {"GET": lambda request: self._reading.customer(request, name)}
        raise Problem(NOT_FOUND)


application = LedgerApi()
