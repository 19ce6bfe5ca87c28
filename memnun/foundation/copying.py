"""Writing many rows at once by PostgreSQL's COPY."""

from collections.abc import Iterable, Sequence
from typing import Any

from psycopg import Cursor, sql


def copy_rows(cursor: Cursor[Any], table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Append `rows` (values in the order of `columns`) to `table`; returns how many there were.

    Raises psycopg.Error when any row breaks a constraint; then none is written.
    """
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    count = 0
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count
