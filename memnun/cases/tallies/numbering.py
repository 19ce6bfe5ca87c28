"""Random numbers of 64 bits, such as halves of ids, numbered and found again without sorting them.

Sorting two hundred thousand of them takes longer than all the rest of a page of figures.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[Any]
ROOM = 4
"""Slots for each value: the more, the fewer values meet in one."""


class Numbering:
    """Different values, each with a number from 0 to `count` - 1.

    Each value's last bits name a slot that remembers the last row with these bits. Where two different values
    meet in a slot, those that were not remembered are sorted: few, for the bits are random.
    """

    def __init__(self, values: Values) -> None:
        size = 1 << max(len(values) * ROOM - 1, 1).bit_length()
        self._mask = size - 1
        self._slots = np.zeros(size, dtype=np.int64)
        places = values & self._mask
        self._slots[places] = np.arange(len(values))
        first = self._slots[places]
        kept = values[first] == values if len(values) else np.zeros(0, dtype=bool)
        met, among = np.unique(values[~kept], return_inverse=True)
        named = np.zeros(len(values), dtype=bool)
        named[first[kept]] = True
        order = np.cumsum(named) - 1
        self._first = int(order[-1]) + 1 if len(values) else 0
        self._met = met
        self.ids = np.concatenate([values[named], met])
        self.of_rows = np.where(kept, order[first], 0)
        self.of_rows[~kept] = self._first + among
        self._slots[self.ids[: self._first] & self._mask] = np.arange(self._first)

    @property
    def count(self) -> int:
        """How many different values there are."""
        return len(self.ids)

    def find(self, values: Values) -> Values:
        """The numbers of other values, -1 for those that are not among these."""
        if not self.count:
            return np.full(len(values), -1)
        found = self._slots[values & self._mask]
        found = np.where(self.ids[found] == values, found, -1)
        if len(self._met):
            rest = np.flatnonzero(found < 0)
            places = np.searchsorted(self._met, values[rest]).clip(max=len(self._met) - 1)
            hit = self._met[places] == values[rest]
            found[rest[hit]] = self._first + places[hit]
        return found
