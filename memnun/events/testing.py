"""A kind of act and a maker of events, for tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from memnun.events.kinds import REGISTRY, Kind

TRIED = REGISTRY.get("testing.tried") or Kind("testing.tried", "{actor} tried {what}", tells=("what",))
QUIET = REGISTRY.get("testing.quiet") or Kind("testing.quiet", "{actor} was quiet", live=False)

INSERT = """
INSERT INTO events_event (brand_id, kind, actor_kind, team_id, details)
VALUES (%s, %s, 'system', %s, %s) RETURNING id
"""


def write(
    connection: Any, brand_id: UUID, what: str, *, kind: Kind = TRIED, team_id: UUID | None = None
) -> int:
    """Write an event by a plain connection, in its running transaction; gives its number."""
    details = '{"what": "%s"}' % what  # noqa: UP031 - braces of JSON
    row = connection.execute(INSERT, (brand_id, kind.name, team_id, details)).fetchone()
    if connection.autocommit:
        wake(connection, brand_id)
    number: int = row[0]
    return number


def commit(connection: Any, brand_id: UUID) -> None:
    """Commit what was written, and wake the readers as `actions.record` does."""
    connection.commit()
    wake(connection, brand_id)


def wake(connection: Any, brand_id: UUID) -> None:
    """Tell the readers of new events."""
    connection.execute("SELECT pg_notify('memnun_events', %s)", (str(brand_id),))
    if not connection.autocommit:
        connection.commit()
