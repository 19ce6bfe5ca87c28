"""Privacy notices (aydınlatma metni) by version, and to whom which was shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class Notice(models.Model):
    """One version of a text; once made it never changes, a new wording is a new version."""

    class Kind(models.TextChoices):
        PRIVACY = "privacy", _("Privacy notice")
        CONSENT = "consent", _("Text of a consent")
        FORM = "form", _("Consent line of a form")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind.choices)
    name = models.CharField(_("Name"), max_length=80)
    version = models.PositiveIntegerField(default=1)
    language = models.CharField(_("Language"), max_length=5, default="tr")
    text = models.TextField(_("Text"))
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "kind", "name", "language", "version"], name="one_notice_a_version"
            )
        ]
        ordering = ["name", "language", "-version"]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class NoticeShown(models.Model):
    """That a notice was shown, read out or sent: to whom, where, when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="shown")
    customer = models.ForeignKey(Customer, on_delete=models.SET_NULL, null=True, related_name="+")
    address = models.CharField(max_length=320, blank=True)
    channel = models.CharField(max_length=12)
    at = models.DateTimeField(default=clock.now)
    evidence = models.JSONField(default=dict)

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "at"], name="notice_shown_customer")]

    def __str__(self) -> str:
        return f"{self.notice} {self.at:%Y-%m-%d %H:%M}"
