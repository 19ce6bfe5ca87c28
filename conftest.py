"""The database of the tests: an embedded server in a temporary folder, or the one of TEST_DATABASE_URL.

The server starts with the first test that needs it and ends with the session. Tests that need no
database start none.
"""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))

from memnun.config import place
from memnun.config.postgres.server import TEST_SETTINGS, EmbeddedPostgres

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

DATA = Path(tempfile.mkdtemp(prefix="memnun-test-"))
if os.geteuid() == 0:
    DATA.chmod(0o711)


def pytest_configure(config: pytest.Config) -> None:
    """Give Django settings of our own before anything reads them, whatever the shell says.

    Whoever only hands tests out to others leaves the environment alone, for they inherit it. A shell's
    background job ignores SIGINT, and so would every program that the tests start and interrupt.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.getoption("numprocesses", None):
        return
    for name in [name for name in os.environ if name.startswith("MEMNUN_")]:
        del os.environ[name]
    os.environ["MEMNUN_DATA"] = str(DATA)
    os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
    os.environ["DJANGO_SETTINGS_MODULE"] = "memnun.config.settings"
    from django.conf import settings  # its settings are read on import: not before the lines above

    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # scrypt is slow on purpose


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    home = place.find_place(DATA).cluster.parent
    shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """The libpq address of a server where the tests may make databases."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    server = EmbeddedPostgres(DATA, tell=print, extra=TEST_SETTINGS)
    server.start()
    try:
        with psycopg.connect(
            place.address(server.place, "postgres", "postgres"), autocommit=True
        ) as connection:
            connection.execute("ALTER ROLE memnun CREATEDB")
        yield place.address(server.place)
    finally:
        server.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_server: str) -> None:
    """Start the server before pytest-django makes the test database."""


@pytest.fixture(autouse=True)
def _speak_turkish() -> Iterator[None]:
    """Every test begins in the product's own language, whatever the one before it spoke."""
    from django.utils import translation  # not before the settings are chosen

    with translation.override("tr"):
        yield


@pytest.fixture
def cast(db: None) -> Any:
    """The people that tests of all rooms use: `memnun.people.testing.Cast`."""
    from memnun.people.testing import Cast  # not before the settings are chosen

    return Cast()
