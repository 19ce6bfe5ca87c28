"""Bringing the tables up to date, one process at a time; a restored log is mended before anything reads it."""

from collections.abc import Sequence

from django.core.management import call_command
from django.db import connection

from memnun.events.actions import settle_after_restore
from memnun.events.models import Event

LOCK = 0x6D6967726174
"""Number of the advisory lock that a migrating process holds ("migrat" in ASCII)."""


def migrate(arguments: Sequence[str]) -> int:
    """Bring the database up to date; other machines that start meanwhile wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            call_command("migrate", *arguments, interactive=False, verbosity=0)
            if Event._meta.db_table in connection.introspection.table_names(
                cursor
            ):  # not after "migrate events zero"
                settle_after_restore()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return 0
