"""The token with which a toast takes back what was just done; signed, good for an hour."""

from __future__ import annotations

from collections.abc import Sequence

from django.core import signing
from django.utils.translation import gettext as _

from memnun.interactions.actions.restoring import Change, as_plain, from_plain
from memnun.people.models import Person

SALT = "memnun.desk.undo"
GOOD_FOR = 3600


def undo_token(changes: Sequence[Change], person: Person) -> str:
    """What the undo form carries; empty when nothing changed."""
    real = [as_plain(change) for change in changes if change.before != change.after]
    return signing.dumps([str(person.id), real], salt=SALT, compress=True) if real else ""


def changes_of(token: str, person: Person) -> list[Change]:
    """The changes of a token given to this person. Raises ValueError when it is old or somebody else's."""
    try:
        owner, plain = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        raise ValueError(_("It is too late to undo this here; change it by hand.")) from None
    if owner != str(person.id):
        raise ValueError(_("Only the person who did it can undo it here."))
    return [from_plain(values) for values in plain]
