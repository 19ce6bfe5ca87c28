"""Looking whether what must always hold does hold."""

from __future__ import annotations

import time

from django.db import connection, transaction

from memnun.events.invariants import REGISTRY, Invariant
from memnun.events.models import InvariantCheck
from memnun.foundation import clock

TIMEOUT = "60s"


def check(invariant: Invariant) -> InvariantCheck:
    """Count the rows that break one rule and keep the result."""
    begun = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{TIMEOUT}'")
        cursor.execute(f"SELECT count(*), min(since) FROM ({invariant.query}) AS broken(brand_id, since)")
        count, since = cursor.fetchone()
    result, _ = InvariantCheck.objects.update_or_create(
        name=invariant.name,
        defaults={
            "count": count,
            "broken_since": since,
            "checked_at": clock.now(),
            "seconds": round(time.monotonic() - begun, 3),
        },
    )
    return result


def check_all() -> list[InvariantCheck]:
    """Check every rule, in the order of their names."""
    return [check(REGISTRY[name]) for name in sorted(REGISTRY)]
