"""Who stands on a list stays there when two customers become one; on both lists, the kept one's place counts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from memnun.customers.carrying import carry
from memnun.preventing.models import Recipient


class Lists:
    """The lists of messages in time that a customer stands on."""

    name = "preventing"

    def absorb(self, *, kept: UUID, absorbed: UUID) -> dict[str, Any]:
        known = Recipient.objects.filter(customer_id=kept).values_list("message_id", flat=True)
        rows = Recipient.objects.filter(customer_id=absorbed).exclude(message_id__in=list(known))
        moved = [str(id) for id in rows.values_list("id", flat=True)]
        Recipient.objects.filter(id__in=moved).update(customer_id=kept)
        return {"recipients": moved}

    def part(self, moved: dict[str, Any], *, kept: UUID, absorbed: UUID) -> None:
        Recipient.objects.filter(id__in=moved["recipients"], customer_id=kept).update(customer_id=absorbed)


carry(Lists())
