"""Many browsers in one small process: opens streams and notes when the bytes of each event arrive.

    python -m memnun.bench.stream_client PORT RESULTS < COOKIES

Each line of the standard input is the cookie of one stream; an empty line ends the list. Prints "ready"
when all are open. At the end of the input it writes pairs of 64-bit numbers (event id, nanoseconds on the
machine's monotonic clock) to the file RESULTS.
"""

from __future__ import annotations

import re
import sys
from array import array

from memnun.bench.listening import await_beginnings, listen, open_stream

PATH = "/live/events"
EVENT = re.compile(rb'"id":(\d+),"at"')


def main() -> None:
    """Open the streams, listen until the input ends, write what was noted."""
    port, results = int(sys.argv[1]), sys.argv[2]
    cookies = list(iter(sys.stdin.readline, "\n"))
    streams = [open_stream(port, PATH, [f"Cookie: {cookie.strip()}"]) for cookie in cookies]
    await_beginnings(streams, b"id: ")
    print("ready", flush=True)
    noted = array("q")
    for event, at in listen(streams, EVENT):
        noted.extend((int(event), at))
    with open(results, "wb") as file:
        noted.tofile(file)


if __name__ == "__main__":
    main()
