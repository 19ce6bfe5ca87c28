"""A customer who answers RET to advertising, or yes or no to a confirmation, is taken at their word.

Such an answer asks for nothing more, so nobody is shown as waiting for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models.functions import Length

from memnun.channels.confirming.words import LONGEST_ANSWER, answer_in
from memnun.consent.actions import confirm, refuse, take_back
from memnun.consent.media import medium_of
from memnun.consent.models import COMMERCIAL, Confirmation, ConsentSource, ConsentType, Purpose
from memnun.interactions.actions.status import settle
from memnun.interactions.models import Direction, Interaction, OutboxMessage

ASKING = {*COMMERCIAL, Purpose.SURVEY_AFTER_SERVICE, Purpose.LEGAL}
LONGEST_TEXT = 20_000
"""An answer of one word with the whole message quoted below it."""


def hear(interaction_ids: Sequence[UUID]) -> None:
    """Act on what was answered in a word to the newest such message of the conversation, by its receiver."""
    said = _answers(interaction_ids)
    if not said:
        return
    asked = _asked({contact.conversation_id for contact, _answer in said})
    for contact, answer in said:
        message = asked.get(contact.conversation_id)
        if message is None or message.customer_id != contact.customer_id or not message.sent_at:
            continue
        if _follow(message, contact, answer):
            settle(contact)


def _answers(ids: Sequence[UUID]) -> list[tuple[Interaction, str]]:
    rows = Interaction.objects.filter(id__in=ids, direction=Direction.IN).select_related("conversation")
    short = rows.annotate(length=Length("text")).filter(length__gt=0, length__lte=LONGEST_TEXT)
    read = [(row, answer_in(row.text)) for row in short.order_by("occurred_at", "id")]
    return [(row, answer) for row, answer in read if answer]


def _asked(conversations: set[UUID]) -> dict[UUID, OutboxMessage]:
    """By conversation the last message to which such an answer can be meant."""
    rows = OutboxMessage.objects.filter(conversation__in=conversations, purpose__in=ASKING)
    return {row.conversation_id: row for row in rows.order_by("id")}


def _follow(message: OutboxMessage, contact: Interaction, answer: str) -> bool:
    """Whether the word meant something here, and was followed."""
    evidence = {
        "way": "answer",
        "interaction": str(contact.id),
        "words": contact.text.strip()[:LONGEST_ANSWER],
    }
    confirmation = Confirmation.objects.filter(delivery_id=message.id).select_related("consent").first()
    type = confirmation.consent.type if confirmation else medium_of(message.kind).type
    if confirmation and answer == "yes":
        confirm(confirmation, evidence=evidence)
    elif confirmation:
        take_back(confirmation, source=_source(type), evidence=evidence)
    elif answer == "no" and type:
        _refuse(message, type, evidence)
    else:
        return False
    return True


def _refuse(message: OutboxMessage, type: str, evidence: dict[str, Any]) -> None:
    refuse(
        message.brand, address=message.to_value, types=[type], source=_source(type), evidence=evidence,
        customer_id=message.customer_id,
    )  # fmt: skip


def _source(type: str | None) -> ConsentSource:
    return ConsentSource.HS_EPOSTA if type == ConsentType.EPOSTA else ConsentSource.HS_MESAJ
