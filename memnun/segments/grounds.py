"""The evidence for a customer's group as a person may see it.

Evidence is kept with the words of contacts, and a contact may stand in a private team's conversation,
or come to stand there later. Therefore it is shown only after asking for its contact as it stands now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from memnun.events.models import Viewer
from memnun.interactions.models import Interaction
from memnun.people.asking_together import Question
from memnun.people.models import Person
from memnun.people.written import written_once
from memnun.segments.models import Standing


@dataclass(frozen=True, slots=True)
class Ground:
    """One contact that speaks for a group: the words that decided and the sentence they stand in."""

    at: datetime
    weight: float
    channel: str
    words: list[str]
    quote: str
    conversation: UUID
    interaction: UUID


def standing_of(customer_id: UUID) -> Standing | None:
    """A customer's standing with its evidence; None for one never weighed."""
    return next(iter(_standing(customer_id)), None)


def standing_question(customer_id: UUID) -> Question | None:
    """What `standing_of` will ask."""
    return _standing.question(customer_id)


@written_once
def _standing(customer_id: UUID) -> QuerySet[Standing]:
    return Standing.objects.filter(customer=customer_id).select_related("overruled_by")


def seen_grounds(person: Person, standing: Standing | None, group: str) -> list[Ground]:
    """The evidence kept for a group, as far as the person may see it, heaviest first."""
    kept = kept_grounds(standing, group)
    found = seen(kept, where_seen(person, kept))
    return sorted(found, key=lambda ground: -ground.weight)


def kept_grounds(standing: Standing | None, group: str = "", most: int | None = None) -> list[Ground]:
    """The evidence kept for a group (that of the highest score when none is named), newest first.

    Not to be shown before `seen` has been asked.
    """
    if standing is None or not standing.evidence:
        return []
    wanted = group or max(standing.scores, key=lambda name: standing.scores[name], default="")
    pieces = [piece for piece in standing.evidence if piece["group"] == wanted]
    pieces.sort(key=lambda piece: datetime.fromisoformat(piece["at"]), reverse=True)
    return [_ground(piece) for piece in pieces[:most]]


def where_seen(person: Person, grounds: Iterable[Ground]) -> dict[UUID, UUID]:
    """Of the contacts behind the grounds, those the person may see, each with its present conversation."""
    return dict(_places(person, list({ground.interaction for ground in grounds})))


@written_once
def _places(viewer: Viewer, interactions: Sequence[UUID]) -> QuerySet[Interaction, tuple[UUID, UUID]]:
    seen_ones = Interaction.objects.visible_to(viewer).filter(id__in=interactions)
    return seen_ones.values_list("id", "conversation_id")


def seen(grounds: Sequence[Ground], places: Mapping[UUID, UUID]) -> list[Ground]:
    """Those of the grounds that `where_seen` found, each where it stands now."""
    return [
        replace(ground, conversation=places[ground.interaction])
        for ground in grounds
        if ground.interaction in places
    ]


def _ground(piece: Mapping[str, Any]) -> Ground:
    return Ground(
        at=datetime.fromisoformat(piece["at"]),
        weight=float(piece["weight"]),
        channel=piece["channel"],
        words=list(piece["words"]),
        quote=piece.get("quote", ""),
        conversation=UUID(piece["conversation"]),
        interaction=UUID(piece["interaction"]),
    )
