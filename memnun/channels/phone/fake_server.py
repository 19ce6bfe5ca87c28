"""A switchboard's API for tests and development: lists of calls, recordings and calls from the desk.

It speaks as api.bulutsantralim.com and api.bulutfon.com do, with their moods: pages that overlap, disorder, 429,
failures, and silence about a call.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import uuid4

import msgspec

SMALLEST_PAGE = 10


class FakeSwitchboard(ThreadingHTTPServer):
    """`rows` stand in its list, `flows` in the details; `asked` keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key = "K12345678-1234-5678-4321-123456789012"
        self.extensions = {"1001"}
        self.rows: list[Any] = []
        self.flows: dict[str, list[dict[str, Any]]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.busy: list[int] = []
        """Seconds to answer the next requests with 429."""
        self.broken = 0
        """Requests to be answered with 500."""
        self.overlapping = False
        """Whether every page begins with the last call of the page before, as lists do that grow while they are read."""

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def page(self, number: int, size: int) -> dict[str, Any]:
        """One page of the list."""
        size = max(size, SMALLEST_PAGE)
        begin = (number - 1) * size - (1 if self.overlapping and number > 1 else 0)
        told = {
            "page": number, "total_count": len(self.rows), "limit": size,
            "total_pages": -(-len(self.rows) // size),
        }  # fmt: skip
        return {"cdrs": self.rows[begin : number * size], "pagination": told}

    def find(self, key: str) -> dict[str, Any] | None:
        """The row of a call."""
        rows = (row for row in self.rows if isinstance(row, dict))
        return next((row for row in rows if key in (row.get("call_uuid"), row.get("uuid"))), None)


class _Handler(BaseHTTPRequestHandler):
    server: FakeSwitchboard

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self._answer(address.path, dict(parse_qsl(address.query)))

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        self._answer(urlsplit(self.path).path, dict(parse_qsl(self.rfile.read(length).decode())))

    def _answer(self, path: str, given: dict[str, str]) -> None:
        server = self.server
        server.asked.append((path, given))
        if server.busy:
            self._say(429, "too many requests", {"retry-after": str(server.busy.pop(0))})
        elif server.broken:
            server.broken -= 1
            self._say(500, "internal error")
        elif given.get("access_token") not in (None, server.key):
            self._say(401, '{"error": "Token expired"}')
        elif "access_token" not in given and given.get("key") != server.key:
            self._say(400, f"Gecersiz anahtar: {given.get('key')}")
        elif path in ("/cdrs", "/cdrs.json"):
            self._give(server.page(int(given["page"]), int(given["limit"])))
        elif path.startswith("/cdrs/"):
            self._give_detail(unquote(path.removeprefix("/cdrs/").removesuffix(".json")))
        elif path == "/originate":
            self._originate(given)
        elif path == "/call.json":
            self._give({"success": True, "message": "Arama başarıyla başlatıldı."})
        elif path == "/recording_url" and server.find(given["call_uuid"]):
            self._say(200, f"{server.url}/recording/R{uuid4()}")
        else:
            self._say(404, "not found")

    def _give_detail(self, key: str) -> None:
        row = self.server.find(key)
        if row is None or key not in self.server.flows:
            self._say(404, f"cannot find call with call_uuid {key}")
        elif "uuid" in row:
            self._give({"cdr": {**row, "call_flow": self.server.flows[key]}})
        else:
            self._give({"cdr": row, "call_flow": self.server.flows[key]})

    def _originate(self, given: dict[str, str]) -> None:
        if given.get("extension") not in self.server.extensions:
            self._say(400, f"extension {given.get('extension')} not found")
        else:
            self._say(200, str(uuid4()))

    def _give(self, told: dict[str, Any]) -> None:
        self._say(200, msgspec.json.encode(told).decode())

    def _say(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in {**(headers or {}), "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: Any) -> None:
        """Tests need no access log."""


@contextmanager
def serving() -> Iterator[FakeSwitchboard]:
    """Serve from a thread of its own."""
    server = FakeSwitchboard()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
