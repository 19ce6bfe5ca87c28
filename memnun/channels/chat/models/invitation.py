"""When the widget may speak first."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models import ChannelAccount
from memnun.people.models import Brand, BrandQuerySet


class InvitationRule(models.Model):
    """One rule: on which pages, after how many seconds, for whom, with which words. The first that fits speaks."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey(ChannelAccount, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(_("Pages"), max_length=200, default="/*")
    after = models.PositiveSmallIntegerField(
        _("Seconds on the page"),
        default=30,
        validators=[MinValueValidator(5), MaxValueValidator(3600)],
    )
    returning = models.BooleanField(_("Only visitors who were here before"), default=False)
    words = models.CharField(_("Words of the invitation"), max_length=200)
    active = models.BooleanField(_("Active"), default=True)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = BrandQuerySet.as_manager()

    class Meta:
        ordering = ["position", "created_at"]

    def __str__(self) -> str:
        return self.words
