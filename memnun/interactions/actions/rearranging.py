"""Merging and splitting conversations, and undoing either."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import serializers
from django.db import transaction
from django.utils.translation import gettext as _

from memnun.foundation import clock
from memnun.interactions import events as acts
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
from memnun.interactions.placing.writing import take_numbers
from memnun.people.models import Person

Ids = list[str]


class CannotRearrange(ValueError):
    """The conversations cannot be merged, split or parted; the text says why."""


@transaction.atomic
def merge(source: Conversation, *, into: Conversation, by: Person) -> Rearrangement:
    """Move everything of `source` into another conversation of the same customer.

    Raises CannotRearrange when they are one, belong to different customers, or were merged already.
    """
    source, target = _lock(source, into)
    if source.id == target.id:
        raise CannotRearrange(_("A conversation cannot be merged with itself."))
    if source.customer_id != target.customer_id:
        raise CannotRearrange(
            _("These conversations belong to different customers. Merge the customers first.")
        )
    if source.merged_into_id or target.merged_into_id:
        raise CannotRearrange(_("One of these conversations was already merged."))
    moved = _ids(Interaction.objects.filter(conversation=source))
    before = _before(source, target, moved)
    before["notes"] = _ids(Note.objects.filter(conversation=source))
    before["outgoing"] = _ids(OutboxMessage.objects.filter(conversation=source))
    before["threads"] = [
        [str(account), key]
        for account, key in Thread.objects.filter(conversation=source)
        .order_by("id")
        .values_list("channel_account_id", "key")
    ]
    done = Rearrangement.objects.create(
        brand_id=source.brand_id,
        act=Rearrangement.Act.MERGE,
        source=source,
        target=target,
        before=before,
        by=by,
    )
    _move(moved, target)
    Note.objects.filter(conversation=source).update(conversation=target)
    Mention.objects.filter(conversation=source).update(conversation=target)
    Thread.objects.filter(conversation=source).update(conversation=target)
    OutboxMessage.objects.filter(conversation=source).update(conversation=target)
    source.merged_into, source.status, source.resolved_at = target, Status.RESOLVED, clock.now()
    source.waiting_since, source.snoozed_until, source.interactions_count = None, None, 0
    source.save()
    if target.status == Status.RESOLVED and before["source"]["status"] != Status.RESOLVED:
        target.status, target.resolved_at = Status.OPEN, None
    target.labels = sorted({*target.labels, *source.labels})
    target.save()
    resummarise(target)
    tell(acts.MERGED, target, by, subject_id=done.id, source=source.number, target=target.number)
    return done


@transaction.atomic
def split(conversation: Conversation, *, interaction_ids: Sequence[UUID], by: Person) -> Rearrangement:
    """Move some contacts into a conversation of their own.

    Raises CannotRearrange when none or all are chosen, or some are not in the conversation.
    """
    [source] = _lock(conversation)
    chosen = _ids(Interaction.objects.filter(conversation=source, id__in=interaction_ids))
    if not chosen or len(chosen) != len(set(interaction_ids)):
        raise CannotRearrange(_("Please choose contacts of this conversation."))
    if len(chosen) == source.interactions_count:
        raise CannotRearrange(_("At least one contact has to stay."))
    target = _offspring(source, UUID(chosen[0]))
    before = _before(source, target, chosen)
    done = Rearrangement.objects.create(
        brand_id=source.brand_id,
        act=Rearrangement.Act.SPLIT,
        source=source,
        target=target,
        before=before,
        by=by,
    )
    _move(chosen, target)
    resummarise(target)
    resummarise(source)
    tell(
        acts.SPLIT,
        source,
        by,
        subject_id=done.id,
        count=len(chosen),
        source=source.number,
        target=target.number,
    )
    return done


@transaction.atomic
def undo(rearrangement: Rearrangement, *, by: Person) -> Rearrangement:
    """Put both conversations back as they were; contacts that came since stay where they came.

    Raises CannotRearrange when it was undone already or contacts were moved on in the meantime.
    """
    done = Rearrangement.objects.select_for_update().get(id=rearrangement.id)
    if done.undone_at:
        raise CannotRearrange(_("This was already undone."))
    source, target = _lock(done.source, done.target)
    moved: Ids = done.before["moved"]
    now_there = set(_ids(Interaction.objects.filter(conversation=target)))
    if not set(moved) <= now_there:
        raise CannotRearrange(_("Contacts were moved on since then; undo that first."))
    _move(moved, source)
    if done.act == Rearrangement.Act.MERGE:
        _undo_merge(done, source, target, grown=now_there != {*moved, *done.before["target_contacts"]})
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
    _restore(done.before["source"])
    if grown:
        resummarise(target)
    else:
        _restore(done.before["target"])


def _undo_split(done: Rearrangement, source: Conversation, target: Conversation, *, grown: bool) -> None:
    kept = set(_ids(Interaction.objects.filter(conversation=source)))
    if kept == {*done.before["moved"], *done.before["source_contacts"]}:
        _restore(done.before["source"])
    else:
        resummarise(source)
    if grown:
        resummarise(target)
        return
    target.merged_into, target.status, target.interactions_count = source, Status.RESOLVED, 0
    target.resolved_at, target.waiting_since = clock.now(), None
    target.save()


def _lock(*conversations: Conversation) -> list[Conversation]:
    """The rows as they are now, locked in the order of their ids, returned in the order given."""
    ids = [conversation.id for conversation in conversations]
    rows = {row.id: row for row in Conversation.objects.select_for_update().filter(id__in=ids).order_by("id")}
    return [rows[id] for id in ids]


def _before(source: Conversation, target: Conversation, moved: Ids) -> dict[str, Any]:
    staying = _ids(Interaction.objects.filter(conversation=source).exclude(id__in=moved))
    return {
        "source": _kept(source),
        "target": _kept(target),
        "moved": moved,
        "source_contacts": staying,
        "target_contacts": _ids(Interaction.objects.filter(conversation=target)),
    }


def _kept(conversation: Conversation) -> dict[str, Any]:
    row: dict[str, Any] = serializers.serialize("python", [conversation])[0]
    return {"id": str(conversation.id), **{name: _plain(value) for name, value in row["fields"].items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _restore(kept: dict[str, Any]) -> None:
    fields = {name: value for name, value in kept.items() if name != "id"}
    for restored in serializers.deserialize(
        "python", [{"model": "interactions.conversation", "pk": kept["id"], "fields": fields}]
    ):
        restored.save()


def _move(ids: Ids, target: Conversation) -> None:
    Interaction.objects.filter(id__in=ids).update(conversation=target)
    Thread.objects.filter(interaction_id__in=ids).update(conversation=target)
    OutboxMessage.objects.filter(id__in=ids).update(conversation=target)


def _ids(rows: Any) -> Ids:
    return [str(id) for id in rows.order_by("id").values_list("id", flat=True)]


def _offspring(source: Conversation, first_id: UUID) -> Conversation:
    first = Interaction.objects.get(id=first_id)
    return Conversation.objects.create(
        brand_id=source.brand_id,
        number=take_numbers(source.brand_id, 1),
        customer_id=source.customer_id,
        channel=first.channel,
        channel_account_id=first.channel_account_id,
        function=first.function,
        contact_type=first.contact_type,
        subject=first.subject,
        status=source.status,
        assignee_id=source.assignee_id,
        team_id=source.team_id,
        branch_id=first.branch_id,
        started_at=first.occurred_at,
        last_at=first.occurred_at,
        last_direction=first.direction,
        group=source.group,
    )
