"""In which of the three groups a customer stands, why, and how that came about."""

from django.db import models

from memnun.customers.models import Customer, Group
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class Standing(models.Model):
    """The present standing of a customer: scores per group and the evidence behind them.

    `scores`: {group: weight after decay}; `evidence`: list of {interaction, conversation, at,
    group, weight, words: [[start, end, text]], about}. `overruled_to` holds a person's word
    against the evidence, with reason, until `overruled_until` or until it is taken back.
    """

    customer = models.OneToOneField(
        Customer, on_delete=models.CASCADE, primary_key=True, related_name="standing"
    )
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    scores = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    computed_at = models.DateTimeField(default=clock.now)
    version = models.CharField(max_length=40, blank=True)
    overruled_to = models.CharField(max_length=10, choices=Group.choices, blank=True)
    overruled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    overruled_at = models.DateTimeField(null=True, blank=True)
    overruled_reason = models.CharField(max_length=300, blank=True)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.customer_id} {self.scores}"


class Movement(models.Model):
    """A customer moved from one group to another: the full history."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="movements", db_index=False)
    before = models.CharField(max_length=10, choices=Group.choices)
    after = models.CharField(max_length=10, choices=Group.choices)
    evidence = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-at", "-id"], name="movement_customer"),
            models.Index(fields=["brand", "after", "-at", "-id"], name="movement_group"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
