"""Messages written and labelled by hand, of many trades: what no public set of reviews holds.

A line: trade, kinds (the main one first), group, sentiment, text; separated by tabs, a line break written as \\n.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("own_messages")
KEPT_FOR_TESTS = ("hastane_klinik", "hava_yolu_otobus", "elektrik_dogalgaz")
"""Trades that are never learnt from: they show how messages of a trade never seen are read."""


@dataclass(frozen=True, slots=True)
class Message:
    """One labelled message."""

    trade: str
    kinds: tuple[str, ...]
    group: str
    sentiment: str
    text: str


def messages() -> list[Message]:
    """Those to learn from, in the order of the files."""
    return [message for message in _all() if message.trade not in KEPT_FOR_TESTS]


def kept_messages() -> list[Message]:
    """Those of trades never learnt from."""
    return [message for message in _all() if message.trade in KEPT_FOR_TESTS]


def _all() -> Iterator[Message]:
    for path in sorted(FOLDER.glob("*.tsv")):
        yield from _read(path)


def _read(path: Path) -> Iterator[Message]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            trade, kinds, group, sentiment, text = line.split("\t")
        except ValueError as problem:
            raise ValueError(f"{path.name}:{number}: five columns are wanted.") from problem
        yield Message(trade, tuple(kinds.split(",")), group, sentiment, text.replace("\\n", "\n"))
