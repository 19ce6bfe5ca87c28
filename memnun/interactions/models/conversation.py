"""A thread of interactions with one customer, and the state of the work on it."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from memnun.customers.models import Customer, Group
from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models.channel import Channel, ChannelAccount, ContactType, Direction, Function
from memnun.people.models import Branch, Brand, BrandQuerySet, Person, Team
from memnun.people.written import written_once


class Status(models.TextChoices):
    """Where the work on a conversation stands."""

    OPEN = "open", _("Open")
    WAITING = "waiting", _("Waiting for the customer")
    SNOOZED = "snoozed", _("Snoozed")
    RESOLVED = "resolved", _("Resolved")


class ConversationQuerySet(BrandQuerySet["Conversation"]):
    """Named reads of conversations."""

    def visible_to(self, person: Viewer) -> Self:
        """The brand's, less those of private teams the person is not in."""
        conversations = super().visible_to(person)
        if person.hidden_team_ids:
            conversations = conversations.filter(Q(team=None) | ~Q(team__in=person.hidden_team_ids))
        return conversations

    def held(self, conversation: Conversation) -> Conversation:
        """The conversation as it is now, locked after its customer: the order in which everybody locks both."""
        _held_customer(conversation.customer_id)
        found = _held(conversation.id)
        if not found:
            raise Conversation.DoesNotExist(f"conversation {conversation.id}")
        return found[0]

    def current(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def work_of(self, person: Person) -> Self:
        """What the person has yet to finish."""
        return self.filter(assignee=person).exclude(status=Status.RESOLVED)

    def newest_first(self) -> Self:
        """Newest contact first; keyset on (last_at, id)."""
        return self.order_by("-last_at", "-id")

    def unanswered(self) -> Self:
        """Those where the customer wrote last, longest waiting first; keyset on (waiting_since, id)."""
        return self.filter(waiting_since__isnull=False).order_by("waiting_since", "id")


class Conversation(models.Model):
    """A thread with what a list needs to show it: no list reads the interactions.

    `labels` holds kinds, topics and tags with prefixes (`kind:complaint`, `topic:delivery`,
    `tag:vip`), so that one index answers every such filter. `waiting_since` is the time of the
    first customer message that has had no answer, null when the brand spoke last.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.BigIntegerField(_("Number"))
    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="conversations", db_index=False
    )
    channel = models.CharField(_("Channel"), max_length=10, choices=Channel.choices)
    channel_account = models.ForeignKey(
        ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    function = models.CharField(_("Function"), max_length=10, choices=Function.choices, blank=True)
    contact_type = models.CharField(
        _("Kind of contact"), max_length=20, choices=ContactType.choices, blank=True
    )
    subject = models.CharField(_("Subject"), max_length=300, blank=True)
    status = models.CharField(_("Status"), max_length=8, choices=Status.choices, default=Status.OPEN)
    assignee = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="conversations", db_index=False
    )
    team = models.ForeignKey(
        Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="conversations", db_index=False
    )
    branch = models.ForeignKey(
        Branch, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()
    last_direction = models.CharField(max_length=3, choices=Direction.choices)
    last_text = models.CharField(max_length=240, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    interactions_count = models.PositiveIntegerField(default=0)
    sentiment = models.CharField(max_length=8, blank=True)
    urgency = models.PositiveSmallIntegerField(default=0)
    group = models.CharField(max_length=10, choices=Group.choices, default=Group.UNKNOWN)
    labels = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged", db_index=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "number"], name="conversation_number")]
        # what an index includes, counting needs: numbers are read from the index alone, without the rows
        indexes = [
            # the inbox in each of its states, newest first
            models.Index(
                fields=["brand", "status", "-last_at", "-id"],
                include=["team", "merged_into"],
                name="conversation_inbox",
            ),
            models.Index(fields=["brand", "-last_at", "-id"], name="conversation_all"),
            models.Index(
                fields=["brand", "assignee", "status", "-last_at", "-id"],
                include=["team", "merged_into"],
                name="conversation_mine",
            ),
            models.Index(fields=["brand", "channel", "-last_at", "-id"], name="conversation_channel"),
            # a team's work and how much of it is open; most conversations have no team
            models.Index(
                fields=["brand", "team", "status", "-last_at", "-id"],
                include=["merged_into"],
                name="conversation_team",
                condition=Q(team__isnull=False),
            ),
            # what nobody answered, longest waiting first
            models.Index(
                fields=["brand", "waiting_since", "id"],
                include=["status", "team", "merged_into"],
                name="conversation_unanswered",
                condition=Q(waiting_since__isnull=False),
            ),
            # one customer's conversations
            models.Index(fields=["customer", "-last_at", "-id"], name="conversation_customer"),
            # what was merged into one; without those that were not, or a planner that has no statistics yet
            # looks for every customer's work among all conversations not merged
            models.Index(
                fields=["merged_into"],
                name="conversation_merged",
                condition=Q(merged_into__isnull=False),
            ),
            # kind, topic and tag
            GinIndex(fields=["labels"], name="conversation_labels"),
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.subject or self.last_text[:60]}"


@written_once
def _held_customer(customer_id: UUID) -> QuerySet[Customer, UUID]:
    return Customer.objects.select_for_update(no_key=True).filter(id=customer_id).values_list("id", flat=True)


@written_once
def _held(conversation_id: UUID) -> QuerySet[Conversation]:
    return Conversation.objects.select_for_update(no_key=True).filter(id=conversation_id)


class Thread(models.Model):
    """A channel's own name for a thread or one of its messages, and the conversation it became.

    `interaction_id` is set when the name is that of one message (a Message-ID): it follows its message
    when that is moved.
    """

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    channel_account = models.ForeignKey(
        ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    key = models.CharField(max_length=255)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="threads")
    interaction_id = models.UUIDField(null=True, blank=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel_account", "key"], name="thread_once")]
        indexes = [
            # the names of a message that is moved
            models.Index(
                fields=["interaction_id"],
                name="thread_of_message",
                condition=Q(interaction_id__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.key


class ConversationCounter(models.Model):
    """The last conversation number given out in a brand."""

    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, primary_key=True, related_name="+")
    last = models.BigIntegerField(default=0)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.brand}: {self.last}"
