"""The rows that merging, splitting and moving touch: locked, kept as they were, moved, written back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import serializers

from memnun.interactions.models import Conversation, Interaction, OutboxMessage, Thread
from memnun.interactions.placing.evidence import BY_HAND

Ids = list[str]


class CannotRearrange(ValueError):
    """The conversations cannot be merged, split or parted; the text says why."""


def lock(*conversations: Conversation) -> list[Conversation]:
    """The rows as they are now, locked in the order of their ids, returned in the order given."""
    wanted = [conversation.id for conversation in conversations]
    found = Conversation.objects.select_for_update(no_key=True).filter(id__in=wanted).order_by("id")
    rows = {row.id: row for row in found}
    return [rows[id] for id in wanted]


def before_of(source: Conversation, target: Conversation, moved: Ids) -> dict[str, Any]:
    """Both conversations and where their contacts stand, as JSON-ready values."""
    staying = ids(Interaction.objects.filter(conversation=source).exclude(id__in=moved))
    return {
        "source": _kept(source),
        "target": _kept(target),
        "moved": moved,
        "rules": rules_of(moved),
        "source_contacts": staying,
        "target_contacts": ids(Interaction.objects.filter(conversation=target)),
    }


def _kept(conversation: Conversation) -> dict[str, Any]:
    row: dict[str, Any] = serializers.serialize("python", [conversation])[0]
    return {"id": str(conversation.id), **{name: _plain(value) for name, value in row["fields"].items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def restore(kept: dict[str, Any]) -> None:
    """Write a kept row back as it was."""
    fields = {name: value for name, value in kept.items() if name != "id"}
    for restored in serializers.deserialize(
        "python", [{"model": "interactions.conversation", "pk": kept["id"], "fields": fields}]
    ):
        restored.save()


def move(ids: Ids, target: Conversation) -> None:
    """Let contacts, their names and their messages stand in another conversation."""
    Interaction.objects.filter(id__in=ids).update(conversation=target)
    Thread.objects.filter(interaction_id__in=ids).update(conversation=target)
    OutboxMessage.objects.filter(id__in=ids).update(conversation=target)


def ids(rows: Any) -> Ids:
    """The ids of rows as text, in their order."""
    return [str(id) for id in rows.order_by("id").values_list("id", flat=True)]


def rules_of(moved: Ids) -> dict[str, str]:
    """By which rule each contact came to stand where it stands."""
    rules = Interaction.objects.filter(id__in=moved).values_list("id", "thread_rule")
    return {str(id_): rule for id_, rule in rules}


def mark_by_hand(moved: Ids) -> None:
    """From now on these contacts stand where somebody put them; answers that name them follow."""
    Interaction.objects.filter(id__in=moved).update(thread_rule=BY_HAND)


def restore_rules(rules: dict[str, str]) -> None:
    """Give contacts back the rule by which they were placed."""
    for rule in set(rules.values()):
        same = [id_ for id_, one in rules.items() if one == rule]
        Interaction.objects.filter(id__in=same).update(thread_rule=rule)
