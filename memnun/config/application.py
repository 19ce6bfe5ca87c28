"""The one web application: native routes and static files on the event loop, Django's pages one hop away."""

import asyncio
import gc
from collections.abc import Sequence

from django.conf import settings

from memnun.config import native, static, uploads
from memnun.config.native import Native, Route
from memnun.config.one_hop import OneHop, Receive, Scope, Send, refuse
from memnun.config.page_memory import RememberedPages
from memnun.config.proxies import Proxies
from memnun.config.turns import take_short_turns
from memnun.config.wsgi import application as pages

ALIVE = "/alive"
"""Answers 200 as long as the process serves, for supervisors and load balancers; asks no database."""


class Application:
    """Sends each request where it is answered."""

    def __init__(self, routes: Sequence[Route], *, with_pages: bool = True) -> None:
        """Without pages only the native routes are served (`bin/memnun live`)."""
        take_short_turns()
        self.natives: list[tuple[str, Native]] = [
            (route.prefix, route.load()) for route in native.present(routes)
        ]
        self.with_pages = with_pages
        self.pages = OneHop(
            RememberedPages(pages),
            threads=settings.ENVIRONMENT.threads,
            largest_body=settings.LARGEST_FORM,
            largest_of=uploads.largest_body,
        )
        self.proxies = Proxies(settings.ENVIRONMENT.trusted_proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or live through a start and a stop."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(self.proxies.settle(scope), receive, send)

    async def end_streams(self) -> None:
        """Stop the native routes; their streams end, and browsers come back to the next process."""
        await asyncio.gather(*(application.stop() for _, application in self.natives))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        for prefix, application in self.natives:
            if path.startswith(prefix):
                await application(scope, receive, send)
                return
        if path == ALIVE:
            await refuse(send, 200, b"alive", [])
        elif not self.with_pages:
            await refuse(send, 404, b"Not found.", [])
        elif path.startswith(settings.STATIC_URL):
            await static.serve(scope, receive, send)
        else:
            await self.pages(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await asyncio.gather(*(application.start() for _, application in self.natives))
        settle_memory()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.pages.close()
        await send({"type": "lifespan.shutdown.complete"})


def settle_memory() -> None:
    """What was built by now stays: collections need not look at it again, nor after every 700 new objects.

    A batch of a thousand contacts makes tens of thousands of objects and no circles among them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
