"""What the packed days since a day tell of troubles and of purchases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from uuid import UUID

import numpy as np

from memnun.cases.tallies.numbering import Numbering
from memnun.cases.tallies.reading import Keys, Values, at_risk, groups_of, read_columns
from memnun.foundation import clock
from memnun.foundation.shares import Share
from memnun.people.models import Person
from memnun.preventing.losing import told_until
from memnun.preventing.tallies import PURCHASE, TROUBLE

EPOCH = date(1970, 1, 1)
CAUSE = "cause"


@dataclass(frozen=True)
class TroublesTold:
    """The cases a manager sees since a day, column by column; `rows` are places in the columns.

    Customers are numbered (`customer`, by `customers_known`) and months counted since 1970, because
    different ones among small numbers are counted without sorting.
    """

    person: Person
    keys: Keys
    first: date
    columns: Mapping[str, Values]
    customers_known: Numbering
    customer: Values
    month: Values
    risky: Values

    @classmethod
    def since(cls, person: Person, since: datetime) -> TroublesTold:
        """Three queries."""
        keys, first = Keys.of(person.brand_id), since.astimezone(clock.ISTANBUL).date()
        names = (CAUSE, "topic", *TROUBLE.columns)
        columns = read_columns(person, keys, TROUBLE.kind, names, first, date.max)
        customers = Numbering(columns["customer"])
        month = columns["opened"].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        risky = np.zeros(customers.count, dtype=bool)
        found = customers.find(at_risk(person.brand_id))
        risky[found[found >= 0]] = True
        risky = risky[customers.of_rows]
        return cls(person, keys, first, columns, customers, customers.of_rows, month, risky)

    def troubles(self, kind: str, *, at_least: int, most: int) -> list[tuple[UUID | str, Values]]:
        """The causes or topics that enough cases have, each with its rows; most cases first."""
        found = [
            (self.keys.names[code], rows)
            for code, rows in groups_of(self.columns[kind]).items()
            if code and len(rows) >= at_least
        ]
        found.sort(key=lambda pair: (-len(pair[1]), pair[0]))
        return [(UUID(key) if kind == CAUSE else key, rows) for key, rows in found[:most]]

    def customers(self, rows: Values) -> int:
        """How many customers."""
        return _different(self.customer[rows])

    def at_risk(self, rows: Values) -> int:
        """How many customers who stand at risk now."""
        return _different(self.customer[rows[self.risky[rows]]])

    def months(self, rows: Values) -> int:
        """In how many months."""
        return _different(self.month[rows])

    def took(self, rows: Values) -> int:
        """The working time until they were solved, in seconds."""
        return int(self.columns["took"][rows].sum())

    def given(self, rows: Values) -> Decimal:
        """What was given to make good, in lira."""
        return Decimal(int(self.columns["kurus"][rows].sum())).scaleb(-2)

    def days(self, rows: Values) -> Values:
        """The days since the purchase, of cases that know theirs."""
        return self.columns["days"][rows][self.columns["dated"][rows]]

    def lost(self, rows: Values) -> Share:
        """The customers who bought nothing after the purchase, of those whose purchase is old enough to tell."""
        old = self.columns["bought"][rows] <= (told_until() - EPOCH).days
        known = rows[old & self.columns["dated"][rows]]
        stayed_last = known[~self.columns["again"][known]]
        return Share(self.customers(stayed_last), self.customers(known))

    @cached_property
    def usual_loss(self) -> Share:
        """The share of purchases by customers without a case that nothing followed; one query."""
        bought = read_columns(
            self.person, self.keys, PURCHASE.kind, tuple(PURCHASE.columns), self.first, told_until()
        )
        untroubled = self.customers_known.find(bought["customer"]) < 0
        last = untroubled & ~bought["again"]
        return Share(int(np.count_nonzero(last)), int(np.count_nonzero(untroubled)))


def _different(numbers: Values) -> int:
    """How many different ones there are among small numbers."""
    return int(np.count_nonzero(np.bincount(numbers)))


def percentiles(numbers: Values, wanted: Sequence[int]) -> list[float]:
    """Percentiles of small numbers, between neighbours by their distance, without sorting them."""
    upto = np.cumsum(np.bincount(numbers))
    places = np.asarray(wanted) / 100 * (len(numbers) - 1)
    lower, upper = (np.searchsorted(upto, each, side="right") for each in (np.floor(places), np.ceil(places)))
    found: list[float] = (lower + (upper - lower) * (places - np.floor(places))).tolist()
    return found
