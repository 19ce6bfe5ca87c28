"""Personal data in a text is hidden until somebody asks for it; who asked is kept."""

from __future__ import annotations

from django.db import transaction

from memnun.interactions import events as acts
from memnun.interactions.actions.telling import locked, tell
from memnun.interactions.models import Interaction
from memnun.people.models import Person


@transaction.atomic
def show_personal_data(interaction: Interaction, *, by: Person) -> None:
    """Note that the person looks at the hidden data of one contact."""
    tell(acts.PERSONAL_DATA_SHOWN, locked(interaction.conversation), by, subject_id=interaction.id)
