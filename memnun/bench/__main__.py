"""python -m memnun.bench [NAME …]: run benches, each in a process of its own."""

from __future__ import annotations

import argparse
import subprocess
import sys

from memnun.bench.registry import discover
from memnun.bench.report import Report


def main() -> int:
    """Run the benches named, or all; the exit status is 1 when one failed."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure Memnun on this machine.")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--list", action="store_true", help="name the benches and stop")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    benches = discover()
    unknown = sorted(set(arguments.names) - set(benches))
    if unknown:
        parser.error(f"no bench is named {', '.join(unknown)}; there are {', '.join(sorted(benches))}")
    report = Report()
    chosen = arguments.names or sorted(benches)
    if arguments.list:
        for name in chosen:
            report.say(f"{name}: {benches[name].what}")
        return 0
    if arguments.here:
        for name in chosen:
            benches[name].measure(report)
        return 0
    failed = []
    for name in chosen:
        report.say(f"{name}: {benches[name].what}")
        if subprocess.run(
            [sys.executable, "-P", "-m", "memnun.bench", "--here", name], check=False
        ).returncode:
            failed.append(name)
    if failed:
        report.say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
