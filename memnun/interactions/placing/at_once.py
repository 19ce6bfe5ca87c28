"""Bringing a contact that was just written down to its place at once, instead of when a worker gets to it."""

from __future__ import annotations

from uuid import UUID

from memnun.interactions.models import Interaction
from memnun.interactions.placing.batch import place_waiting
from memnun.people.models import Person

TRIES = 3


def placed(person: Person, interaction_id: UUID) -> Interaction | None:
    """The interaction made of a raw record; None when others wait before it, it then comes by itself."""
    for _ in range(TRIES):
        found = Interaction.objects.visible_to(person).filter(id=interaction_id).first()
        if found or not place_waiting():
            return found or Interaction.objects.visible_to(person).filter(id=interaction_id).first()
    return None
