"""Meetings, and who came and went."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models import ChannelAccount, Conversation
from memnun.people.models import Brand, BrandQuerySet, Person


class MeetingServer(models.Model):
    """A meeting server's connection. `digest` is that of the secret end of the address it reports to."""

    account = models.OneToOneField(
        ChannelAccount, on_delete=models.CASCADE, primary_key=True, related_name="meeting_server"
    )
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.account)


class MeetingQuerySet(BrandQuerySet["Meeting"]):
    """Named reads of meetings."""

    def visible_to(self, person: Viewer) -> Self:
        """The brand's, less those in conversations of private teams the person is not in."""
        meetings = super().visible_to(person)
        if person.hidden_team_ids:
            meetings = meetings.exclude(conversation__team__in=person.hidden_team_ids)
        return meetings

    def open(self, now: datetime) -> Self:
        """Those that can still be joined."""
        return self.filter(ended_at=None, cancelled_at=None, expires_at__gt=now)


class Meeting(models.Model):
    """One meeting of a conversation. `digest` finds it by the link the customer has; `room` is its name there.

    The link itself is kept sealed nowhere: it is shown when it is made and in the invitation.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey(ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="meetings")
    digest = models.CharField(max_length=64, unique=True)
    token = models.BinaryField()
    room = models.CharField(max_length=80, unique=True)
    planned_at = models.DateTimeField(_("When"), null=True, blank=True)
    expires_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    consented_at = models.DateTimeField(null=True, blank=True)
    consent_text = models.CharField(max_length=600, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    raw_id = models.UUIDField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["brand", "-id"], name="meeting_newest")]

    def __str__(self) -> str:
        return self.room

    @property
    def is_open(self) -> bool:
        """Whether the link still leads in."""
        return not self.ended_at and not self.cancelled_at and self.expires_at > clock.now()


class Attendance(models.Model):
    """Somebody was in a meeting from when to when. `occupant` is the server's own name for this stay."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    occupant = models.CharField(max_length=200)
    name = models.CharField(_("Name"), max_length=200, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "occupant"], name="attendance_once")]
        ordering = ["joined_at", "id"]

    def __str__(self) -> str:
        return self.name or self.occupant
