"""Connections of their own to the test database, beside Django's."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest

from memnun.events.listening import connection_parameters

Connect = Callable[..., psycopg.Connection[Any]]


@pytest.fixture
def connect(transactional_db: None) -> Iterator[Connect]:
    """Opens connections that are closed after the test: `connect(autocommit=False)`."""
    with ExitStack() as stack:
        yield lambda **more: stack.enter_context(psycopg.connect(**{**connection_parameters(), **more}))
