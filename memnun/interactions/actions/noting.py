"""Private notes, and people called into a conversation by name."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.foundation import clock
from memnun.foundation.turkish.folding import fold
from memnun.interactions import events as acts
from memnun.interactions.actions.telling import locked, tell
from memnun.interactions.models import Conversation, Mention, Note
from memnun.people.models import Person


@transaction.atomic
def add_note(conversation: Conversation, *, text: str, by: Person) -> Note:
    """Write a private note; everybody named in it with @ is told. Raises ValueError for an empty note."""
    if not text.strip():
        raise ValueError(_("Please write something first."))
    current = locked(conversation)
    note = Note.objects.create(brand_id=current.brand_id, conversation=current, by=by, text=text.strip())
    people = mentioned(text, list(Person.objects.visible_to(by).filter(active=True)))
    Mention.objects.bulk_create(
        [
            Mention(brand_id=current.brand_id, note=note, conversation=current, person=person)
            for person in people
            if person != by
        ]
    )
    tell(acts.NOTED, current, by, subject_id=note.id, mentioned=[str(person.id) for person in people])
    return note


def mentioned(text: str, people: Sequence[Person]) -> list[Person]:
    """Who is named: `@` and a full name, or a first name that only one person has."""
    folded = fold(text)
    first_names = [fold(person.name).split(" ")[0] for person in people]
    named = []
    for person, first in zip(people, first_names, strict=True):
        full = f"@{fold(person.name)}"
        alone = first_names.count(first) == 1
        if full in folded or (alone and _stands_alone(f"@{first}", folded)):
            named.append(person)
    return named


def _stands_alone(word: str, text: str) -> bool:
    start = text.find(word)
    while start >= 0:
        after = text[start + len(word) : start + len(word) + 1]
        if not after.isalnum():
            return True
        start = text.find(word, start + 1)
    return False


def see_mentions(conversation: Conversation, *, by: Person) -> int:
    """The person has seen the conversation; returns how many mentions were new."""
    unseen = Mention.objects.filter(conversation=conversation, person=by, seen_at=None)
    return unseen.update(seen_at=clock.now())
