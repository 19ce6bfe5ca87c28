"""python -m memnun.bench.ledger_load: ask as fast as a number of keep-alive clients can, from one process.

Reads a `Load` as JSON from standard input, writes a `Measured` to standard output. Every client sends its
next request when the answer to the last one is whole. Plain sockets and epoll, so that little of the
machine goes into asking; what does go into it slows the faster server more, never the slower.
"""

from __future__ import annotations

import select
import socket
import sys
import time
from typing import Literal
from urllib.parse import urlsplit

import msgspec

TEXT = (
    "Merhaba, geçen hafta verdiğim siparişim hâlâ gelmedi; kargo firması adresi bulamadığını söylüyor ama "
    "kimse beni aramadı. Çok üzgünüm, ilgilenir misiniz? Sipariş numaram 48213."
)
CONTACT = (
    '{"channel":"email","account":"destek","external_id":"%b","occurred_at":"2026-11-20T10:15:00+03:00",'
    '"customer":{"email":"ayse.yilmaz@ornek.example","name":"Ayşe Yılmaz"},"subject":"Siparişim gelmedi",'
    f'"text":"{TEXT}","meta":{{"order":"48213"}}}}'
).encode()
TICKET = (
    '{"queue":1,"title":"Siparişim gelmedi","submitter_email":"ayse.yilmaz@ornek.example","priority":3,'
    f'"description":"{TEXT} %b"}}'
).encode()
FORMS = {"contact": CONTACT, "ticket": TICKET}
NUMBER = b"%b-%010d"
BLOCK = 1 << 16


class Load(msgspec.Struct):
    """What to send where, or what to GET (form `page`).

    `rows` is the number of records in one request; one is sent without a list.
    """

    address: str
    path: str
    headers: dict[str, str]
    prefix: str
    seconds: float
    clients: int = 64
    rows: int = 1
    form: Literal["contact", "ticket", "page"] = "contact"


class Measured(msgspec.Struct):
    """What came back: requests and rows a second, and each request's time in milliseconds."""

    requests: int
    seconds: float
    latencies: list[float]
    failures: int
    cpu: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


class Client:
    """One connection. `buffer` holds what came of the answer so far."""

    __slots__ = ("asked_at", "buffer", "line")

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.line = socket.create_connection((parts.hostname, parts.port))
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.asked_at = 0.0

    def ask(self, request: bytes) -> None:
        """Send the next request."""
        self.asked_at = time.perf_counter()
        self.line.sendall(request)

    def hear(self) -> int | None:
        """Read on; gives the status when the answer is whole. Raises ConnectionError."""
        came = self.line.recv(BLOCK)
        if not came:
            raise ConnectionError("the server closed a connection")
        self.buffer += came
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = self.buffer[:end].lower()
        start = head.find(b"content-length: ") + 16
        stop = head.find(b"\r", start)
        length = int(head[start : stop if stop > 0 else None])
        if len(self.buffer) < end + 4 + length:
            return None
        self.buffer = b""
        return int(head[9:12])


class Requests:
    """Requests one after the other, each with external ids of its own."""

    def __init__(self, load: Load) -> None:
        self.sent = 0
        self._rows = load.rows
        named = "".join(f"{name}: {value}\r\n" for name, value in load.headers.items())
        self._whole = b""
        if load.form == "page":
            self._whole = (
                f"GET {load.path} HTTP/1.1\r\nHost: {urlsplit(load.address).netloc}\r\n{named}\r\n".encode()
            )
            return
        self._form = FORMS[load.form]
        self._prefix = load.prefix.encode()
        one = len(self._form % (NUMBER % (self._prefix, 0)))
        length = one if load.rows == 1 else load.rows * (one + 1) + 1
        self._head = (
            f"POST {load.path} HTTP/1.1\r\nHost: {urlsplit(load.address).netloc}\r\n"
            f"Content-Type: application/json\r\n{named}Content-Length: {length}\r\n\r\n"
        ).encode()

    def next(self) -> bytes:
        """The bytes of the next request."""
        first = self.sent
        self.sent += self._rows
        if self._whole:
            return self._whole
        if self._rows == 1:
            return self._head + self._form % (NUMBER % (self._prefix, first))
        rows = [self._form % (NUMBER % (self._prefix, number)) for number in range(first, self.sent)]
        return self._head + b"[" + b",".join(rows) + b"]"


def run(load: Load) -> Measured:
    """Send for `load.seconds` and wait for the last answers."""
    requests = Requests(load)
    clients = [Client(load.address) for _ in range(load.clients)]
    poll = select.epoll()
    by_number = {client.line.fileno(): client for client in clients}
    latencies: list[float] = []
    failures = 0
    started = time.perf_counter()
    end = started + load.seconds
    for client in clients:
        poll.register(client.line, select.EPOLLIN)
        client.ask(requests.next())
    waiting = len(clients)
    while waiting:
        for number, _ in poll.poll():
            client = by_number[number]
            status = client.hear()
            if status is None:
                continue
            now = time.perf_counter()
            latencies.append((now - client.asked_at) * 1000)
            failures += not 200 <= status < 300
            if now < end:
                client.ask(requests.next())
            else:
                waiting -= 1
    seconds = time.perf_counter() - started
    for client in clients:
        client.line.close()
    return Measured(len(latencies), seconds, latencies, failures, time.process_time())


if __name__ == "__main__":
    load = msgspec.json.decode(sys.stdin.buffer.read(), type=Load)
    sys.stdout.buffer.write(msgspec.json.encode(run(load)))
