"""Many open streams in one small process: notes when the bytes of each awaited mark arrive.

    python -m memnun.bench.marker_client PORT RESULTS PATTERN < REQUESTS

Each line of the standard input is the path of one stream and its headers, parted by tabs; an empty line
ends the list. Prints "ready" when all have answered. At the end of the input it writes a line for every
match of the pattern (its first group, then nanoseconds on the machine's monotonic clock) to RESULTS.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from memnun.bench.listening import await_beginnings, listen, open_stream


def main() -> None:
    """Open the streams, listen until the input ends, write what was noted."""
    port, results, pattern = int(sys.argv[1]), sys.argv[2], re.compile(sys.argv[3].encode())
    requests = [line.rstrip("\n").split("\t") for line in iter(sys.stdin.readline, "\n")]
    streams = [open_stream(port, path, headers) for path, *headers in requests]
    await_beginnings(streams, b"retry: ")
    print("ready", flush=True)
    noted = list(listen(streams, pattern))
    Path(results).write_text("".join(f"{mark.decode()} {at}\n" for mark, at in noted))


if __name__ == "__main__":
    main()
