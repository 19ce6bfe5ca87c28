"""A small server that speaks like İYS: token, bulk requests, their outcomes, changes; for tests and trying out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

LIMIT_REACHED = {"errors": [{"code": "H124", "message": "Saniyede kabul edilen istek limitine ulaşıldı."}]}
BAD_TOKEN = {"errors": [{"code": "H351", "message": "Eksik veya geçersiz jeton!"}]}
FIRST_IS_REFUSAL = {
    "code": "H175",
    "message": "İlk izin kayıt işlemlerinde RET durum bilgisi içeren izinler kaydedilmez.",
}


@dataclass
class FakeIys:
    """What the server holds and was asked. `busy` answers of 429 come before the next good one."""

    address: str = ""
    password: str = "doğru"  # noqa: S105
    busy: int = 0
    slow: bool = False
    holds: dict[tuple[str, str, str], str] = field(default_factory=dict)
    requests: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    changed: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def answer(
        self, method: str, path: str, query: dict[str, list[str]], body: Any, token: str
    ) -> tuple[int, Any]:
        """Status and body for one request."""
        self.asked.append(f"{method} {path}")
        if path == "/oauth2/token":
            right = body.get("password") == self.password and body.get("grant_type") == "password"
            return (200, {"access_token": "jeton", "expires_in": 7200}) if right else (401, BAD_TOKEN)
        if token != "Bearer jeton":  # noqa: S105
            return 401, BAD_TOKEN
        if self.busy:
            self.busy -= 1
            return 429, LIMIT_REACHED
        if path.endswith("/consents/request"):
            return 200, self._take(body)
        if "/consents/request/" in path:
            return 200, self._outcomes(path.rpartition("/")[2])
        if path.endswith("/consents/changes"):
            return 200, self._changes(query)
        return 404, {"errors": []}

    def _take(self, records: list[dict[str, Any]]) -> dict[str, Any]:
        name = f"istek-{len(self.requests) + 1}"
        self.requests[name] = records
        return {
            "requestId": name,
            "subRequests": [{**record, "subRequestId": str(n)} for n, record in enumerate(records)],
        }

    def _outcomes(self, name: str) -> list[dict[str, Any]]:
        if self.slow:
            return [{"index": number, "status": "enqueue"} for number, _ in enumerate(self.requests[name])]
        return [self._outcome(number, record) for number, record in enumerate(self.requests[name])]

    def _outcome(self, number: int, record: dict[str, Any]) -> dict[str, Any]:
        key = (record["type"], record["recipient"], record["recipientType"])
        if key not in self.holds and record["status"] == "RET":
            return {"index": number, "status": "failure", "error": FIRST_IS_REFUSAL}
        self.holds[key] = record["status"]
        return {"index": number, "status": "success", "transactionId": f"t{number}"}

    def _changes(self, query: dict[str, list[str]]) -> dict[str, Any]:
        begin = int(query.get("after", ["0"])[0])
        rows = self.changed[begin : begin + int(query["limit"][0])]
        return {"after": str(begin + len(rows)), "list": rows}


@contextmanager
def serving(fake: FakeIys) -> Iterator[FakeIys]:
    """Serve on a free port of loopback; `fake.address` says where."""

    class Answerer(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            url = urlsplit(self.path)
            token = self.headers.get("Authorization", "")
            status, told = fake.answer(self.command, url.path, parse_qs(url.query), body, token)
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _answer  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answerer)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    fake.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
