"""All figures of a period from the packed days: the same as from the rows, at once for any period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import numpy as np

from memnun.cases.measures.figures import CUTS, MEASURES, Figure, Measure, Spread, Total, Wanted
from memnun.cases.tallies.reading import Keys, Values, at_risk, groups_of, read_columns
from memnun.foundation import clock
from memnun.foundation.shares import Share
from memnun.people.models import Person

MOST_SLICES = 30
OPEN, CUSTOMER = "open", "customer"
EVER = date(1, 1, 1)
MICRO = 1_000_000
NONE = 0
"""The number of no key."""
ID_CUTS = ("team", "branch", "type")


@dataclass(frozen=True, slots=True)
class Told:
    """What a person may see of a period: the figures, and the figures of each key of a cut."""

    figures: Mapping[str, Figure]
    slices: Mapping[str, Mapping[Any, Figure]]


def told_of(person: Person, wanted: Wanted, cut: str) -> Told:
    """Every figure with its slices; a query a kind of rows, one for the keys and one for who stands at risk.

    The period is that of whole days in Turkey.
    """
    keys = Keys.of(person.brand_id)
    columns = {kind: _columns(person, keys, kind, wanted, cut) for kind in _kinds()}
    solved = columns["solution"]
    solved[CUSTOMER] = ~np.isin(solved[CUSTOMER], at_risk(person.brand_id))
    figures: dict[str, Figure] = {}
    slices: dict[str, dict[Any, Figure]] = {}
    for name, measure in MEASURES.items():
        kind, column = measure.packed
        values, codes = columns[kind][column], columns[kind][cut]
        figures[name] = _figure(measure, values)
        places = sorted(groups_of(codes).items(), key=lambda pair: -len(pair[1]))[:MOST_SLICES]
        slices[name] = {
            _key(cut, keys.names.get(code)): _figure(measure, values[rows]) for code, rows in places
        }
    return Told(figures, slices)


def _kinds() -> Mapping[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for measure in MEASURES.values():
        kind, column = measure.packed
        kinds.setdefault(kind, set()).add(column)
    return kinds


def _columns(person: Person, keys: Keys, kind: str, wanted: Wanted, cut: str) -> dict[str, Values]:
    """The columns of a kind, narrowed to what is wanted. What is open counts since whenever it was opened."""
    narrowed = {name: getattr(wanted, name) for name in CUTS if getattr(wanted, name)}
    first = EVER if kind == OPEN else wanted.since.astimezone(clock.ISTANBUL).date()
    last = (wanted.until - timedelta(microseconds=1)).astimezone(clock.ISTANBUL).date()
    names = {*_kinds()[kind], *narrowed, cut, *([wanted.without] if wanted.without else [])}
    columns = read_columns(person, keys, kind, names, first, last)
    wanted_codes = {name: keys.code(key) for name, key in narrowed.items()}
    if wanted.without:
        wanted_codes[wanted.without] = NONE
    for name, code in wanted_codes.items():
        fits = columns[name] == code
        columns = {each: values[fits] for each, values in columns.items()}
    return columns


def _figure(measure: Measure, values: Values) -> Figure:
    n = len(values)
    if measure.hit is not None:
        return Share(int(np.count_nonzero(values)), n)
    if measure.value == "amount":
        return Total(n, Decimal(int(values.sum())).scaleb(-2))
    if not n:
        return Spread(0, None, None)
    if measure.packed[0] == OPEN:
        values = clock.now().timestamp() - values / MICRO
    median, late = np.percentile(values, (50, 90))
    return Spread(n, float(median), float(late))


def _key(cut: str, key: str | None) -> Any:
    return UUID(key) if key and cut in ID_CUTS else key
