"""What İYS is owed, what it was told, and where the two sides differ."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.consent.models.consent import Consent, last_day
from memnun.consent.models.kinds import ConsentStatus, ConsentType, RecipientType
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class IysFile(models.Model):
    """A file made for İYS or read from it. `request_id` is İYS's name of it when an account sent it. `problems` is a list of {row, code, values}."""

    class Kind(models.TextChoices):
        EXPORT = "export", _("For İYS")
        IMPORT = "import", _("From İYS")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    name = models.CharField(max_length=200, blank=True)
    rows = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    uploaded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(null=True)
    request_id = models.CharField(max_length=80, blank=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["brand", "-at", "-id"], name="iys_file_newest")]

    def __str__(self) -> str:
        return self.name


class IysAccount(models.Model):
    """A brand's account at İYS's programming interface; the password is sealed.

    `after` is how far its changes were read, `problem` what went wrong at the last try, empty when nothing did.
    """

    class Site(models.TextChoices):
        LIVE = "live", _("İYS")
        SANDBOX = "sandbox", _("İYS sandbox")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, related_name="iys_account")
    site = models.CharField(_("Where"), max_length=8, choices=Site.choices, default=Site.LIVE)
    username = models.CharField(_("User name"), max_length=120)
    secret = models.BinaryField(null=True)
    after = models.CharField(max_length=200, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    tried_at = models.DateTimeField(null=True)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return self.username


class IysReportQuerySet(BrandQuerySet["IysReport"]):
    """Named reads of what İYS is owed."""

    def owed(self) -> Self:
        """What is still to be told to İYS, the most urgent first."""
        return self.filter(state=IysReport.State.WAITING).order_by("due_at", "consent_id")

    def unconfirmed(self) -> Self:
        """What İYS is not known to have."""
        return self.filter(state__in=[IysReport.State.WAITING, IysReport.State.SENT])

    def late(self, now: datetime) -> Self:
        """What İYS is not known to have although its three working days are over."""
        return self.unconfirmed().filter(due_at__lte=now)


class IysReport(models.Model):
    """The duty to tell İYS about one row of the ledger within three working days, and how it ended."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        ACCEPTED = "accepted", _("In İYS")
        REFUSED = "refused", _("Refused by İYS")
        MISSED = "missed", _("Missed")

    consent = models.OneToOneField(
        Consent, on_delete=models.CASCADE, primary_key=True, related_name="iys_report"
    )
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    file = models.ForeignKey(IysFile, on_delete=models.SET_NULL, null=True, related_name="reports")
    transaction_id = models.CharField(max_length=80, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField(default=clock.now)

    objects = IysReportQuerySet.as_manager()

    class Meta:
        indexes = [
            # what is due, most urgent first
            models.Index(
                fields=["brand", "due_at", "consent"],
                name="iys_due",
                condition=models.Q(state__in=["waiting", "sent"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.due_at:%Y-%m-%d}"

    @property
    def last_day(self) -> date:
        """The third working day: it ends with `due_at`."""
        return last_day(self.due_at)


class IysMismatchQuerySet(BrandQuerySet["IysMismatch"]):
    """Named reads of differences."""

    def open(self) -> Self:
        """Those nobody has looked into yet, newest first."""
        return self.filter(settled_at=None).order_by("-found_at", "-id")


class IysMismatch(models.Model):
    """That İYS and the ledger said different things about an address; the stricter side held meanwhile."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    type = models.CharField(max_length=6, choices=ConsentType.choices)
    address = models.CharField(max_length=320)
    recipient_type = models.CharField(max_length=8, choices=RecipientType.choices)
    ours = models.CharField(max_length=4, choices=ConsentStatus.choices)
    theirs = models.CharField(max_length=4, choices=ConsentStatus.choices)
    ours_at = models.DateTimeField()
    theirs_at = models.DateTimeField()
    found_at = models.DateTimeField(default=clock.now)
    settled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = IysMismatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "address", "type", "recipient_type"],
                name="one_open_mismatch",
                condition=models.Q(settled_at__isnull=True),
            )
        ]
        indexes = [models.Index(fields=["brand", "-found_at", "-id"], name="iys_mismatch_newest")]

    def __str__(self) -> str:
        return f"{self.address} {self.ours}/{self.theirs}"
