"""How far a reader has come in the log.

Numbers from a sequence cannot say it: a transaction that commits late leaves a gap behind readers that
have gone on. PostgreSQL's snapshots can: everything a snapshot sees has been read, everything it does
not see is new, whenever it commits. Snapshots of one server are nested: a later one sees all that an
earlier one saw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

LONGEST = 4000
"""Characters of a position that is still looked at; a thousand running transactions fit."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
NUMBER = r"[0-9a-z]{1,13}"
SNAPSHOT = rf"{NUMBER}(?:\.{NUMBER})*"
POSITION = re.compile(rf"({SNAPSHOT})(?:~({SNAPSHOT})~({NUMBER}))?")
LARGEST = 2**63 - 1
EPOCH = 2**32
"""PostgreSQL never gives out a multiple of this and accepts none."""


SNAPSHOT_COLUMN = "live_from"
"""The column that brings a page the snapshot where its live updates begin; another with every asking."""


class Malformed(ValueError):
    """A text that is no position."""


class FromTheFuture(ValueError):
    """A position that this server has not reached: it was given out by another, or before a restore."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Sees the transactions below `end`, less those that were running; numbers as in PostgreSQL's xid8."""

    end: int
    running: frozenset[int] = frozenset()

    @classmethod
    def from_postgres(cls, text: str, own: int | None = None) -> Self:
        """From `pg_current_snapshot()::text`, `xmin:xmax:running,…`.

        PostgreSQL leaves out the number of the transaction that asks; `own` puts it back, so that what
        this transaction still writes is new to whoever goes on from here.
        """
        _, end, running = text.split(":")
        numbers = {int(number) for number in running.split(",") if number}
        if own is not None and own < int(end):
            numbers.add(own)
        return cls(int(end), frozenset(numbers))

    def for_postgres(self) -> str:
        """As PostgreSQL's pg_snapshot reads it."""
        return f"{min(self.running, default=self.end)}:{self.end}:{','.join(map(str, sorted(self.running)))}"

    def sees(self, xid: int) -> bool:
        """Whether the transaction had been committed (or rolled back) when the snapshot was taken."""
        return xid < self.end and xid not in self.running

    def includes(self, earlier: Snapshot) -> bool:
        """Whether this snapshot sees all that `earlier` sees."""
        return self.end >= earlier.end and all(
            xid >= earlier.end or xid in earlier.running for xid in self.running
        )


BEGINNING = Snapshot(1)
"""Has seen nothing; the smallest end that PostgreSQL accepts."""


@dataclass(frozen=True, slots=True)
class Position:
    """All that `seen` sees has been read; of what `batch` sees besides, the events up to number `last`."""

    seen: Snapshot
    batch: Snapshot | None = None
    last: int = 0

    def __str__(self) -> str:
        """A short text of digits, small letters, "." and "~"; `parse` reads it back."""
        if self.batch is None:
            return _write(self.seen)
        return f"{_write(self.seen)}~{_write(self.batch)}~{_to_text(self.last)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote; raises Malformed for everything else."""
        match = POSITION.fullmatch(text) if len(text) <= LONGEST else None
        if not match:
            raise Malformed(f"no position: {text[:40]!r}")
        seen, batch, last = match.groups()
        if batch is None:
            return cls(_read(seen))
        position = cls(_read(seen), _read(batch), _to_number(last))
        if not _read(batch).includes(position.seen):
            raise Malformed("a batch that ends before it begins")
        return position

    @property
    def newest(self) -> Snapshot:
        """The newest snapshot this position speaks of."""
        return self.batch or self.seen


def _write(snapshot: Snapshot) -> str:
    """The end, then how far below it each running transaction is."""
    below = sorted(snapshot.end - xid for xid in snapshot.running)
    return ".".join(_to_text(number) for number in [snapshot.end, *below])


def _read(text: str) -> Snapshot:
    end, *below = [_to_number(part) for part in text.split(".")]
    running = [end - number for number in below]
    if any(xid < 1 or xid % EPOCH == 0 or xid > end for xid in [end, *running]) or end in running:
        raise Malformed("a snapshot with impossible numbers")
    return Snapshot(end, frozenset(running))


def _to_text(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text or "0"


def _to_number(text: str) -> int:
    number = int(text, 36)
    if number > LARGEST:
        raise Malformed("a number beyond PostgreSQL's")
    return number
