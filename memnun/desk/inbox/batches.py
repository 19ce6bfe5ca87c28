"""One act on several conversations at once, taken back as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from memnun.interactions import actions
from memnun.interactions.actions import Change, State
from memnun.interactions.models import Conversation
from memnun.people.models import Person

MOST = 100
Step = Callable[[Conversation], Conversation]


def run(person: Person, ids: Sequence[UUID], step: Step) -> list[Change]:
    """Do one step to each conversation the person sees, all or none; returns what changed.

    Raises ValueError with words for the person when nothing or too much is chosen, or a step refuses.
    """
    if not ids:
        raise ValueError(_("Choose conversations first."))
    if len(ids) > MOST:
        raise ValueError(_("At most {count} conversations at once.").format(count=MOST))
    with transaction.atomic():
        chosen = Conversation.objects.visible_to(person).current().filter(id__in=list(ids)).order_by("id")
        changes = []
        for conversation in chosen:
            before = State.of(conversation)
            changes.append(Change(conversation.id, before, State.of(step(conversation))))
    return [change for change in changes if change.before != change.after]


def step_of(act: str, value: str, person: Person) -> Step:
    """The step behind a button of the batch bar. Raises ValueError for anything else."""
    if act == "assign":
        to = Person.objects.visible_to(person).active().filter(id=value).first() if value else None
        if value and to is None:
            raise ValueError(_("This colleague is no longer here; choose somebody else."))
        return lambda conversation: actions.assign(conversation, to=to, by=person)
    if act == "tag":
        return lambda conversation: actions.tag(conversation, name=value, by=person)
    if act == "resolve":
        return lambda conversation: actions.resolve(conversation, by=person)
    raise ValueError(_("Choose what to do."))


def said(changes: Sequence[Change]) -> str:
    """How many conversations were changed, in words."""
    if not changes:
        return _("Nothing had to be changed.")
    count = len(changes)
    return ngettext("{count} conversation was changed.", "{count} conversations were changed.", count).format(
        count=count
    )
