"""Tags: free words people put on conversations."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.foundation.turkish.case import lower
from memnun.interactions import events as acts
from memnun.interactions.actions.telling import locked, tell
from memnun.interactions.models import Conversation
from memnun.people.models import Person

LONGEST = 40
MOST = 20


class InvalidTag(ValueError):
    """The tag cannot be used; the text says why."""


@transaction.atomic
def tag(conversation: Conversation, *, name: str, by: Person) -> Conversation:
    """Put a tag on. Raises InvalidTag for an empty or too long one, or one too many."""
    word = tidy(name)
    current = locked(conversation)
    label = f"tag:{word}"
    if label in current.labels:
        return current
    if sum(other.startswith("tag:") for other in current.labels) >= MOST:
        raise InvalidTag(_("A conversation can carry at most {count} tags.").format(count=MOST))
    current.labels = sorted({*current.labels, label})
    current.save(update_fields=["labels"])
    tell(acts.TAGGED, current, by, tag=word)
    return current


@transaction.atomic
def untag(conversation: Conversation, *, name: str, by: Person) -> Conversation:
    """Take a tag off; nothing happens when it is not there."""
    current = locked(conversation)
    label = f"tag:{tidy(name)}"
    if label not in current.labels:
        return current
    current.labels = [other for other in current.labels if other != label]
    current.save(update_fields=["labels"])
    tell(acts.UNTAGGED, current, by, tag=tidy(name))
    return current


def tidy(name: str) -> str:
    """The tag as it is kept: Turkish lower case, single spaces. Raises InvalidTag."""
    word = " ".join(lower(name).replace(",", " ").split())
    if not word:
        raise InvalidTag(_("Please write a tag."))
    if len(word) > LONGEST:
        raise InvalidTag(_("A tag can have at most {count} letters.").format(count=LONGEST))
    return word
