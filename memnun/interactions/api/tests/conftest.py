"""A served ledger and a client with a key of the brand of the cast.

pytest reads this file before Django has its settings, so what needs them is imported by the fixtures.
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest


@pytest.fixture
def cast(transactional_db: None) -> Any:
    from memnun.people.testing import Cast

    return Cast()


@pytest.fixture
def server(cast: Any) -> Iterator[Any]:
    from memnun.interactions.api.testing import served_ledger

    with served_ledger() as server:
        yield server


@pytest.fixture
def client(server: Any, cast: Any) -> Iterator[httpx.Client]:
    from memnun.interactions.api.testing import client_of, make_key

    with client_of(server, make_key(cast.brand)) as client:
        yield client
