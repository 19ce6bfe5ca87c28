"""Bringing the tables up to date, one process at a time."""

from collections.abc import Sequence

from django.core.management import call_command
from django.db import connection

LOCK = 0x6D6967726174
"""Number of the advisory lock that a migrating process holds ("migrat" in ASCII)."""


def migrate(arguments: Sequence[str]) -> int:
    """Bring the database up to date; other machines that start meanwhile wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            call_command("migrate", *arguments, interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return 0
