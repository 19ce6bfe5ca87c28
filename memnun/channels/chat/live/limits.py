"""How fast visitors may write. Limits of an address are wide: behind one may sit a whole office."""

from __future__ import annotations

from collections import OrderedDict

from memnun.interactions.api.limits import Bucket

MESSAGES_A_MINUTE = 20
SIGNALS_A_MINUTE = 90
SESSIONS_OF_AN_ADDRESS = 120
REQUESTS_OF_AN_ADDRESS = 3_000
FILES_A_MINUTE = 10
REMEMBERED = 20_000


class Limits:
    """Buckets by name, in this process; the one not used for longest is forgotten first."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._buckets: OrderedDict[tuple[str, object], Bucket] = OrderedDict()
        self._remembered = remembered

    def take(self, what: str, who: object, a_minute: int) -> float:
        """Seconds to wait before this may be done again; zero when it may be done now."""
        name = (what, who)
        bucket = self._buckets.pop(name, None) or Bucket(a_minute)
        self._buckets[name] = bucket
        if len(self._buckets) > self._remembered:
            self._buckets.popitem(last=False)
        return bucket.take()


class Patience:
    """When a visitor's flood becomes abuse: refused too often, or the same words again and again."""

    __slots__ = ("refused", "repeated", "text")

    MOST_REFUSED = 30
    MOST_REPEATED = 8

    def __init__(self) -> None:
        self.refused = 0
        self.repeated = 0
        self.text = ""

    def is_over_after_refusal(self) -> bool:
        """Note a refusal for speed."""
        self.refused += 1
        return self.refused == self.MOST_REFUSED

    def is_over_after(self, text: str) -> bool:
        """Note what was written."""
        self.repeated = self.repeated + 1 if text and text == self.text else 0
        self.text = text
        return self.repeated == self.MOST_REPEATED
