"""Merging and splitting conversations, and moving contacts between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.events.kinds import Kind
from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.actions.rearranged_rows import (
    CannotRearrange,
    Ids,
    before_of,
    ids,
    lock,
    mark_by_hand,
    move,
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
from memnun.interactions.placing.writing import take_numbers
from memnun.people.models import Person


@transaction.atomic
def merge(source: Conversation, *, into: Conversation, by: Person) -> Rearrangement:
    """Move everything of `source` into another conversation of the same customer.

    Raises CannotRearrange when they are one, belong to different customers, or were merged already.
    """
    source, target = lock(source, into)
    if source.id == target.id:
        raise CannotRearrange(_("A conversation cannot be merged with itself."))
    _refuse_strange(source, target)
    moved = ids(Interaction.objects.filter(conversation=source))
    before = before_of(source, target, moved)
    before["notes"] = ids(Note.objects.filter(conversation=source))
    before["outgoing"] = ids(OutboxMessage.objects.filter(conversation=source))
    before["threads"] = [
        [str(account), key]
        for account, key in Thread.objects.filter(conversation=source)
        .order_by("id")
        .values_list("channel_account_id", "key")
    ]
    done = _written_down(Rearrangement.Act.MERGE, source, target, before, by)
    move(moved, target)
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
    [source] = lock(conversation)
    chosen = _chosen(source, interaction_ids)
    target = _offspring(source, UUID(chosen[0]))
    before = before_of(source, target, chosen)
    done = _written_down(Rearrangement.Act.SPLIT, source, target, before, by)
    move(chosen, target)
    mark_by_hand(chosen)
    resummarise(target)
    resummarise(source)
    _tell_moved(acts.SPLIT, done, count=len(chosen))
    return done


@transaction.atomic
def move_contacts(
    conversation: Conversation, *, interaction_ids: Sequence[UUID], into: Conversation, by: Person
) -> Rearrangement:
    """Move some contacts into another conversation of the same customer; answers to them follow.

    Raises CannotRearrange when none or all are chosen, or the other conversation cannot take them.
    """
    source, target = lock(conversation, into)
    if source.id == target.id:
        raise CannotRearrange(_("The contact stands in this conversation already."))
    _refuse_strange(source, target)
    chosen = _chosen(source, interaction_ids)
    done = _written_down(Rearrangement.Act.MOVE, source, target, before_of(source, target, chosen), by)
    move(chosen, target)
    mark_by_hand(chosen)
    if target.status == Status.RESOLVED and source.status != Status.RESOLVED:
        target.status, target.resolved_at = Status.OPEN, None
        target.save(update_fields=["status", "resolved_at"])
    resummarise(target)
    resummarise(source)
    _tell_moved(acts.MOVED, done, count=len(chosen))
    return done


def _written_down(
    act: Rearrangement.Act, source: Conversation, target: Conversation, before: dict[str, Any], by: Person
) -> Rearrangement:
    return Rearrangement.objects.create(
        brand_id=source.brand_id, act=act, source=source, target=target, before=before, by=by
    )


def _tell_moved(kind: Kind, done: Rearrangement, *, count: int) -> None:
    numbers = {"source": done.source.number, "target": done.target.number}
    tell(kind, done.source, done.by, subject_id=done.id, count=count, **numbers)


def _chosen(source: Conversation, interaction_ids: Sequence[UUID]) -> Ids:
    """The contacts, when they stand in the conversation and at least one stays. Raises CannotRearrange."""
    chosen = ids(Interaction.objects.filter(conversation=source, id__in=interaction_ids))
    if not chosen or len(chosen) != len(set(interaction_ids)):
        raise CannotRearrange(_("Please choose contacts of this conversation."))
    if len(chosen) == source.interactions_count:
        raise CannotRearrange(_("At least one contact has to stay."))
    return chosen


def _refuse_strange(source: Conversation, target: Conversation) -> None:
    """Raises CannotRearrange when the two do not belong together."""
    if source.customer_id != target.customer_id:
        raise CannotRearrange(
            _("These conversations belong to different customers. Merge the customers first.")
        )
    if source.merged_into_id or target.merged_into_id:
        raise CannotRearrange(_("One of these conversations was already merged."))


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
