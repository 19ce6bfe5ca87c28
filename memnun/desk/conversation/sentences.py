"""Acts of the log as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from memnun.consent.models import ConsentType
from memnun.customers.models import Group
from memnun.events.kinds import REGISTRY
from memnun.events.models import Event
from memnun.foundation.interface.icons import known_icons
from memnun.foundation.turkish.phones import show_phone

PLAIN_ICON = "point-filled"


class _Words(dict[str, Any]):
    """The placeholders of a sentence; one that an old event does not know is left open with a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def sentence(event: Event, names: Mapping[UUID, str]) -> str:
    """What happened, with names and times as people write them."""
    kind = REGISTRY.get(event.kind)
    if kind is None:
        return event.kind
    words = _Words({name: _written(name, value) for name, value in event.details.items()})
    words["actor"] = actor(event, names)
    return str(kind.sentence).format_map(words)


def icon_of(event: Event) -> str:
    """The icon of the act's kind, or a plain point when the sprite has none like it."""
    name = REGISTRY[event.kind].icon if event.kind in REGISTRY else PLAIN_ICON
    return name if name in known_icons() else PLAIN_ICON


def actor(event: Event, names: Mapping[UUID, str]) -> str:
    """Who did it."""
    if event.actor_kind == "person" and event.actor_id:
        return names.get(event.actor_id) or _("A former colleague")
    return _("Memnun")


def _written(name: str, value: Any) -> Any:
    if name in ("until", "at") and isinstance(value, str):
        try:
            return date_format(timezone.localtime(datetime.fromisoformat(value)), "DATETIME_FORMAT")
        except ValueError:
            return value
    if name == "type" and value in ConsentType.values:
        return ConsentType(value).label
    if name == "address" and isinstance(value, str):
        return show_phone(value)
    return Group(value).label if value in Group.values else value
