"""The tenant and its places."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models.derived import SortKeyField
from memnun.people.models.visibility import BrandQuerySet


class Brand(models.Model):
    """One brand: the tenant, one data controller."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("Name"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    time_zone = models.CharField(_("Time zone"), max_length=60, default="Europe/Istanbul")
    language = models.CharField(
        _("Language"), max_length=5, choices=[("tr", "Türkçe"), ("en", "English")], default="tr"
    )
    second_factor_required = models.BooleanField(_("Everybody signs in with a second factor"), default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return self.name


class Branch(models.Model):
    """A shop, office or region of a brand."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="branches")
    code = models.CharField(_("Code"), max_length=40)
    name = models.CharField(_("Name"), max_length=120)
    name_sort = SortKeyField(of="name")
    province = models.CharField(_("Province"), max_length=40, blank=True)
    district = models.CharField(_("District"), max_length=60, blank=True)
    active = models.BooleanField(_("Active"), default=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "code"], name="one_branch_a_code")]
        ordering = ["name_sort"]

    def __str__(self) -> str:
        return self.name
