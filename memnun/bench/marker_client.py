"""Many open streams in one small process: notes when the bytes of each awaited mark arrive.

    python -m memnun.bench.marker_client PORT RESULTS PATTERN < REQUESTS

Each line of the standard input is the path of one stream and its headers, parted by tabs; an empty line
ends the list. Prints "ready" when all have answered. At the end of the input it writes a line for every
match of the pattern (its first group, then nanoseconds on the machine's monotonic clock) to RESULTS.
"""

from __future__ import annotations

import re
import select
import socket
import sys
import time
from pathlib import Path


def main() -> None:
    """Open the streams, listen until the input ends, write what was noted."""
    port, results, pattern = int(sys.argv[1]), sys.argv[2], re.compile(sys.argv[3].encode())
    streams = [_open(port, line.rstrip("\n")) for line in iter(sys.stdin.readline, "\n")]
    for stream in streams:
        _read_beginning(stream)
        stream.setblocking(False)
    print("ready", flush=True)
    noted = _listen(streams, pattern)
    Path(results).write_text("".join(f"{mark} {at}\n" for mark, at in noted))


def _open(port: int, line: str) -> socket.socket:
    path, *headers = line.split("\t")
    stream = socket.create_connection(("127.0.0.1", port))
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers, "", ""]
    stream.sendall("\r\n".join(lines).encode())
    return stream


def _read_beginning(stream: socket.socket) -> None:
    """Read up to the first line of the stream itself."""
    stream.settimeout(60)
    text = b""
    while b"retry: " not in text:
        part = stream.recv(4096)
        if not part or b" 200 " not in (text + part)[:20]:
            raise ConnectionError(f"no stream: {(text + part)[:200]!r}")
        text += part


def _listen(streams: list[socket.socket], pattern: re.Pattern[bytes]) -> list[tuple[str, int]]:
    noted: list[tuple[str, int]] = []
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
            noted.extend((mark.decode(), now) for mark in pattern.findall(text))


if __name__ == "__main__":
    main()
