"""How a brand works with cases."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.people.models import Brand, BrandQuerySet


class CaseSettings(models.Model):
    """`since` is when the brand began to work with cases: earlier contacts are not held to its rules."""

    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField(default=clock.now)
    joins_within_days = models.PositiveSmallIntegerField(
        _("A second complaint joins an open case for (days)"), default=30
    )
    reopens_within_days = models.PositiveSmallIntegerField(
        _("A reply reopens a solved case for (days)"), default=14
    )
    follow_up_from = models.PositiveSmallIntegerField(_("Ask again from day"), default=7)
    follow_up_until = models.PositiveSmallIntegerField(_("Ask again until day"), default=14)
    reminds_after_days = models.PositiveSmallIntegerField(
        _("Ask a silent customer again after (working days)"), default=3
    )
    acknowledges = models.BooleanField(_("Acknowledge new cases on the customer's channel"), default=True)
    acknowledgement = models.TextField(_("Acknowledgement"), blank=True, max_length=1000)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.brand_id)
