"""From visitors to the ledger and back: a line has the id of its interaction."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from memnun.channels.chat.models import Line, Visitor
from memnun.interactions.models import Conversation, Interaction
from memnun.people.written import written_once

NEWEST = 20


def conversation_of(visitor: Visitor) -> Conversation | None:
    """The conversation that the visitor's newest placed line belongs to."""
    ids = list(visitor.lines.order_by("-number").values_list("id", flat=True)[:NEWEST])
    placed = Interaction.objects.filter(id__in=ids).select_related("conversation__merged_into")
    newest = placed.newest_first().first()
    return (newest.conversation.merged_into or newest.conversation) if newest else None


def visitor_of(conversation: Conversation) -> Visitor | None:
    """Whom an answer in this conversation reaches: the visitor of its newest line."""
    newest = _newest_ids(conversation.id, conversation.channel_account_id)
    line = next(iter(_last_line(newest)), None)
    return line.visitor if line else None


@written_once
def _newest_ids(conversation_id: UUID, account_id: UUID) -> QuerySet[Interaction, UUID]:
    placed = Interaction.objects.filter(conversation=conversation_id, channel_account=account_id)
    return placed.newest_first().values_list("id", flat=True)[:NEWEST]


@written_once
def _last_line(ids: Sequence[UUID]) -> QuerySet[Line]:
    return Line.objects.filter(id__in=ids).select_related("visitor").order_by("-at", "-number")[:1]
