"""Settings are read once, checked, and refused with their name."""

import os
import stat
from pathlib import Path

import pytest

from memnun.config import database, environment
from memnun.config.environment import EnvironmentProblem


def read(tmp_path: Path, **settings: str) -> environment.Environment:
    return environment.read({"MEMNUN_DATA": str(tmp_path / "data"), **settings})


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert (settings.host, settings.port, settings.debug, settings.threads) == ("127.0.0.1", None, False, 4)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MEMNUN_PROT", "8000"),
        ("MEMNUN_PORT", "http"),
        ("MEMNUN_PORT", "70000"),
        ("MEMNUN_THREADS", "0"),
        ("MEMNUN_LOG_LEVEL", "LOUD"),
        ("MEMNUN_URL", "memnun.example.com"),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(EnvironmentProblem, match=name):
        read(tmp_path, **{name: value})


def test_the_signing_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 50
    kept = tmp_path / "data" / "secret_key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert os.listdir(kept.parent) == ["secret_key"]


def test_an_address_of_a_database_is_taken_apart(tmp_path: Path) -> None:
    settings = read(
        tmp_path, DATABASE_URL="postgresql://mem%40nun:p%2Fw@db.example:5433/contacts?sslmode=require"
    )
    parts = database.django_settings(settings)
    assert (parts["USER"], parts["PASSWORD"], parts["HOST"], parts["PORT"], parts["NAME"]) == (
        "mem@nun", "p/w", "db.example", "5433", "contacts",
    )  # fmt: skip
    assert parts["OPTIONS"]["sslmode"] == "require"


def test_only_postgresql_is_a_database(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="DATABASE_URL"):
        database.django_settings(read(tmp_path, DATABASE_URL="mysql://root@localhost/memnun"))
