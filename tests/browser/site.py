"""The whole web application at an address, with the cast in its database."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from playwright.sync_api import BrowserContext

from memnun.config.application import Application
from memnun.config.native import Route
from memnun.people.models import Person
from memnun.people.testing import Cast, signed_in_client

_running: list[uvicorn.Server] = []


@dataclass
class Site:
    """The application at an address, with the cast in its database."""

    url: str
    cast: Cast

    def sign_in(self, context: BrowserContext, person: Person) -> None:
        """Give the browser the session of the person."""
        cookie = signed_in_client(person).cookies["memnun_session"]
        context.add_cookies([{"name": "memnun_session", "value": cookie.value, "url": self.url}])


@contextmanager
def served() -> Iterator[str]:
    """Serve from a thread on a free port; gives the address.

    The event stream is one that tests tell what to send.
    """
    config = uvicorn.Config(
        Application([Route("/live/", "tests.browser.stream:stream")]),
        port=0,
        log_config=None,
        lifespan="on",
        ws="none",
    )
    with running(uvicorn.Server(config)) as url:
        yield url


@contextmanager
def running(server: uvicorn.Server) -> Iterator[str]:
    """Let a server run in a thread; gives its address."""
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    _running.append(server)
    try:
        yield f"http://localhost:{port}"
    finally:
        _running.remove(server)
        server.should_exit = True
        thread.join()


def wait_until_nothing_is_asked() -> None:
    """Until no running server has had a request under way for a tenth of a second.

    Raises:
        AssertionError: when one still has after ten seconds.
    """
    until, quiet = time.monotonic() + 10, 0
    while quiet < 5:
        quiet = 0 if any(server.server_state.tasks for server in _running) else quiet + 1
        assert time.monotonic() < until, "the server still works at requests of the pages that were left"
        time.sleep(0.02)
