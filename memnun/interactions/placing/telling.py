"""What the log is told of a placed batch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from memnun.events.actions import Act, record_many
from memnun.interactions import events as acts
from memnun.interactions.placing.threading import Placed
from memnun.interactions.waiting import FRESH


def tell_placed(brand_id: UUID, placed: Sequence[Placed], created: set[UUID], now: datetime) -> None:
    """One event a contact that just happened; one for all of the batch's history, naming what came late."""
    fresh = [one for one in placed if one.source_kind != "import" and one.occurred_at >= now - FRESH]
    record_many(
        Act(
            acts.RECORDED,
            brand_id,
            customer_id=one.customer_id,
            conversation_id=one.conversation_id,
            subject_id=one.raw_id,
            at=one.occurred_at if one.occurred_at <= now else now,
            details={
                "channel": one.contact.channel,
                "direction": one.contact.direction,
                "new": one.conversation_id in created,
            },
        )
        for one in fresh
    )
    if len(fresh) < len(placed):
        late = [
            str(one.raw_id) for one in placed if one.source_kind != "import" and one.occurred_at < now - FRESH
        ]
        told = {"count": len(placed) - len(fresh), **({"late": late} if late else {})}
        record_many([Act(acts.HISTORY_RECORDED, brand_id, details=told)])


def tell_quarantine(brand_id: UUID, count: int) -> None:
    """One event for all records of a batch that cannot be placed."""
    record_many([Act(acts.QUARANTINED, brand_id, details={"count": count})])
