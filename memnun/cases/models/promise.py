"""A dated commitment given to a customer."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from memnun.cases.models.case import Case
from memnun.cases.models.seen import CaseRowQuerySet
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, Person, Team


class PromiseQuerySet(CaseRowQuerySet["Promise"]):
    """Named reads of promises."""

    def open(self) -> Self:
        """Those neither kept, moved, broken nor taken back, next due first; keyset on (due_at, id)."""
        return self.filter(state=Promise.State.OPEN).order_by("due_at", "id")

    def past_due(self, now: datetime) -> Self:
        """Open ones whose time is over."""
        return self.open().filter(due_at__lt=now)


class Promise(models.Model):
    """What was promised, to be done by `due_at`.

    `topic` is the case's first topic and `hours` how far ahead it was given, both for telling how often
    such promises were kept. A moved promise names its `successor`; `reason` says why it moved. `message_id`
    is the message of the outbox that gave it, if one did.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Promised")
        KEPT = "kept", _("Kept")
        MOVED = "moved", _("Moved")
        BROKEN = "broken", _("Not kept")
        TAKEN_BACK = "taken_back", _("Taken back")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="promises")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="promises")
    text = models.CharField(_("What is promised"), max_length=300)
    due_at = models.DateTimeField(_("By when"), default=clock.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("Why"), max_length=300, blank=True)
    successor = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="predecessor"
    )
    topic = models.CharField(max_length=40, blank=True)
    team = models.ForeignKey(
        Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    hours = models.PositiveIntegerField(default=0)
    message_id = models.UUIDField(null=True, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        indexes = [
            # what falls due, over all brands, and of one
            models.Index(fields=["due_at", "id"], name="promise_due", condition=Q(state="open")),
            models.Index(
                fields=["brand", "due_at", "id"], name="promise_of_brand", condition=Q(state="open")
            ),
            # how often they were kept, and what broke today
            models.Index(
                fields=["brand", "state", "settled_at"],
                name="promise_settled",
                condition=Q(settled_at__isnull=False),
            ),
            # what a message promised
            models.Index(
                fields=["message_id"], name="promise_of_message", condition=Q(message_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} {self.due_at:%Y-%m-%d %H:%M}"
