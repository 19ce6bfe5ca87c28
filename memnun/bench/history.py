"""Two years of a brand's contacts, made by the database itself in bounded memory: what lists and searches are tried on.

Conversations have one to sixty contacts (2.9 on average) over two years and eight channels, two in a hundred
are open; a small brand too has a page of each list. Texts are 8 to 40 words drawn by Zipf's law from
`vocabulary.words()`, some with an order number that occurs nowhere else. Everything is drawn from a seed. Raw records are left out: no screen reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
import psycopg

from memnun.bench.history_statements import (
    ACCOUNTS,
    AFTER_CONTACTS,
    CONTACTS,
    CONVERSATION_PLAN,
    FOREIGN_KEYS,
    FULL_PAGES,
    IDENTITIES,
    INDEXES,
)
from memnun.bench.vocabulary import words
from memnun.foundation.turkish.folding import fold, sort_key
from memnun.understanding.topics import SLUGS

CHUNK = 20_000
"""Contacts held in memory at once."""
SEED = 20_26
FULL_PAGE = 31
"""Rows of a page, and the one that tells that there are more."""
TABLES = (
    "customers_customer", "customers_identity", "interactions_conversation", "interactions_interaction",
    "interactions_reading", "interactions_searchdocument", "events_event", "segments_standing", "segments_movement",
)  # fmt: skip
FIRST_NAMES = (
    "Ayşe Fatma Zeynep Elif Merve Emine Hatice Büşra Esra Selin Deniz Ece İrem Derya Gamze Pınar Sibel Şule Özge Çiğdem "
    "Mehmet Mustafa Ahmet Ali Hüseyin Hasan Emre Burak Kerem Murat Can Onur Serkan Umut Barış Ömer Yusuf İbrahim Halil Oğuz"
).split()
LAST_NAMES = (
    "Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan "
    "Şimşek Polat Korkmaz Karaca Çakır Erdoğan Yavuz Can Acar Şen Aktaş Güler Yalçın Güneş Bozkurt Bulut Keskin Ünal Turan "
    "Gül Özer Işık Kaplan Avcı Sarı Tekin Taş Köse Yüksel Ateş Aksoy"
).split()


@dataclass(frozen=True)
class Extent:
    """How much history; conversations follow from the contacts."""

    customers: int
    contacts: int


def make_history(address: str, brand: UUID, people: list[UUID], teams: list[UUID], extent: Extent) -> None:
    """Fill an empty migrated database; the last of the teams gets one conversation in fifty."""
    chance = np.random.default_rng(SEED)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute("SELECT setseed(0.5)")
        with _checks_and_indexes_made_at_the_end(connection):
            _write_customers(connection, brand, extent, chance)
            _plan_conversations(connection, brand, people, teams, extent, chance)
            _write_contacts(connection, brand, chance)
            for statement in AFTER_CONTACTS:
                connection.execute(statement, {"brand": brand})
        connection.execute("DROP TABLE made_customer, made_conversation, made_last")
        connection.execute(f"VACUUM ANALYZE {', '.join(TABLES)}")


@contextmanager
def _checks_and_indexes_made_at_the_end(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """Without secondary indexes and foreign keys while rows are written."""
    kept: list[str] = []
    for name, table, definition in connection.execute(FOREIGN_KEYS, [list(TABLES)]).fetchall():
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        kept.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    for name, definition in connection.execute(INDEXES, [list(TABLES)]).fetchall():
        connection.execute(f'DROP INDEX "{name}"')
        kept.append(definition)
    yield
    for statement in reversed(kept):
        connection.execute(statement)


def _write_customers(
    connection: psycopg.Connection[Any], brand: UUID, extent: Extent, chance: np.random.Generator
) -> None:
    connection.execute(
        "CREATE UNLOGGED TABLE made_customer (n int, id uuid DEFAULT uuidv7(), name text, folded text, sort text)"
    )
    first = chance.integers(0, len(FIRST_NAMES), extent.customers)
    second, third = chance.integers(0, len(LAST_NAMES), (2, extent.customers))
    middle = chance.integers(0, len(FIRST_NAMES) * 2, extent.customers)
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY made_customer (n, name, folded, sort) FROM STDIN") as copy,
    ):
        for n in range(extent.customers):
            between = f" {FIRST_NAMES[middle[n]]}" if middle[n] < len(FIRST_NAMES) else ""
            beyond = f" {LAST_NAMES[third[n]]}" if n % 5 == 0 else ""
            name = f"{FIRST_NAMES[first[n]]}{between} {LAST_NAMES[second[n]]}{beyond}"
            copy.write_row((n, name, fold(name), sort_key(name)))
    connection.execute("CREATE INDEX ON made_customer (n); ANALYZE made_customer")
    connection.execute(IDENTITIES, {"brand": brand})


def _plan_conversations(
    connection: psycopg.Connection[Any],
    brand: UUID,
    people: list[UUID],
    teams: list[UUID],
    extent: Extent,
    chance: np.random.Generator,
) -> None:
    lengths = np.where(
        chance.random(extent.contacts) < 0.001, 60, chance.geometric(0.36, extent.contacts).clip(1, 12)
    )
    ends = np.cumsum(lengths)
    lengths = lengths[: int(np.searchsorted(ends, extent.contacts)) + 1]
    lengths[-1] -= int(lengths.sum()) - extent.contacts
    connection.execute("CREATE UNLOGGED TABLE made_length (n int, length int)")
    with connection.cursor() as cursor, cursor.copy("COPY made_length FROM STDIN") as copy:
        for n, length in enumerate(lengths):
            copy.write_row((n, int(length)))
    connection.execute(ACCOUNTS, {"brand": brand})
    given = {
        "brand": brand, "people": people, "teams": teams, "customers": extent.customers,
        "conversations": len(lengths), "topics": list(SLUGS),
    }  # fmt: skip
    connection.execute(CONVERSATION_PLAN, given)
    with psycopg.ClientCursor(connection) as cursor:
        cursor.execute(FULL_PAGES, {"hidden": teams[-1], "person": people[0], "rows": FULL_PAGE})
    connection.execute(
        "DROP TABLE made_length; CREATE INDEX ON made_conversation (n); ANALYZE made_conversation"
    )
    connection.execute("CREATE UNLOGGED TABLE made_last (conversation int, text text)")


def _write_contacts(connection: psycopg.Connection[Any], brand: UUID, chance: np.random.Generator) -> None:
    known = words()
    folded = [fold(word) for word in known]
    weights = 1 / (np.arange(len(known)) + 10)
    weights = np.cumsum(weights / weights.sum())
    connection.execute(
        "CREATE TEMP TABLE made_contact (n int, conversation int, place int, text text, folded text)"
    )
    places = connection.execute(
        "SELECT n, generate_series(0, length - 1) FROM made_conversation ORDER BY n"
    ).fetchall()
    for start in range(0, len(places), CHUNK):
        part = places[start : start + CHUNK]
        counts = chance.integers(8, 41, len(part))
        drawn = np.searchsorted(weights, chance.random(int(counts.sum()))).clip(0, len(known) - 1).tolist()
        with connection.cursor() as cursor, cursor.copy("COPY made_contact FROM STDIN") as copy:
            begin = 0
            for offset, (conversation, place) in enumerate(part):
                own = drawn[begin : begin + counts[offset]]
                begin += counts[offset]
                number = f" sp{40_000_000 + start + offset}" if offset % 3 == 0 else ""
                text = " ".join([known[word] for word in own]).capitalize() + number
                copy.write_row(
                    (
                        start + offset,
                        conversation,
                        place,
                        text,
                        " ".join([folded[word] for word in own]) + number,
                    )
                )
        connection.execute("ANALYZE made_contact")
        connection.execute(CONTACTS, {"brand": brand})
        connection.execute("TRUNCATE made_contact")
    connection.execute("DROP TABLE made_contact")
