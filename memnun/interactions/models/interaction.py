"""One touch in either direction, on any channel."""

from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from memnun.customers.models import Customer
from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models.channel import Channel, ChannelAccount, ContactType, Direction, Function
from memnun.interactions.models.conversation import Conversation
from memnun.people.models import Branch, Brand, BrandQuerySet, Person


class InteractionQuerySet(BrandQuerySet["Interaction"]):
    """Named reads of interactions."""

    def visible_to(self, person: Viewer) -> Self:
        """The brand's, less those in conversations of private teams the person is not in."""
        interactions = super().visible_to(person)
        if person.hidden_team_ids:
            interactions = interactions.filter(
                Q(conversation__team=None) | ~Q(conversation__team__in=person.hidden_team_ids)
            )
        return interactions

    def oldest_first(self) -> Self:
        """As they happened; keyset on (occurred_at, id)."""
        return self.order_by("occurred_at", "id")

    def behind(self, at: datetime, id_: UUID) -> Self:
        """Those that come after this place when the oldest stands first."""
        return self.filter(Q(occurred_at__gt=at) | Q(id__gt=id_), occurred_at__gte=at)

    def newest_first(self) -> Self:
        """Newest first; keyset on (occurred_at, id)."""
        return self.order_by("-occurred_at", "-id")


class Interaction(models.Model):
    """A contact as it was. Rows are added, moved between conversations by hand, never rewritten."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(
        Brand, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="interactions", db_index=False
    )
    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="interactions", db_index=False
    )
    channel_account = models.ForeignKey(
        ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    channel = models.CharField(_("Channel"), max_length=10, choices=Channel.choices)
    direction = models.CharField(_("Direction"), max_length=3, choices=Direction.choices)
    function = models.CharField(_("Function"), max_length=10, choices=Function.choices, blank=True)
    contact_type = models.CharField(
        _("Kind of contact"), max_length=20, choices=ContactType.choices, blank=True
    )
    occurred_at = models.DateTimeField(_("When"))
    recorded_at = models.DateTimeField(default=clock.now)
    staff = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False, db_constraint=False
    )
    branch = models.ForeignKey(
        Branch, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False, db_constraint=False
    )
    subject = models.CharField(_("Subject"), max_length=300, blank=True)
    text = models.TextField(_("Text"), blank=True)
    match_rule = models.CharField(max_length=20, blank=True)
    thread_rule = models.CharField(max_length=20, blank=True)
    meta = models.JSONField(default=dict, blank=True)

    objects = InteractionQuerySet.as_manager()

    class Meta:
        indexes = [
            # one conversation, in order
            models.Index(fields=["conversation", "occurred_at", "id"], name="interaction_conversation"),
            # one customer's timeline over all channels, newest first
            models.Index(fields=["brand", "customer", "-occurred_at", "-id"], name="interaction_customer"),
            # the brand's ledger, newest first; exports and rollups read it in this order
            models.Index(fields=["brand", "-occurred_at", "-id"], name="interaction_ledger"),
            # the same of one channel, as programs read it: a rare channel would be looked for in all of the ledger
            models.Index(fields=["brand", "channel", "-occurred_at", "-id"], name="interaction_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} · {self.text[:60]}"
