"""Routes that are answered on the event loop itself, beside Django's pages: the ledger and the streams."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from memnun.config.one_hop import Receive, Scope, Send


class Native(Protocol):
    """An ASGI application for HTTP requests below one prefix."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

    async def start(self) -> None:
        """Open what requests need (connections, listeners), before the first of them."""

    async def stop(self) -> None:
        """End open streams at once and close what `start` opened, before connections are waited for."""


@dataclass(frozen=True)
class Route:
    """A prefix of paths and the place of the `Native` that answers it, as "module:name"."""

    prefix: str
    target: str

    @property
    def module(self) -> str:
        """The dotted name of the module."""
        return self.target.partition(":")[0]

    def load(self) -> Native:
        """Import the module and give its application."""
        module, _, name = self.target.partition(":")
        native: Native = getattr(import_module(module), name)
        return native


LEDGER = "memnun.interactions.api.routes:application"
CHAT = Route("/chat/", "memnun.channels.chat.live.routes:chat")
STREAMS = Route("/live/", "memnun.desk.live:streams")
ROUTES = (Route("/api/v1/interactions", LEDGER), Route("/api/v1/customers", LEDGER), CHAT, STREAMS)
"""One application may answer several prefixes; it is then started and stopped once for each."""


def present(routes: Sequence[Route]) -> list[Route]:
    """Those routes whose room is built."""
    return [route for route in routes if exists(route.module)]


def exists(module: str) -> bool:
    """Whether there is a module with this name."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
