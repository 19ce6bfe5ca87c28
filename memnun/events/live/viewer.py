"""Who watches a stream."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Viewer:
    """A member of staff at a screen, as plain ids; `session` names the sign-in that lets them watch."""

    brand_id: UUID
    person_id: UUID
    account_id: UUID
    hidden_team_ids: frozenset[UUID]
    session: str

    def may_see(self, team_id: UUID | None) -> bool:
        """Whether events of the team are for this person."""
        return team_id is None or team_id not in self.hidden_team_ids


FindViewers = Callable[[Sequence[str]], list[Viewer | None]]
"""Whom these session keys belong to, in the same order: None where one does not stand. In a thread."""

CheckViewers = Callable[[Sequence[Viewer]], list[Viewer | None]]
"""The viewers as they are by now, in the same order: None for whoever may not watch any more. In a thread."""
