"""What is on its way in a conversation, and what became of what was sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from memnun.consent.models import GateDecision
from memnun.consent.words import Line, tell_steps
from memnun.foundation import clock
from memnun.interactions.models import Attachment, Conversation, Interaction, OutboxMessage, OutboxState
from memnun.interactions.models.outbox import PENDING, STRANDED
from memnun.people.asking_together import Question
from memnun.people.written import written_once

SHOWN = 30
PLACING_TAKES = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Pending:
    """A message that has not arrived anywhere, as the conversation shows it."""

    message: OutboxMessage
    files: list[Attachment] = field(default_factory=list)
    gate: list[Line] = field(default_factory=list)

    @property
    def alone(self) -> list[Pending]:
        """Itself as a list, for a template that draws lists."""
        return [self]

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be taken back."""
        return self.message.state == OutboxState.WAITING

    @property
    def is_stranded(self) -> bool:
        """Whether somebody has to look after it."""
        return self.message.state in STRANDED

    @property
    def can_resend(self) -> bool:
        """Whether the same message can be tried again."""
        return self.is_stranded and not self.message.sent_at

    @property
    def leaves_in(self) -> int:
        """Seconds until it leaves, when that is within a minute; otherwise 0."""
        if not self.is_waiting or self.message.attempts:
            return 0
        seconds = (self.message.next_at - clock.now()).total_seconds()
        return max(int(seconds + 0.999), 0) if seconds < 60 else 0

    @property
    def leaves_later(self) -> bool:
        """Whether it waits for a moment further away."""
        return self.is_waiting and (self.message.next_at - clock.now()).total_seconds() >= 60

    @property
    def why(self) -> str:
        """Why it waits or cannot leave, in words; empty when there is nothing to say."""
        message = self.message
        if self.gate and (message.state == OutboxState.BLOCKED or self.gate[-1].outcome == "hold"):
            return f"{self.gate[-1].name}: {self.gate[-1].text}"
        if message.state == OutboxState.UNCERTAIN:
            return _(
                "The connection broke while it was being sent. Ask the customer before you send it again."
            )
        account = message.channel_account
        if self.is_waiting and account.paused_until and account.paused_until > clock.now():
            return account.problem
        return message.problem


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a message that is an interaction now."""

    message: OutboxMessage

    @property
    def words(self) -> str:
        """Its state in a word."""
        return str(self.message.get_state_display())

    @property
    def icon(self) -> str:
        """One tick sent, two delivered or read, a triangle returned."""
        if self.message.state in (OutboxState.DELIVERED, OutboxState.READ):
            return "checks"
        return "alert-triangle" if self.message.state == OutboxState.FAILED else "check"


def pending_in(conversation: Conversation) -> list[Pending]:
    """What has not arrived, oldest first."""
    return as_pending(_unsettled(conversation.id, clock.minute() - PLACING_TAKES))


def question(conversation: Conversation) -> Question | None:
    """What `pending_in` will ask first."""
    return _unsettled.question(conversation.id, clock.minute() - PLACING_TAKES)


@written_once
def _unsettled(conversation_id: UUID, placed_since: datetime) -> QuerySet[OutboxMessage]:
    """Messages that wait or are stranded, and those accepted a moment ago and not yet placed into the ledger."""
    waiting = Q(sent_at=None, state__in=(*PENDING, *STRANDED))
    placed = Interaction.objects.filter(id=OuterRef("id"))
    on_the_doorstep = Q(~Exists(placed), sent_at__gte=placed_since)
    messages = OutboxMessage.objects.filter(conversation=conversation_id, settled_at=None)
    found = messages.filter(waiting | on_the_doorstep).select_related("by", "channel_account")
    return found.order_by("id")[:SHOWN]


def as_pending(messages: Sequence[OutboxMessage]) -> list[Pending]:
    """Messages with their files and what the gate looked at."""
    files, looks = _files(messages), _looks(messages)
    return [
        Pending(message, files.get(message.id, []), looks.get(message.gate_decision_id, []))
        for message in messages
    ]


def _looks(messages: Sequence[OutboxMessage]) -> dict[UUID | None, list[Line]]:
    """What the gate looked at, by decision."""
    ids = [message.gate_decision_id for message in messages if message.gate_decision_id]
    if not ids:
        return {}
    return {id_: tell_steps(steps) for id_, steps in _steps(ids)}


@written_once
def _steps(ids: Sequence[UUID]) -> QuerySet[GateDecision, tuple[UUID, Any]]:
    return GateDecision.objects.filter(id__in=ids).values_list("id", "steps")


def _files(messages: Sequence[OutboxMessage]) -> dict[UUID, list[Attachment]]:
    found: dict[UUID, list[Attachment]] = {}
    for file in _files_to_go([message.id for message in messages]):
        found.setdefault(file.outbox_id, []).append(file)  # type: ignore[arg-type]
    return found


@written_once
def _files_to_go(message_ids: Sequence[UUID]) -> QuerySet[Attachment]:
    return Attachment.objects.filter(outbox__in=message_ids).order_by("id")


def sent_among(interaction_ids: Iterable[UUID]) -> dict[UUID, Sent]:
    """What became of those of these interactions that left through the outbox."""
    return {message.id: Sent(message) for message in _messages(list(interaction_ids))}


@written_once
def _messages(ids: Sequence[UUID]) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(id__in=ids)


def newest_sent(conversation: Conversation) -> list[Sent]:
    """The newest messages that arrived at least at the other side's server."""
    sent = OutboxMessage.objects.filter(conversation=conversation, sent_at__isnull=False)
    return [Sent(message) for message in sent.order_by("-id")[:SHOWN]]


def files_of(interaction_ids: Iterable[UUID]) -> dict[UUID, list[Attachment]]:
    """The files of interactions; those of a sent message are found by the message."""
    found: dict[UUID, list[Attachment]] = {}
    for file in _files_among(list(interaction_ids)):
        found.setdefault(file.interaction_id or file.outbox_id, []).append(file)  # type: ignore[arg-type]
    return found


@written_once
def _files_among(ids: Sequence[UUID]) -> QuerySet[Attachment]:
    return Attachment.objects.filter(Q(interaction_id__in=ids) | Q(outbox_id__in=ids)).order_by("id")
