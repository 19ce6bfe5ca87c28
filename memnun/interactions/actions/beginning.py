"""Conversations that the brand begins."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from memnun.foundation import clock
from memnun.interactions.models import (
    ChannelAccount,
    ContactType,
    Conversation,
    Direction,
    Function,
    Status,
)
from memnun.interactions.placing.writing import take_numbers


@transaction.atomic
def begin_conversations(
    brand_id: UUID, wanted: Sequence[tuple[UUID, ChannelAccount]], subject: str
) -> list[Conversation]:
    """A conversation for each customer and account, in their order, for a message that follows at once.

    They begin as resolved, for nobody waits in them; an answer of the customer opens them.
    """
    if not wanted:
        return []
    now, number = clock.now(), take_numbers(brand_id, len(wanted))
    return Conversation.objects.bulk_create(
        Conversation(
            brand_id=brand_id,
            number=number + place,
            customer_id=customer_id,
            channel=account.channel,
            channel_account=account,
            function=Function.SERVICE,
            contact_type=ContactType.SUCCESS_OUTREACH,
            subject=subject[:300],
            status=Status.RESOLVED,
            resolved_at=now,
            started_at=now,
            last_at=now,
            last_direction=Direction.OUT,
        )
        for place, (customer_id, account) in enumerate(wanted)
    )
