"""The ledger's API served for a test: over real HTTP, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn

from memnun.interactions.api.routes import LedgerApi
from memnun.people.actions import issue_api_key
from memnun.people.models import Brand
from memnun.people.models.api_key import Scope

EVERY_SCOPE = [scope.value for scope in Scope]


class ServedLedger(uvicorn.Server):
    """A server with nothing but the ledger's API."""

    def __init__(self) -> None:
        self.api = LedgerApi()
        self.ready = threading.Event()
        super().__init__(
            uvicorn.Config(
                self.api,
                port=0,
                lifespan="off",
                http="httptools",
                interface="asgi3",
                log_config=None,
                proxy_headers=False,
                access_log=False,
            )
        )

    async def startup(self, sockets: Any = None) -> None:
        """Connect, listen, and say so."""
        await self.api.start()
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: Any = None) -> None:
        """Write what waits, then end."""
        await self.api.stop()
        await super().shutdown(sockets)

    @property
    def address(self) -> str:
        """Where it listens."""
        port = self.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"


@contextmanager
def served_ledger() -> Iterator[ServedLedger]:
    """Serve for as long as the block lasts."""
    server = ServedLedger()
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        if not server.ready.wait(10):
            raise TimeoutError("The ledger did not come up within ten seconds.")
        yield server
    finally:
        server.should_exit = True
        thread.join()


def make_key(brand: Brand, scopes: list[str] | None = None) -> str:
    """A key of the brand with all scopes, or those given."""
    return issue_api_key(
        brand=brand, name="Deneme anahtarı", scopes=EVERY_SCOPE if scopes is None else scopes
    )[1]


def client_of(server: ServedLedger, token: str, **headers: str) -> httpx.Client:
    """An HTTP client that uses a key."""
    return httpx.Client(base_url=server.address, headers={"Authorization": f"Bearer {token}", **headers})
