"""What visitors see of whoever sits at the desk: that somebody looked, that somebody types."""

from __future__ import annotations

from django.db import transaction

from memnun.channels.chat.live.telling import tell_word
from memnun.channels.chat.models import Visitor
from memnun.people.models import Person


@transaction.atomic
def look(visitor: Visitor) -> None:
    """Somebody of the brand has the conversation before their eyes."""
    current = Visitor.objects.select_for_update(no_key=True).get(id=visitor.id)
    if current.seen_number >= current.last_number:
        return
    current.seen_number = current.last_number
    current.save(update_fields=["seen_number"])
    tell_word(current.id, {"seen": current.seen_number})


@transaction.atomic
def type_to(visitor: Visitor, person: Person) -> None:
    """The person writes an answer."""
    tell_word(visitor.id, {"typing": first_name(person)})


def first_name(person: Person) -> str:
    """How visitors know somebody of the brand: by the first name."""
    return person.name.split()[0] if person.name.split() else ""
