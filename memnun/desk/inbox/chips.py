"""The active filters in words, each with the address that takes it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from memnun.customers.models import Group
from memnun.desk.inbox.filters import EVERY, MINE, NOBODY, Filters
from memnun.foundation.turkish.dates import short_date
from memnun.interactions.models import BrandTopic, Channel, Function, Status
from memnun.interactions.models.reading import Kind
from memnun.people.models import Branch, Person, Team
from memnun.understanding import topics


@dataclass(frozen=True)
class Chip:
    """One active filter: `label` in words, `query` the inbox without it."""

    label: str
    query: str


def chips(person: Person, filters: Filters) -> list[Chip]:
    """One chip a value; names of teams, branches and people are read only when they are asked for."""
    return [
        Chip(_label(person, name, value), filters.without(name, value)) for name, value in filters.pairs()
    ]


def topic_label(slug: str) -> str:
    """A topic in the page's language."""
    return topics.topic_label(slug, get_language() or "tr")


def topic_choices(person: Person) -> list[tuple[str, str]]:
    """Every topic of the person's brand with its label, by label; the brand's own ones first."""
    shipped = sorted(((slug, topic_label(slug)) for slug in topics.SLUGS), key=lambda pair: pair[1])
    return [
        (slug, topic_label(slug)) for slug in BrandTopic.objects.visible_to(person).in_use().slugs()
    ] + shipped


def _label(person: Person, name: str, value: str) -> str:
    return _LABELS[name](person, value)


def _named(model: Any) -> Callable[[Person, str], str]:
    def label(person: Person, value: str) -> str:
        row = model.objects.visible_to(person).filter(id=value).first()
        return str(row) if row else _("(no longer there)")

    return label


def _assignee(person: Person, value: str) -> str:
    if value == MINE:
        return _("Mine")
    return _("Unassigned") if value == NOBODY else _named(Person)(person, value)


def _day(value: str) -> str:
    return short_date(date.fromisoformat(value), get_language() or "tr")


_LABELS: dict[str, Callable[[Person, str], str]] = {
    "status": lambda _person, value: _("Every status") if value == EVERY else str(Status(value).label),
    "channel": lambda _person, value: str(Channel(value).label),
    "function": lambda _person, value: str(Function(value).label),
    "kind": lambda _person, value: str(Kind(value).label),
    "group": lambda _person, value: str(Group(value).label),
    "topic": lambda _person, value: topic_label(value),
    "tag": lambda _person, value: f"#{value}",
    "team": _named(Team),
    "branch": _named(Branch),
    "assignee": _assignee,
    "mentions": lambda _person, _value: _("Mentions of me"),
    "unanswered": lambda _person, _value: _("Unanswered"),
    "since": lambda _person, value: _("From {day}").format(day=_day(value)),
    "until": lambda _person, value: _("Until {day}").format(day=_day(value)),
}
