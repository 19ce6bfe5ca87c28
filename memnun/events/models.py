"""The log of acts. It knows no other room: what an act is about stands here as plain ids."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import models
from django.db.models.functions import Now

from memnun.events.fields import CurrentXid, Xid8Field


class Viewer(Protocol):
    """Whoever reads the log: a member of staff of one brand."""

    @property
    def brand_id(self) -> UUID: ...

    @property
    def hidden_team_ids(self) -> Sequence[UUID]: ...


class EventQuerySet(models.QuerySet["Event"]):
    """Named reads of the log."""

    def visible_to(self, person: Viewer) -> EventQuerySet:
        """Events of the person's brand, less those of private teams the person is not in."""
        events = self.filter(brand_id=person.brand_id)
        hidden = person.hidden_team_ids
        if hidden:
            events = events.filter(models.Q(team_id=None) | ~models.Q(team_id__in=hidden))
        return events

    def about_customer(self, customer_id: UUID) -> EventQuerySet:
        """What happened around one customer, newest first."""
        return self.filter(customer_id=customer_id).order_by("-id")

    def about_conversation(self, conversation_id: UUID) -> EventQuerySet:
        """What happened in one conversation, oldest first."""
        return self.filter(conversation_id=conversation_id).order_by("id")

    def of_room(self, room: str) -> EventQuerySet:
        """The acts one room records; "people" has an index of its own."""
        return self.filter(kind__gte=f"{room}.", kind__lt=f"{room}/")

    def newest_before(self, event_id: int, *, down_to: int = 0) -> EventQuerySet:
        """Newest first, from below one id down to another: reads no more of the log than lies between."""
        return self.filter(id__lt=event_id, id__gte=down_to).order_by("-id")


class Event(models.Model):
    """One act: who, what, about whom, when. Rows are only ever added.

    `xid` is the transaction that wrote it: readers find by it what is new (see `positions.py`),
    because ids become visible in another order than they were given out.
    """

    xid = Xid8Field(db_default=CurrentXid(), editable=False)
    id = models.BigAutoField(primary_key=True)
    brand_id = models.UUIDField()
    at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=12, default="system")
    actor_id = models.UUIDField(null=True)
    customer_id = models.UUIDField(null=True)
    conversation_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)
    team_id = models.UUIDField(null=True)
    details = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            # what is new, of all brands at once or of one; the only index that does not lead with the
            # brand: readers go through everything, and every insert lands on its last page
            models.Index(fields=["xid", "brand_id", "id"], name="event_new"),
            # timelines of a customer and a conversation
            models.Index(
                fields=["brand_id", "customer_id", "id"],
                name="event_customer",
                condition=models.Q(customer_id__isnull=False),
            ),
            models.Index(
                fields=["conversation_id", "id"],
                name="event_conversation",
                condition=models.Q(conversation_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.kind}"


class Cursor(models.Model):
    """How far one named reader has come (`positions.Position` as text)."""

    name = models.CharField(max_length=60, primary_key=True)
    position = models.TextField()
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name


class SetbackQuerySet(models.QuerySet["Setback"]):
    """Named reads of what readers could not do."""

    def due(self, now: datetime) -> SetbackQuerySet:
        """Those to be tried again, in the order of the log."""
        return self.filter(given_up_at=None, next_at__lte=now).order_by("event_id")

    def given_up(self) -> SetbackQuerySet:
        """Those that nobody tries again by himself, newest first."""
        return self.filter(given_up_at__isnull=False).order_by("-given_up_at")


class Setback(models.Model):
    """An event that a reader is to be given apart from the others: it failed, or a restore moved it."""

    reader = models.CharField(max_length=60)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="setbacks")
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)
    next_at = models.DateTimeField(db_default=Now())
    given_up_at = models.DateTimeField(null=True)

    objects = SetbackQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "event"], name="one_setback_a_reader")]
        indexes = [
            # what a reader has to try again
            models.Index(
                fields=["reader", "next_at"], name="setback_due", condition=models.Q(given_up_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader}: {self.event_id}"


class Heartbeat(models.Model):
    """The last sign of life of one process or loop, for the health page."""

    name = models.CharField(max_length=60)
    host = models.CharField(max_length=120)
    pid = models.IntegerField()
    started_at = models.DateTimeField(db_default=Now())
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "host"], name="one_heartbeat_a_part")]

    def __str__(self) -> str:
        return f"{self.name}@{self.host}"


class InvariantCheck(models.Model):
    """The last look at one rule that must always hold."""

    name = models.CharField(max_length=60, primary_key=True)
    count = models.BigIntegerField()
    broken_since = models.DateTimeField(null=True)
    checked_at = models.DateTimeField()
    seconds = models.FloatField()

    def __str__(self) -> str:
        return f"{self.name}: {self.count}"


Details = dict[str, Any]
