"""Keys with which other programs write to and read from a brand."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models.brand import Brand
from memnun.people.models.person import Person
from memnun.people.models.visibility import BrandQuerySet


class Scope(models.TextChoices):
    """What a key may do."""

    WRITE_INTERACTIONS = "interactions:write", _("Write interactions")
    READ_INTERACTIONS = "interactions:read", _("Read interactions")
    READ_CUSTOMERS = "customers:read", _("Read customers")
    WRITE_CUSTOMERS = "customers:write", _("Write customers")


class ApiKey(models.Model):
    """A key of a brand; only its digest is kept, the key itself is shown once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(_("Name"), max_length=80)
    prefix = models.CharField(max_length=16, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=40, choices=Scope.choices), verbose_name=_("Scopes"))
    requests_a_minute = models.PositiveIntegerField(_("Requests a minute"), default=6000)
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = BrandQuerySet.as_manager()

    actor_kind = "api_key"

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def scope_labels(self) -> list[str]:
        """What the key may do, in words."""
        return [str(Scope(scope).label) for scope in self.scopes]
