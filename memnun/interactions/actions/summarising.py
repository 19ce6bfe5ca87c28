"""What a conversation's row says of its contacts, worked out again from the contacts themselves."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from memnun.interactions.models import Conversation, Direction, Interaction, Reading, Status
from memnun.interactions.models.reading import says_only_thanks
from memnun.interactions.placing.summaries import excerpt
from memnun.interactions.waiting import Word, waits_since

SUMMARY_FIELDS = [
    "started_at", "last_at", "last_direction", "last_text", "waiting_since", "interactions_count", "sentiment",
    "urgency", "labels",
]  # fmt: skip
SENT_ITSELF = Q(direction=Direction.OUT, meta__contains={"automatic": True})


def waiting_since(conversation: Conversation) -> datetime | None:
    """Since when somebody waits for an answer; reads no contact that the brand had seen when it last spoke."""
    contacts = Interaction.objects.filter(conversation=conversation)
    answer = contacts.filter(direction=Direction.OUT).exclude(SENT_ITSELF).newest_first().first()
    if answer:
        contacts = contacts.filter(
            Q(occurred_at__gte=answer.occurred_at)
            | Q(direction=Direction.IN, recorded_at__gt=answer.recorded_at)
        )
    words = [
        Word(
            one.occurred_at,
            ours=one.direction == Direction.OUT,
            automatic=bool(one.meta.get("automatic")),
            only_thanks=says_only_thanks(getattr(one, "reading", None)),
            arrived=one.recorded_at,
        )
        for one in contacts.select_related("reading").oldest_first()
    ]
    return waits_since(words, spoken=answer is not None)


def resummarise(conversation: Conversation) -> None:
    """Set and save the summary of a conversation that has at least one contact."""
    contacts = Interaction.objects.filter(conversation=conversation)
    newest = contacts.newest_first().first()
    heading = contacts.exclude(SENT_ITSELF).newest_first().first() or newest
    oldest = contacts.oldest_first().first()
    if newest is None or oldest is None or heading is None:
        return
    conversation.started_at, conversation.last_at = oldest.occurred_at, newest.occurred_at
    conversation.last_direction = heading.direction
    conversation.last_text = excerpt(heading.text or heading.subject)
    conversation.interactions_count = contacts.count()
    conversation.waiting_since = (
        None if conversation.status == Status.RESOLVED else waiting_since(conversation)
    )
    readings = list(
        Reading.objects.filter(interaction__conversation=conversation).order_by(
            "interaction__occurred_at", "interaction_id"
        )
    )
    conversation.sentiment = readings[-1].sentiment if readings else ""
    conversation.urgency = readings[-1].urgency if readings else 0
    conversation.labels = _labels(conversation, readings)
    conversation.save(update_fields=SUMMARY_FIELDS)


def _labels(conversation: Conversation, readings: list[Reading]) -> list[str]:
    found = {label for label in conversation.labels if label.startswith("tag:")}
    for reading in readings:
        found.update(f"kind:{kind}" for kind in reading.kinds if kind != "other")
        found.update(f"topic:{topic}" for topic in reading.topics)
    return sorted(found)
