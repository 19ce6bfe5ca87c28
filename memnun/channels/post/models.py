"""Letters on their way, and the batches in which they were printed."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models import ChannelAccount, OutboxMessage
from memnun.people.models import Brand, BrandQuerySet, Person

READABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_reference() -> str:
    """What stands on the letter, to find it again by."""
    return get_random_string(8, READABLE)


class Logo(models.Model):
    """The picture on the letters of an account, as PNG."""

    account = models.OneToOneField(
        ChannelAccount, on_delete=models.CASCADE, primary_key=True, related_name="letter_logo"
    )
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField()

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.account)


class LetterState(models.TextChoices):
    """How far a letter has come."""

    WAITING = "waiting", _("To be printed")
    PRINTED = "printed", _("Printed")
    POSTED = "posted", _("Posted")
    RETURNED = "returned", _("Came back")


class PrintBatch(models.Model):
    """Letters that were printed together, as one file."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"


class LetterQuerySet(BrandQuerySet["Letter"]):
    """Named reads of letters."""

    def visible_to(self, person: Viewer) -> Self:
        """The brand's, less those in conversations of private teams the person is not in."""
        letters = super().visible_to(person)
        if person.hidden_team_ids:
            letters = letters.exclude(message__conversation__team__in=person.hidden_team_ids)
        return letters

    def to_print(self) -> Self:
        """Those that wait for a printer, oldest first; taken back ones are left out."""
        waiting = self.filter(state=LetterState.WAITING, message__state__in=["waiting", "sending"])
        return waiting.order_by("id")

    def under_way(self) -> Self:
        """Those that were printed, newest first; keyset on id."""
        return self.exclude(state=LetterState.WAITING).order_by("-id")


class Letter(models.Model):
    """One letter. Its words and address are those of its message in the outbox."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey(ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False)
    message = models.OneToOneField(OutboxMessage, on_delete=models.CASCADE, related_name="letter")
    reference = models.CharField(max_length=12, default=new_reference)
    state = models.CharField(max_length=8, choices=LetterState.choices, default=LetterState.WAITING)
    batch = models.ForeignKey(
        PrintBatch, on_delete=models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    printed_at = models.DateTimeField(null=True, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    tracking = models.CharField(_("Tracking number"), max_length=40, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.CharField(_("Why it came back"), max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "reference"], name="letter_reference")]
        indexes = [
            # what waits for a printer
            models.Index(fields=["brand", "id"], name="letter_to_print", condition=Q(state="waiting")),
            models.Index(fields=["brand", "-id"], name="letter_newest"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def address_lines(self) -> list[str]:
        """The lines of the address, at most seven."""
        return [line.strip() for line in self.message.to_value.splitlines() if line.strip()][:7]
