"""How much one key may ask, and how often one address may try keys that are none.

The buckets live in the process that serves: the limit protects the service, it bills nobody, and a shared
count would cost every request a write. Behind n web processes a key may therefore ask up to n times its
limit when its requests spread evenly.
"""

from __future__ import annotations

from collections import OrderedDict
from math import ceil
from time import monotonic

FAILURES_A_MINUTE = 30
REMEMBERED_ADDRESSES = 10_000


class Bucket:
    """Tokens that flow in evenly up to a minute's worth."""

    __slots__ = ("capacity", "level", "stood_at")

    def __init__(self, a_minute: int) -> None:
        self.capacity = float(max(a_minute, 1))
        self.level = self.capacity
        self.stood_at = monotonic()

    def take(self, tokens: float = 1.0) -> float:
        """Take tokens; gives the seconds to wait when there are too few, else zero.

        Whoever asks for more than a minute's worth at once takes all of it.
        """
        now = monotonic()
        level = min(self.capacity, self.level + (now - self.stood_at) * self.capacity / 60)
        self.stood_at = now
        wanted = min(tokens, self.capacity)
        if level < wanted:
            self.level = level
            return (wanted - level) * 60 / self.capacity
        self.level = level - wanted
        return 0.0

    def resize(self, a_minute: int) -> None:
        """Follow a changed limit without giving away a full bucket."""
        capacity = float(max(a_minute, 1))
        self.level = min(self.level * capacity / self.capacity, capacity)
        self.capacity = capacity

    def headers(self) -> list[tuple[bytes, bytes]]:
        """What is left, as the IETF draft on RateLimit fields writes it; nothing while half is left."""
        if self.level + self.level > self.capacity:
            return []
        until_full = ceil((self.capacity - self.level) * 60 / self.capacity)
        return [
            (b"ratelimit-policy", b'"key";q=%d;w=60' % self.capacity),
            (b"ratelimit", b'"key";r=%d;t=%d' % (self.level, until_full)),
        ]


class Failures:
    """Failed keys by address: after thirty in a minute an address waits before it may try another."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def wait(self, address: str) -> float:
        """Seconds until this address may try an unknown key again; zero when it may now."""
        bucket = self._buckets.get(address)
        if bucket is None:
            return 0.0
        seconds = bucket.take()
        if not seconds:
            bucket.level += 1
        return seconds

    def add(self, address: str) -> None:
        """Remember one failure; the address that failed longest ago is forgotten first."""
        bucket = self._buckets.pop(address, None) or Bucket(FAILURES_A_MINUTE)
        bucket.take()
        self._buckets[address] = bucket
        if len(self._buckets) > REMEMBERED_ADDRESSES:
            self._buckets.popitem(last=False)
