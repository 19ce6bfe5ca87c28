"""Who works for the brand in these tests.

pytest reads this file before Django has its settings, so what needs them is imported by the fixtures.
"""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def cast(db: None) -> Any:
    from memnun.people.testing import Cast

    return Cast()
