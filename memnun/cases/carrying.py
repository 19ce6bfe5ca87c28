"""Cases, promises and what was given move along when two customers become one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from memnun.cases.models import Case, Concession, Promise
from memnun.customers.carrying import carry

MOVED = {"cases": Case, "promises": Promise, "concessions": Concession}


class Owed:
    """What is owed to a customer, and what was given."""

    name = "cases"

    def absorb(self, *, kept: UUID, absorbed: UUID) -> dict[str, Any]:
        moved: dict[str, Any] = {}
        for name, model in MOVED.items():
            rows = model._default_manager.filter(customer_id=absorbed)
            moved[name] = [str(id) for id in rows.values_list("id", flat=True)]
            rows.update(customer_id=kept)
        return moved

    def part(self, moved: dict[str, Any], *, kept: UUID, absorbed: UUID) -> None:
        for name, model in MOVED.items():
            model._default_manager.filter(id__in=moved[name], customer_id=kept).update(customer_id=absorbed)


carry(Owed())
