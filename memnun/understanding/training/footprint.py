"""Load time and memory of the room, measured in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence

_CHILD = """
import json, re, sys, time
def most():
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
texts = json.load(sys.stdin)
before = most()
started = time.process_time()
from memnun.understanding.reading import read_many
read_many(texts[:1])
loaded = time.process_time() - started
for start in range(0, len(texts), 1024):
    read_many(texts[start : start + 1024])
print(json.dumps([loaded, before, most()]))
"""


def footprint(texts: Sequence[str]) -> Iterator[str]:
    """Processor time until the first reading, and the most memory while reading batches of 1,024 texts."""
    command = [sys.executable, "-P", "-c", _CHILD]
    child = subprocess.run(
        command, input=json.dumps(texts[:4096]), capture_output=True, text=True, check=True
    )
    loaded, before, most = json.loads(child.stdout)
    yield (
        f"load        first reading after {loaded:.2f} s  "
        f"memory {most / 1024:.0f} MB at most, {before / 1024:.0f} MB of it Python and the texts"
    )
