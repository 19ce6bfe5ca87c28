"""The small reader the other search tests use says what PostgreSQL says."""

import csv
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memnun.foundation.turkish.search import document, exact_tsquery, to_tsquery
from memnun.foundation.turkish.tests.tsquery import matches

PAIRS = Path(__file__).with_name("search_pairs.csv")
QUESTION = "SELECT to_tsvector('simple', %s) @@ to_tsquery('simple', %s)"


@pytest.fixture(scope="module")
def connection(database_server: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database_server, dbname="postgres", autocommit=True) as connection:
        yield connection


def asked(connection: psycopg.Connection, query: str, text: str) -> bool:
    row = connection.execute(QUESTION, (document(text), query)).fetchone()
    assert row is not None
    return bool(row[0])


def test_postgresql_agrees_on_the_search_pairs(connection: psycopg.Connection) -> None:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            query = to_tsquery(row["query"])
            expected = matches(query, document(row["document"]))
            assert asked(connection, query, row["document"]) == expected, (query, row["document"])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_postgresql_reads_every_query(connection: psycopg.Connection, text: str) -> None:
    for query in (to_tsquery(text), exact_tsquery(text)):
        assert asked(connection, query, text) in (True, False)
