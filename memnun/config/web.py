"""The processes that answer browsers and programs: `bin/memnun web`, and `live` for streams alone."""

import argparse
import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

import uvicorn
from django.conf import settings
from django.db import connection

from memnun.config import welcome
from memnun.config.application import Application
from memnun.config.listening import listen, url_of
from memnun.config.native import ROUTES, STREAMS
from memnun.config.pulse import beating

GRACE = 8
"""Seconds that running requests are given when the process stops."""


class Server(uvicorn.Server):
    """uvicorn that ends open streams first and leaves the exit to us (its own re-raises the signal)."""

    def __init__(self, application: Application, *, when_ready: Callable[[], None]) -> None:
        """`when_ready` is called in a thread once requests are answered."""
        self.application = application
        self.when_ready = when_ready
        super().__init__(
            uvicorn.Config(
                application,
                loop="uvloop",
                http="httptools",
                ws="none",
                lifespan="on",
                proxy_headers=False,
                server_header=False,
                access_log=False,
                log_config=None,
                timeout_keep_alive=75,
                timeout_graceful_shutdown=GRACE,
            )
        )

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop in order on SIGTERM and Ctrl-C."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve, and then say so."""
        await super().startup(sockets)
        await asyncio.to_thread(self.when_ready)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more connections, end the streams, then let the rest finish."""
        for server in self.servers:
            server.close()
        await self.application.end_streams()
        await super().shutdown(sockets)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.should_exit = True


def web(arguments: Sequence[str]) -> int:
    """Serve pages, the API and live streams."""
    return _serve("web", Application(ROUTES), arguments)


def live(arguments: Sequence[str]) -> int:
    """Serve live streams only, for machines of their own behind the same address."""
    return _serve("live", Application([STREAMS], with_pages=False), arguments)


def _serve(name: str, application: Application, arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog=f"bin/memnun {name}")
    parser.add_argument("--host", default=settings.ENVIRONMENT.host)
    parser.add_argument("--port", type=int, default=settings.ENVIRONMENT.port)
    parser.add_argument("--socket", type=int, help="number of a listening socket that was inherited")
    parser.add_argument("--ready", type=int, help="number of a pipe to welcome the person through, once")
    options = parser.parse_args(arguments)
    if options.socket is not None:
        listener = socket.socket(fileno=options.socket)
    else:
        listener = listen(options.host, options.port)
    with beating(name):
        Server(application, when_ready=lambda: _tell_ready(listener, options.ready)).run(sockets=[listener])
    return 0


def _tell_ready(listener: socket.socket, pipe: int | None) -> None:
    """Say where we serve; the supervisor's first web process welcomes the person as well."""
    url = settings.ENVIRONMENT.url or url_of(listener)
    if pipe is None:
        print(url, flush=True)  # noqa: T201 - the address is what the command tells
        return
    print(welcome.words(url), flush=True)  # noqa: T201
    connection.close()
    os.write(pipe, b"1")
