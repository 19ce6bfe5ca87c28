"""Many browsers in one small process: opens streams and notes when the bytes of each event arrive.

    python -m memnun.bench.stream_client PORT RESULTS < COOKIES

Each line of the standard input is the cookie of one stream; an empty line ends the list. Prints "ready"
when all are open. At the end of the input it writes pairs of 64-bit numbers (event id, nanoseconds on the
machine's monotonic clock) to the file RESULTS.
"""

from __future__ import annotations

import re
import select
import socket
import sys
import time
from array import array

PATH = "/live/events"
EVENT = re.compile(rb'"id":(\d+),"at"')


def main() -> None:
    """Open the streams, listen until the input ends, write what was noted."""
    port, results = int(sys.argv[1]), sys.argv[2]
    cookies = list(iter(sys.stdin.readline, "\n"))
    streams = [_open(port, cookie.strip()) for cookie in cookies]
    for stream in streams:
        _read_hello(stream)
        stream.setblocking(False)
    print("ready", flush=True)
    noted = _listen(streams)
    with open(results, "wb") as file:
        noted.tofile(file)


def _open(port: int, cookie: str) -> socket.socket:
    stream = socket.create_connection(("127.0.0.1", port))
    stream.sendall(f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode())
    return stream


def _read_hello(stream: socket.socket) -> None:
    stream.settimeout(60)
    text = b""
    while b"id: " not in text:
        part = stream.recv(4096)
        if not part:
            raise ConnectionError(f"no stream: {text[:200]!r}")
        text += part


def _listen(streams: list[socket.socket]) -> array[int]:
    noted = array("q")
    by_number = {stream.fileno(): stream for stream in streams}
    epoll = select.epoll()
    for number in [*by_number, sys.stdin.fileno()]:
        epoll.register(number, select.EPOLLIN)
    while True:
        for number, _ in epoll.poll():
            if number == sys.stdin.fileno():
                return noted
            text = by_number[number].recv(65536)
            now = time.monotonic_ns()
            if not text:
                raise ConnectionError("the server closed a stream")
            for event in EVENT.findall(text):
                noted.extend((int(event), now))


if __name__ == "__main__":
    main()
