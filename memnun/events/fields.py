"""PostgreSQL's 64-bit transaction numbers and snapshots of them."""

from typing import Any

from django.db import models


class Xid8Field(models.Field):  # type: ignore[type-arg]
    """A transaction number (`xid8`); read as text, compared by PostgreSQL."""

    def db_type(self, connection: Any) -> str:
        return "xid8"


class CurrentXid(models.Func):
    """`pg_current_xact_id()`: gives the running transaction a number and returns it."""

    function = "pg_current_xact_id"
    arity = 0
    output_field = Xid8Field()


class CurrentSnapshot(models.Func):
    """`pg_current_snapshot()` as text: which transactions are seen now."""

    function = "pg_current_snapshot"
    template = "%(function)s()::text"
    arity = 0
    output_field = models.TextField()
