"""Who works at the desk in these tests.

pytest reads this file before Django has its settings, so what needs them is imported by the fixtures.
"""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def elif_(cast: Any) -> Any:
    """Elif's browser."""
    from memnun.people.testing import signed_in_client

    return signed_in_client(cast.elif_)


@pytest.fixture
def burak(cast: Any) -> Any:
    """Burak's browser."""
    from memnun.people.testing import signed_in_client

    return signed_in_client(cast.burak)


@pytest.fixture
def conversation(cast: Any) -> Any:
    """Kerem's complaint."""
    from memnun.interactions.testing import KEREM, make_contact, record

    text = "Kargom hâlâ gelmedi, üçüncü kez erteliyorsunuz. İade istiyorum. Telefonum 0532 123 45 67"
    [contact] = record(cast.brand, make_contact(text, KEREM))
    return contact.conversation
