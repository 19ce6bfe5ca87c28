"""Whether a database fits this Memnun is found out without loading Django, and rightly."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from memnun.config import schema
from memnun.config.problem import StartProblem


@pytest.fixture
def empty_database(database_server: str) -> Iterator[str]:
    name = "schema_scratch"
    with psycopg.connect(database_server, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield psycopg.conninfo.make_conninfo(database_server, dbname=name)
        server.execute(f"DROP DATABASE {name}")


def apply(address: str, steps: set[schema.Step]) -> None:
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE django_migrations (app text, name text)")
        connection.cursor().executemany("INSERT INTO django_migrations VALUES (%s, %s)", list(steps))


def test_the_files_say_the_same_as_djangos_own_loader() -> None:
    assert schema.steps_of(settings.INSTALLED_APPS) == set(
        MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    )


def test_an_empty_database_is_behind(empty_database: str) -> None:
    assert schema.is_behind(empty_database, settings.INSTALLED_APPS)


def test_a_database_with_every_step_is_not_behind(empty_database: str) -> None:
    apply(empty_database, schema.steps_of(settings.INSTALLED_APPS))
    assert not schema.is_behind(empty_database, settings.INSTALLED_APPS)


def test_a_database_that_lacks_one_step_is_behind(empty_database: str) -> None:
    steps = schema.steps_of(settings.INSTALLED_APPS)
    apply(empty_database, steps - {max(steps)})
    assert schema.is_behind(empty_database, settings.INSTALLED_APPS)


def test_a_database_of_a_newer_memnun_is_refused(empty_database: str) -> None:
    apply(empty_database, {*schema.steps_of(settings.INSTALLED_APPS), ("people", "9999_from_the_future")})
    with pytest.raises(StartProblem, match=r"people\.9999_from_the_future"):
        schema.is_behind(empty_database, settings.INSTALLED_APPS)
