"""The log of a brand told in sentences: who did what, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.events.kinds import REGISTRY
from memnun.events.models import Event, EventQuerySet
from memnun.foundation.interface.signs import GROUPS
from memnun.people.models import ApiKey, Person, Role

FACTORS = {
    "totp": gettext_lazy("authenticator app"),
    "webauthn": gettext_lazy("passkey"),
    "recovery_codes": gettext_lazy("recovery codes"),
    "all": gettext_lazy("all of them"),
}
MOMENTS = {"until", "at"}
"""Details that hold a moment."""
LOOKED_THROUGH = 100_000
"""Events of the whole log looked through for one page, so that a rare kind answers at once too."""


@dataclass(frozen=True)
class Told:
    """One event as the page shows it."""

    event: Event
    sentence: str
    icon: str


@dataclass(frozen=True)
class Page:
    """Some events, and where the next page begins: an event's id, or nothing at the end."""

    told: list[Told]
    older: int | None


@dataclass(frozen=True)
class Wanted:
    """What the reader asked for: the acts of one room, of one actor, or everything."""

    room: str = ""
    actor_id: UUID | None = None


def read_page(person: Person, wanted: Wanted, *, before: int | None, size: int) -> Page:
    """The next events the person may see, newest first, from before the event with this id.

    A page may be short and still have an older one: then LOOKED_THROUGH held no more.
    """
    start = before or 1 + (Event.objects.aggregate(last=Max("id"))["last"] or 0)
    # acts around staff have an index of their own, see migration 0003 of this room
    end = 0 if wanted.room == "people" else max(0, start - LOOKED_THROUGH)
    rows = list(_matching(person, wanted).newest_before(start, down_to=end)[: size + 1])
    older = rows[size - 1].id if len(rows) > size else end or None
    return Page(list(tell(person, rows[:size])), older)


def _matching(person: Person, wanted: Wanted) -> EventQuerySet:
    events = Event.objects.visible_to(person)
    if wanted.room:
        events = events.of_room(wanted.room)
    return events.filter(actor_id=wanted.actor_id) if wanted.actor_id else events


def tell(person: Person, events: Iterable[Event]) -> Iterator[Told]:
    """The events as sentences in the reader's language, with the names of those who acted."""
    rows = list(events)
    names = _names(person, rows)
    for event in rows:
        kind = REGISTRY.get(event.kind)
        sentence = str(kind.sentence) if kind else event.kind
        words = {**_readable(event.details), "actor": names.get(event.actor_id) or _nameless(event)}
        yield Told(event, sentence.format_map(_Forgiving(words)), kind.icon if kind else "point-filled")


class _Forgiving(dict[str, Any]):
    """Details of old events may lack what today's sentence names."""

    def __missing__(self, key: str) -> str:
        return "…"


def _names(person: Person, events: list[Event]) -> Mapping[UUID | None, str]:
    asked: dict[str, set[UUID]] = {}
    for event in events:
        if event.actor_id:
            asked.setdefault(event.actor_kind, set()).add(event.actor_id)
    names: dict[UUID | None, str] = {}
    for kind, model in (("person", Person), ("api_key", ApiKey)):
        if kind in asked:
            rows = model.objects.visible_to(person).filter(pk__in=asked[kind])
            names |= dict(rows.order_by().values_list("pk", "name"))
    return names


def _nameless(event: Event) -> str:
    names = {"import": _("An import"), "system": "Memnun", "api_key": _("A program"), "person": _("Somebody")}
    return names.get(event.actor_kind, event.actor_kind)


def _readable(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details with roles, groups, second factors, moments, changed fields and empty hands in words."""
    words = dict(details)
    for name in ("before", "after"):
        if words.get(name) in GROUPS:
            words[name] = _(GROUPS[words[name]][0])
    if words.get("role") in Role.values:
        words["role"] = Role(words["role"]).label
    if words.get("factor") in FACTORS:
        words["factor"] = str(FACTORS[words["factor"]])
    if words.get("successor") == "":
        words["successor"] = _("the shared inbox")
    for name in MOMENTS & words.keys():
        words[name] = _moment(words[name])
    if isinstance(words.get("changes"), list):
        words["changes"] = "; ".join(_change(str(words.get("model", "")), *each) for each in words["changes"])
    return words


def _moment(told: Any) -> Any:
    try:
        moment = datetime.fromisoformat(told)
    except (TypeError, ValueError):
        return told
    return date_format(timezone.localtime(moment) if moment.tzinfo else moment, "DATETIME_FORMAT")


def _change(model: str, name: str, before: Any, after: Any) -> str:
    if name == "members":
        return _("%(name)s joined") % {"name": after} if after else _("%(name)s left") % {"name": before}
    try:
        field = apps.get_model(model)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return f"{name}: {_value(None, before)} → {_value(None, after)}"
    return f"{getattr(field, 'verbose_name', name)}: {_value(field, before)} → {_value(field, after)}"


def _value(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_value(getattr(field, "base_field", None), each) for each in value)
    labels = dict(getattr(field, "flatchoices", None) or [])
    return str(labels.get(value, value)) if value not in (None, "") else "–"
