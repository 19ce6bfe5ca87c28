"""Standing and movements move along when two customers become one."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.core import serializers

from memnun.customers.carrying import carry
from memnun.segments.models import Movement, Standing


class Standings:
    """The history of groups of a customer; the present standing is weighed anew after a merge."""

    name = "segments"

    def absorb(self, *, kept: UUID, absorbed: UUID) -> dict[str, Any]:
        movements = [
            str(id) for id in Movement.objects.filter(customer_id=absorbed).values_list("id", flat=True)
        ]
        Movement.objects.filter(customer_id=absorbed).update(customer_id=kept)
        rows = Standing.objects.filter(customer_id__in=[kept, absorbed]).order_by("customer_id")
        standings = json.loads(serializers.serialize("json", rows))
        for row, told in zip(rows, standings, strict=True):
            told["fields"]["computed_at"] = row.computed_at.isoformat()
            told["fields"]["overruled_at"] = row.overruled_at.isoformat() if row.overruled_at else None
        Standing.objects.filter(customer_id=absorbed).delete()
        return {"movements": movements, "standings": standings}

    def part(self, moved: dict[str, Any], *, kept: UUID, absorbed: UUID) -> None:
        Movement.objects.filter(id__in=moved["movements"]).update(customer_id=absorbed)
        Standing.objects.filter(customer_id__in=[kept, absorbed]).delete()
        for restored in serializers.deserialize("python", moved["standings"]):
            restored.save()


carry(Standings())
