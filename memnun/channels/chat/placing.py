"""From visitors to the ledger and back: a line has the id of its interaction."""

from __future__ import annotations

from memnun.channels.chat.models import Line, Visitor
from memnun.interactions.models import Conversation, Interaction

NEWEST = 20


def conversation_of(visitor: Visitor) -> Conversation | None:
    """The conversation that the visitor's newest placed line belongs to."""
    ids = list(visitor.lines.order_by("-number").values_list("id", flat=True)[:NEWEST])
    placed = Interaction.objects.filter(id__in=ids).select_related("conversation__merged_into")
    newest = placed.newest_first().first()
    return (newest.conversation.merged_into or newest.conversation) if newest else None


def visitor_of(conversation: Conversation) -> Visitor | None:
    """Whom an answer in this conversation reaches: the visitor of its newest line."""
    ids = Interaction.objects.filter(
        conversation=conversation, channel_account_id=conversation.channel_account_id
    ).newest_first()
    newest = list(ids.values_list("id", flat=True)[:NEWEST])
    line = Line.objects.filter(id__in=newest).select_related("visitor").order_by("-at", "-number").first()
    return line.visitor if line else None
