"""How far the brand's messages have come: to an open widget, before the visitor's eyes."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from memnun.channels.chat.models import Line, Visitor
from memnun.foundation import clock
from memnun.interactions import outbox
from memnun.interactions.models import Direction


@transaction.atomic
def mark(visitor_id: UUID, *, delivered: int = 0, read: int = 0) -> int:
    """Lines up to these numbers were delivered or read; gives how many moved on."""
    visitor = Visitor.objects.select_related("account").get(id=visitor_id)
    reached = max(delivered, read)
    lines = Line.objects.filter(visitor=visitor, direction=Direction.OUT, number__lte=reached, read_at=None)
    now = clock.now()
    moved = 0
    for line in lines.order_by("number"):
        is_read = line.number <= read
        if line.delivered_at and not is_read:
            continue
        line.delivered_at = line.delivered_at or now
        line.read_at = now if is_read else None
        # the conversation is locked before the line, as whoever carries answers to e-mail does
        outbox.report(visitor.account, str(line.id), "read" if is_read else "delivered", at=now)
        line.save(update_fields=["delivered_at", "read_at"])
        moved += 1
    return moved
