"""A purchase of a customer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet


class Purchase(models.Model):
    """Something was bought on a day. `key` is the order's number, or the day where no number was told."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="purchases", db_index=False)
    key = models.CharField(_("Order number"), max_length=40)
    product = models.CharField(_("Product"), max_length=200, blank=True)
    on = models.DateField(_("Day"), default=clock.today)
    noted_at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "key"], name="purchase_once")]
        indexes = [
            # who bought within some days
            models.Index(fields=["brand", "on", "customer"], name="purchase_days"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.on}"
