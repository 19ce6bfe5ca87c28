"""Open streams in one small process, and the moments at which what is looked for arrives."""

from __future__ import annotations

import re
import select
import socket
import sys
import time
from collections.abc import Iterable, Iterator


def open_stream(port: int, path: str, headers: Iterable[str]) -> socket.socket:
    """Ask the server on this machine for a stream; `headers` are lines as they stand."""
    stream = socket.create_connection(("127.0.0.1", port))
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers, "", ""]
    stream.sendall("\r\n".join(lines).encode())
    return stream


def await_beginnings(streams: Iterable[socket.socket], sign: bytes) -> None:
    """Read of each stream up to a sign of its first line. Raises ConnectionError where there is no stream."""
    for stream in streams:
        stream.settimeout(60)
        text = b""
        while sign not in text:
            part = stream.recv(4096)
            if not part or b" 200 " not in (text + part)[:20]:
                raise ConnectionError(f"no stream: {(text + part)[:200]!r}")
            text += part
        stream.setblocking(False)


def listen(streams: Iterable[socket.socket], pattern: re.Pattern[bytes]) -> Iterator[tuple[bytes, int]]:
    """Every match of the pattern's first group with nanoseconds on the machine's monotonic clock.

    Ends with the standard input. Raises ConnectionError when the server closes a stream.
    """
    by_number = {stream.fileno(): stream for stream in streams}
    epoll = select.epoll()
    for number in [*by_number, sys.stdin.fileno()]:
        epoll.register(number, select.EPOLLIN)
    while True:
        for number, _ in epoll.poll():
            if number == sys.stdin.fileno():
                return
            text = by_number[number].recv(65536)
            now = time.monotonic_ns()
            if not text:
                raise ConnectionError("the server closed a stream")
            for found in pattern.findall(text):
                yield found, now
