"""Ayşe, and a working day at noon, for the tests of permissions.

pytest reads this file before Django has its settings, so what needs them is imported by the fixtures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from memnun.foundation import clock


@pytest.fixture
def ayse(cast: Any) -> Any:
    """A customer with an e-mail address and a phone."""
    from memnun.consent.testing import make_customer

    return make_customer(cast.brand)


@pytest.fixture
def noon() -> Iterator[clock.FrozenClock]:
    """It is a working day at noon and stays so until the test moves on."""
    from memnun.consent.testing import TUESDAY_NOON

    with clock.frozen(TUESDAY_NOON) as frozen:
        yield frozen
