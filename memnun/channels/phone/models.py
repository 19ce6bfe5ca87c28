"""Lines, extensions, calls with the events that told of them, and lists of calls brought in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models import ChannelAccount
from memnun.interactions.models.intake import FileIntake
from memnun.people.models import Brand, BrandQuerySet, Person


class CallDirection(models.TextChoices):
    """Who called whom."""

    IN = "in", _("Incoming")
    OUT = "out", _("Outgoing")
    INTERNAL = "internal", _("Internal")


class PhoneLine(models.Model):
    """A switchboard's connection.

    `digest` is that of the secret end of the address it reports to; its list of calls was read for
    everything that began before `fetched_until`.
    """

    account = models.OneToOneField(
        ChannelAccount, on_delete=models.CASCADE, primary_key=True, related_name="phone_line"
    )
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    fetched_until = models.DateTimeField(null=True, blank=True)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.account)


def provider_of(account: ChannelAccount) -> str:
    """Which switchboard a line is of: verimor or bulutfon."""
    return "bulutfon" if account.settings.get("provider") == "bulutfon" else "verimor"


class Extension(models.Model):
    """Whose telephone an extension is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(ChannelAccount, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(_("Extension"), max_length=20)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("Person"))

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "number"], name="extension_once")]
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number


class CallImport(FileIntake):
    """A list of calls brought in from a file."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(ChannelAccount, on_delete=models.CASCADE, related_name="+")
    wrong = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["brand", "-created_at"], name="call_import_newest")]


class CallMapping(models.Model):
    """How the columns of a kind of list are read; found again by the header."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    header = models.CharField(max_length=64)
    columns = models.JSONField(default=list)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "header"], name="call_mapping_once")]

    def __str__(self) -> str:
        return self.header


class CallQuerySet(BrandQuerySet["Call"]):
    """Named reads of calls."""

    def visible_to(self, person: Viewer) -> Self:
        """The brand's, less those whose conversation belongs to a private team the person is not in."""
        calls = super().visible_to(person)
        if person.hidden_team_ids:
            calls = calls.exclude(conversation__team__in=person.hidden_team_ids)
        return calls

    def newest_first(self) -> Self:
        """Newest first; keyset on (began_at, id)."""
        return self.order_by("-began_at", "-id")

    def to_call_back(self) -> Self:
        """Missed and not called back, longest waiting first; keyset on (began_at, id)."""
        return self.filter(MISSED, settled_at=None).order_by("began_at", "id")

    def with_expired_recording(self, now: datetime) -> Self:
        """Those whose recording link has come to the end of its time."""
        return self.filter(~Q(recording=""), recording_until__lte=now)


EXCERPT = 300
MISSED = Q(direction=CallDirection.IN, ended_at__isnull=False, answered_at=None)


class Call(models.Model):
    """One call, put together from whatever told of it. `key` is its name at the switchboard.

    `number` is the customer's (E.164 when it can be read), `line` the brand's. `raw_id` is the id of
    its contact in the ledger, given when the call has ended. `settled_at` says that a missed call
    was called back (`settled_by` is then that call) or dealt with by hand. `recording` is a link;
    it is destroyed at `recording_until`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey(ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=120)
    direction = models.CharField(_("Direction"), max_length=8, choices=CallDirection.choices, blank=True)
    number = models.CharField(_("Number"), max_length=40, blank=True)
    line = models.CharField(_("Line"), max_length=40, blank=True)
    extension = models.CharField(_("Extension"), max_length=20, blank=True)
    queue = models.CharField(_("Queue"), max_length=80, blank=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    began_at = models.DateTimeField(_("When"), default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    notice_played_at = models.DateTimeField(null=True, blank=True)
    recording = models.CharField(max_length=500, blank=True)
    recording_until = models.DateTimeField(null=True, blank=True)
    recording_destroyed_at = models.DateTimeField(null=True, blank=True)
    cause = models.CharField(max_length=60, blank=True)
    raw_id = models.UUIDField(null=True, blank=True)
    conversation = models.ForeignKey(
        "interactions.Conversation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    settled_by_person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    batch = models.ForeignKey(CallImport, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="call_once")]
        indexes = [
            models.Index(fields=["brand", "-began_at", "-id"], name="call_newest"),
            # missed calls nobody called back, longest waiting first
            models.Index(
                fields=["brand", "began_at", "id"],
                name="call_to_call_back",
                condition=MISSED & Q(settled_at=None),
            ),
            # earlier missed calls of a number
            models.Index(fields=["brand", "number", "-began_at"], name="call_number"),
            # recordings whose time has come
            models.Index(fields=["recording_until"], name="call_recording", condition=~Q(recording="")),
            # calls that have not ended, to close those whose end was never told
            models.Index(fields=["began_at"], name="call_running", condition=Q(ended_at=None)),
            # from the ledger back to the call
            models.Index(fields=["raw_id"], name="call_raw", condition=Q(raw_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()} {self.number}"

    @property
    def is_missed(self) -> bool:
        """A customer called and nobody answered."""
        return self.direction == CallDirection.IN and bool(self.ended_at) and not self.answered_at

    @property
    def talked(self) -> timedelta | None:
        """How long they talked."""
        return self.ended_at - self.answered_at if self.ended_at and self.answered_at else None


class CallEventQuerySet(BrandQuerySet["CallEvent"]):
    """Named reads of what switchboards told."""

    def unread(self) -> Self:
        """Those that could not be read, newest first."""
        return self.filter(applied_at=None).exclude(problem="").order_by("-received_at")


class CallEvent(models.Model):
    """What a switchboard told, as it came; the same bytes again add nothing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey(ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64)
    body = models.BinaryField()
    received_at = models.DateTimeField(default=clock.now)
    applied_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True)

    objects = CallEventQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "sha256"], name="call_event_once")]
        indexes = [
            # what could not be read yet, and what is old enough to go
            models.Index(fields=["received_at"], name="call_event_unread", condition=Q(applied_at=None)),
            models.Index(fields=["brand", "received_at"], name="call_event_age"),
            # what could not be read, to be shown with its line
            models.Index(
                fields=["account", "-received_at"], name="call_event_wrong", condition=~Q(problem="")
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def excerpt(self) -> str:
        """The beginning of what came, to be looked at."""
        return bytes(self.body[:EXCERPT]).decode("utf-8", "replace").replace("\x00", "�")
