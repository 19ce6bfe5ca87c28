"""A web site of a brand, on an origin of its own and with the strictest content security policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import uvicorn

from memnun.config.application import Application
from memnun.config.native import CHAT, STREAMS

from .site import running

POLICY = (
    "default-src 'none'; script-src {memnun}; connect-src {memnun}; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Mağaza</title></head>
<body><main><h1>Mağaza</h1><p><a href="/urun/1">Ürün</a></p></main>
<script src="{memnun}/chat/widget.js" data-key="{key}" {more} async></script></body></html>"""


class Shop(ThreadingHTTPServer):
    """Serves the same page at every path."""

    daemon_threads = True

    def __init__(self, memnun: str) -> None:
        super().__init__(("127.0.0.1", 0), _Pages)
        self.memnun = memnun
        self.key = ""
        self.language = "tr"
        self.more = ""

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Pages(BaseHTTPRequestHandler):
    server: Shop

    def do_GET(self) -> None:
        shop = self.server
        page = PAGE.format(memnun=shop.memnun, key=shop.key, language=shop.language, more=shop.more).encode()
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-security-policy", POLICY.format(memnun=shop.memnun))
        self.send_header("content-length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(uvicorn.Server):
    """Ends streams first, as the real process does."""

    async def shutdown(self, sockets: Any = None) -> None:
        await self.config.app.end_streams()  # type: ignore[union-attr]
        await super().shutdown(sockets)


@contextmanager
def served_memnun() -> Iterator[str]:
    """The whole application with its real streams; gives the address."""
    config = uvicorn.Config(Application([CHAT, STREAMS]), port=0, log_config=None, lifespan="on", ws="none")
    with running(_Server(config)) as url:
        yield url


@contextmanager
def served_shop(memnun: str) -> Iterator[Shop]:
    """The site, for as long as the block lasts."""
    shop = Shop(memnun)
    thread = threading.Thread(target=shop.serve_forever, daemon=True)
    thread.start()
    try:
        yield shop
    finally:
        shop.shutdown()
        thread.join()
        shop.server_close()
