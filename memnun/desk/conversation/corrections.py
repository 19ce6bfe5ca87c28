"""What people corrected in a contact's reading, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from memnun.desk.inbox.chips import topic_label
from memnun.desk.templatetags.desk import threat
from memnun.interactions.models import Correction, Interaction
from memnun.interactions.models.reading import Kind, Sentiment
from memnun.people.models import Person

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction: who, when, what was read and what it is."""

    at: datetime
    who: str
    field: str
    before: str
    after: str


def corrections_of(person: Person, interaction: Interaction) -> list[Corrected]:
    """The corrections of a contact, newest first."""
    rows = Correction.objects.visible_to(person).filter(interaction=interaction).select_related("by")
    return [
        Corrected(
            row.at,
            row.by.name if row.by else _("A former colleague"),
            _name(row.field),
            _written(row.field, row.before),
            _written(row.field, row.after),
        )
        for row in rows.order_by("-at", "-id")[:SHOWN]
    ]


def _name(field: str) -> str:
    names = {
        "sentiment": _("Feeling"), "kinds": _("Kind"), "topics": _("Topic"), "urgency": _("Urgency"),
        "threats": _("Threat"), "unsure": _("Unsure"),
    }  # fmt: skip
    return names.get(field, field)


def _written(field: str, value: Any) -> str:
    if field == "unsure":
        return _("Yes") if value else _("No")
    if field == "urgency":
        return {0: _("None"), 1: _("A little"), 2: _("Urgent"), 3: _("Very urgent")}.get(value, str(value))
    words: Sequence[Any] = value if isinstance(value, list) else [value]
    return ", ".join(_word(field, str(word)) for word in words) or _("None")


def _word(field: str, value: str) -> str:
    if field == "topics":
        return topic_label(value)
    if field == "threats":
        return threat(value)
    labels: dict[str, Any] = dict(Kind.choices if field == "kinds" else Sentiment.choices)
    return str(labels.get(value, value))
