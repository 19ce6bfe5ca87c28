"""What a page asked the database and was answered, so that the same can be asked again at once."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, cast

from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg import ServerCursor

from memnun.events.positions import SNAPSHOT_COLUMN

MOST = 80
"""Statements of one page that are kept; a page that asks more is not worth asking again."""


@dataclass
class Asked:
    """The statements of a page in their order, with PostgreSQL's answers."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    results: list[Any] = field(default_factory=list)
    repeatable: bool = True
    """Whether all of them only read, and were answered whole."""

    def note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run a statement (an execute wrapper of Django) and note it."""
        answer = execute(sql, params, many, context)
        cursor = context["cursor"].cursor
        if many or isinstance(cursor, ServerCursor) or len(self.results) >= MOST:
            self.repeatable = False
        if self.repeatable:
            told = [(result.statusmessage or "", result.pgresult) for result in cursor.results()]
            if told:
                cursor.set_result(0)
            self.repeatable = bool(told) and all(words.startswith("SELECT") for words, _result in told)
            self.statements.append((sql, params))
            self.results += [result for _words, result in told]
        return answer

    def script(self) -> str:
        """All statements with their values, as one text for the database."""
        compose = cast(DatabaseOperations, connection.ops).compose_sql
        return ";\n".join(compose(sql, params) for sql, params in self.statements)


@contextmanager
def listening() -> Iterator[Asked]:
    """Note everything that is asked on this thread's connection."""
    asked = Asked()
    with connection.execute_wrapper(asked.note):
        yield asked


def ask_again(script: str) -> bytes:
    """Ask the statements of a script in one go, and give the digest of their answers."""
    if not script:
        return digest([])
    results = []
    with connection.cursor() as cursor:
        cursor.execute(script)
        results.append(cursor.cursor.pgresult)
        while cursor.cursor.nextset():
            results.append(cursor.cursor.pgresult)
    return digest(results)


def digest(results: list[Any]) -> bytes:
    """A short fingerprint of answers, whatever snapshot the person's row brought along."""
    found = blake2b(digest_size=16)
    for result in results:
        columns = [n for n in range(result.nfields) if result.fname(n) != SNAPSHOT_COLUMN.encode()]
        rows = [[result.get_value(row, column) for column in columns] for row in range(result.ntuples)]
        found.update(marshal.dumps(rows))
    return found.digest()


def current_snapshot() -> str:
    """Which transactions are over; as long as it stays the same, nothing in the database has changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        [[snapshot]] = cursor.fetchall()
    return str(snapshot)
