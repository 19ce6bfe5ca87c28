"""Reads packed days as columns of numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from psycopg import Cursor

from memnun.cases.models import TallyKey
from memnun.cases.tallies.kinds import SEEN_BY, TALLIES
from memnun.customers.models import Group
from memnun.events.models import Viewer

Values = NDArray[Any]
COLUMNS = """
SELECT name, string_agg(packed, ''::bytea ORDER BY day) FROM cases_daycolumn
WHERE brand_id = %s AND kind = %s AND name = ANY(%s) AND day >= %s AND day <= %s GROUP BY name
"""
AT_RISK = """
SELECT string_agg(substring(uuid_send(id) from 9), ''::bytea) FROM customers_customer
WHERE brand_id = %s AND "group" = %s
"""
NOBODYS = -1
"""The number of a key that no row has."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The numbers of a brand's keys, both ways."""

    codes: Mapping[str, int]
    names: Mapping[int, str]

    @classmethod
    def of(cls, brand_id: UUID) -> Keys:
        """One query."""
        rows = list(TallyKey.objects.filter(brand_id=brand_id).values_list("key", "code"))
        return cls(dict(rows), {code: key for key, code in rows})

    def code(self, key: object) -> int:
        """The number of a key."""
        return self.codes.get(str(key), NOBODYS)


def read_columns(
    person: Viewer, keys: Keys, kind: str, names: Collection[str], first: date, last: date
) -> dict[str, Values]:
    """The columns of the rows of some days that the person may see; one query."""
    seen = tuple(SEEN_BY) if person.hidden_team_ids and "team" in TALLIES[kind].keys else ()
    columns = _read(person.brand_id, kind, {*names, *seen}, first, last)
    if not seen:
        return columns
    hidden = [keys.code(each) for each in person.hidden_team_ids]
    shown = ~(np.isin(columns["team"], hidden) | np.isin(columns["talk"], hidden))
    return {name: columns[name][shown] for name in names}


def _read(brand_id: UUID, kind: str, names: Collection[str], first: date, last: date) -> dict[str, Values]:
    told = dict(_in_bytes(COLUMNS, [brand_id, kind, list(names), first, last]))
    tally = TALLIES[kind]
    return {name: unpacked(told.get(name, b""), tally.packing(name)) for name in names}


def _in_bytes(statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    """The rows of a statement as the server holds them: Django's cursors get each byte as two letters."""
    with connection.cursor() as cursor, Cursor(cursor.connection) as plain:
        return plain.execute(statement, values, binary=True).fetchall()


def unpacked(packed: bytes, packing: str) -> Values:
    """Values in the machine's own order of bytes."""
    values = np.frombuffer(packed, packing)
    return values.astype(values.dtype.newbyteorder("="))


def at_risk(brand_id: UUID) -> Values:
    """The customers who stand at risk now, as the packed columns name them; one query."""
    [(packed,)] = _in_bytes(AT_RISK, [brand_id, Group.AT_RISK])
    return unpacked(packed or b"", TALLIES["solution"].packing("customer"))


def groups_of(codes: Values) -> dict[int, Values]:
    """The places of the rows of each code."""
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    edges = np.flatnonzero(np.diff(ordered)) + 1
    return {int(codes[places[0]]): places for places in np.split(order, edges) if len(places)}
