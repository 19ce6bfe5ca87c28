"""How many customers stand in each group, without counting them."""

from __future__ import annotations

from django.db import models
from django.db.models import Sum

from memnun.customers.models.customer import Group
from memnun.people.models import Brand, BrandQuerySet


class GroupCountQuerySet(BrandQuerySet["GroupCount"]):
    """Named reads of the numbers."""

    def totals(self) -> dict[str, int]:
        """Customers by group, those merged into another left out."""
        rows = self.order_by().values_list("group").annotate(total=Sum("customers"))
        return {str(group): int(total) for group, total in rows}


class GroupCount(models.Model):
    """So many customers more (or fewer) in a group; the sum of a group's rows is its number.

    A trigger on the customers writes the rows in the transaction that moves them (migration 0004). It adds rows
    and changes none, so that nobody waits for somebody else's number; `sum_up_groups` makes one row of many.
    """

    brand = models.ForeignKey(
        Brand, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    group = models.CharField(max_length=10, choices=Group.choices)
    customers = models.IntegerField()

    objects = GroupCountQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["brand", "group"], include=["customers"], name="group_count")]

    def __str__(self) -> str:
        return f"{self.group} {self.customers:+}"
