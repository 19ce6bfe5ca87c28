"""How two customers became one, with all that is needed to part them again."""

from django.db import models

from memnun.customers.models.customer import Customer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class CustomerMerge(models.Model):
    """`absorbed` was merged into `kept`; `before` holds what each room changed, to undo it exactly."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    kept = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="merges_kept")
    absorbed = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="merges_absorbed")
    reason = models.CharField(max_length=300, blank=True)
    before = models.JSONField(default=dict)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    undone_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kept", "at"], name="merge_kept")]

    def __str__(self) -> str:
        return f"{self.absorbed} → {self.kept}"
