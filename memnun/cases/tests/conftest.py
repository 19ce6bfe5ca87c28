"""Who works on cases in these tests, and when.

pytest reads this file before Django has its settings, so what needs them is imported by the fixtures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from memnun.foundation import clock
from memnun.foundation.clock import FrozenClock

if TYPE_CHECKING:
    from django.test import Client

    from memnun.people.testing import Cast


@pytest.fixture
def tuesday_morning() -> Iterator[FrozenClock]:
    """3 March 2026, 10:00."""
    from memnun.cases.testing import at

    with clock.frozen(at("2026-03-03T10:00")) as frozen:
        yield frozen


@pytest.fixture
def elif_(cast: Cast) -> Client:
    """Elif's browser, an agent's."""
    from memnun.people.testing import signed_in_client

    return signed_in_client(cast.elif_)


@pytest.fixture
def murat(cast: Cast) -> Client:
    """Murat's browser, a manager's."""
    from memnun.people.testing import signed_in_client

    return signed_in_client(cast.murat)
