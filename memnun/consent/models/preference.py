"""What a customer wishes: by which channels, about what, at which hours."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet


class Preference(models.Model):
    """The present wishes of one customer; every change stands in the log.

    `channels_on` are channels switched on where silence is no consent. `topics_off` holds "surveys",
    "greetings", "campaigns" and the brand's own topics. Hours stand with the customer
    (`Customer.preferred_hours`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, related_name="contact_preference")
    everything_off = models.BooleanField(default=False)
    channels_off = ArrayField(models.CharField(max_length=12), default=list)
    channels_on = ArrayField(models.CharField(max_length=12), default=list)
    topics_off = ArrayField(models.CharField(max_length=80), default=list)
    changed_at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.customer)
