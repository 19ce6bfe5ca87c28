"""Who works on cases in these tests, and when.

pytest reads this file before Django has its settings, so what needs them is imported by the fixtures.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from memnun.foundation import clock
from memnun.foundation.clock import FrozenClock


@pytest.fixture
def tuesday_morning() -> Iterator[FrozenClock]:
    """3 March 2026, 10:00."""
    from memnun.cases.testing import at

    with clock.frozen(at("2026-03-03T10:00")) as frozen:
        yield frozen
