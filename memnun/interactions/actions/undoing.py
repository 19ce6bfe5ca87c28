"""Undoing a merge, a split or a move of contacts."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.actions.rearranged_rows import (
    CannotRearrange,
    Ids,
    ids,
    lock,
    move,
    restore,
    restore_rules,
)
from memnun.interactions.actions.summarising import resummarise
from memnun.interactions.actions.telling import tell
from memnun.interactions.models import (
    Conversation,
    Interaction,
    Mention,
    Note,
    OutboxMessage,
    Rearrangement,
    Status,
    Thread,
)
from memnun.people.models import Person


@transaction.atomic
def undo(rearrangement: Rearrangement, *, by: Person) -> Rearrangement:
    """Put both conversations back as they were; contacts that came since stay where they came.

    Raises CannotRearrange when it was undone already or contacts were moved on in the meantime.
    """
    done = Rearrangement.objects.select_for_update(no_key=True).get(id=rearrangement.id)
    if done.undone_at:
        raise CannotRearrange(_("This was already undone."))
    if "moved" not in done.before:
        raise CannotRearrange(_("What stood there before was erased; this cannot be undone any more."))
    source, target = lock(done.source, done.target)
    moved: Ids = done.before["moved"]
    now_there = set(ids(Interaction.objects.filter(conversation=target)))
    if not set(moved) <= now_there:
        raise CannotRearrange(_("Contacts were moved on since then; undo that first."))
    move(moved, source)
    restore_rules(done.before.get("rules", {}))
    if done.act == Rearrangement.Act.MERGE:
        _undo_merge(done, source, target, grown=now_there != {*moved, *done.before["target_contacts"]})
    elif done.act == Rearrangement.Act.MOVE:
        _undo_move(done, source, target, grown=now_there != {*moved, *done.before["target_contacts"]})
    else:
        _undo_split(done, source, target, grown=now_there != set(moved))
    done.undone_by, done.undone_at = by, clock.now()
    done.save(update_fields=["undone_by", "undone_at"])
    tell(acts.UNDONE, source, by, subject_id=done.id, source=source.number, target=target.number)
    return done


def _undo_merge(done: Rearrangement, source: Conversation, target: Conversation, *, grown: bool) -> None:
    Note.objects.filter(id__in=done.before["notes"]).update(conversation=source)
    Mention.objects.filter(note_id__in=done.before["notes"]).update(conversation=source)
    OutboxMessage.objects.filter(id__in=done.before.get("outgoing", ())).update(conversation=source)
    for account, key in done.before["threads"]:
        Thread.objects.filter(channel_account_id=account, key=key).update(conversation=source)
    restore(done.before["source"])
    if grown:
        resummarise(target)
    else:
        restore(done.before["target"])


def _undo_move(done: Rearrangement, source: Conversation, target: Conversation, *, grown: bool) -> None:
    _restore_source(done, source)
    if grown:
        resummarise(target)
    else:
        restore(done.before["target"])


def _restore_source(done: Rearrangement, source: Conversation) -> None:
    kept = set(ids(Interaction.objects.filter(conversation=source)))
    if kept == {*done.before["moved"], *done.before["source_contacts"]}:
        restore(done.before["source"])
    else:
        resummarise(source)


def _undo_split(done: Rearrangement, source: Conversation, target: Conversation, *, grown: bool) -> None:
    _restore_source(done, source)
    if grown:
        resummarise(target)
        return
    target.merged_into, target.status, target.interactions_count = source, Status.RESOLVED, 0
    target.resolved_at, target.waiting_since = clock.now(), None
    target.save()
