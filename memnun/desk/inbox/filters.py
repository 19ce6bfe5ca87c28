"""What an inbox shows, as it stands in the query string."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from memnun.customers.models import Group
from memnun.desk.paging import Order
from memnun.events import models as events
from memnun.interactions.models import Channel, Conversation, Function, Mention, Status
from memnun.interactions.models.reading import Kind
from memnun.understanding.topics import OWN, SLUGS

EVERY = "all"
MINE = "mine"
NOBODY = "none"
STATUSES = (*Status.values, EVERY)
CHOICES: Mapping[str, tuple[str, ...]] = {
    "channel": tuple(Channel.values),
    "function": tuple(Function.values),
    "kind": tuple(Kind.values),
    "group": tuple(Group.values),
    "topic": SLUGS,
}
MOST_VALUES = 20
NEWEST_FIRST = Order("last_at")
LONGEST_WAITING_FIRST = Order("waiting_since", newest_first=False)


class Viewer(events.Viewer, Protocol):
    """Whose inbox it is: a person, or what of a person decides what they see."""

    @property
    def id(self) -> UUID: ...


@dataclass(frozen=True)
class Filters:
    """All given filters must hold; of several values of one filter, one must (of tags: all).

    Without a status only open work is shown. `unknown` holds what was asked for and is no filter.
    """

    status: str = Status.OPEN
    channel: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    branch: tuple[str, ...] = ()
    assignee: str = ""
    mentions: bool = False
    unanswered: bool = False
    since: date | None = None
    until: date | None = None
    unknown: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict | Mapping[str, list[str]]) -> Filters:
        """The filters of a query string; what cannot be read is told in `unknown` and left out."""
        return _Reader(query).read()

    @property
    def order(self) -> Order:
        """Newest contact first; those nobody answered, longest waiting first."""
        return LONGEST_WAITING_FIRST if self.unanswered else NEWEST_FIRST

    def apply(self, conversations: QuerySet[Conversation], person: Viewer) -> QuerySet[Conversation]:
        """Those of the conversations that fit."""
        found = conversations
        if self.status != EVERY:
            found = found.filter(status=self.status)
        for name in ("channel", "function", "group", "team", "branch"):
            if values := getattr(self, name):
                found = found.filter(**{f"{name}__in": values})
        for name in ("kind", "topic"):
            if values := getattr(self, name):
                found = found.filter(labels__overlap=[f"{name}:{value}" for value in values])
        if self.tag:
            found = found.filter(labels__contains=[f"tag:{word}" for word in self.tag])
        if self.assignee:
            found = found.filter(assignee=self._assignee(person))
        if self.mentions:
            found = found.filter(
                id__in=Mention.objects.filter(person=person.id, seen_at=None).values("conversation")
            )
        if self.unanswered:
            found = found.filter(waiting_since__isnull=False)
        return self._within(found)

    def _assignee(self, person: Viewer) -> UUID | None:
        if self.assignee == MINE:
            return person.id
        return None if self.assignee == NOBODY else UUID(self.assignee)

    def _within(self, found: QuerySet[Conversation]) -> QuerySet[Conversation]:
        if self.since:
            found = found.filter(last_at__gte=_start_of(self.since))
        if self.until:
            found = found.filter(last_at__lt=_start_of(self.until + timedelta(days=1)))
        return found

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Name and value of every filter that differs from the plain inbox, in a fixed order."""
        plain = Filters()
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "unknown" or value == getattr(plain, field.name):
                continue
            for one in value if isinstance(value, tuple) else (value,):
                yield field.name, "1" if one is True else str(one)

    def query(self, **changed: Any) -> str:
        """The query string of these filters, some of them changed; "" for the plain inbox."""
        pairs = list(replace(self, unknown=(), **changed).pairs())
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, name: str, value: str) -> str:
        """The query string without one value of one filter."""
        present = getattr(self, name)
        if isinstance(present, tuple):
            return self.query(**{name: tuple(one for one in present if one != value)})
        return self.query(**{name: getattr(Filters(), name)})

    def as_lists(self) -> dict[str, list[str]]:
        """The shape in which a saved view keeps them."""
        kept: dict[str, list[str]] = {}
        for name, value in self.pairs():
            kept.setdefault(name, []).append(value)
        return kept


class _Reader:
    def __init__(self, query: QueryDict | Mapping[str, list[str]]) -> None:
        self.query = query
        self.unknown: list[str] = []

    def read(self) -> Filters:
        return Filters(
            status=self._one_of("status", STATUSES) or Status.OPEN,
            **{name: self._some_of(name, choices) for name, choices in CHOICES.items()},
            tag=tuple(dict.fromkeys(self._values("tag"))),
            team=self._ids("team"),
            branch=self._ids("branch"),
            assignee=self._assignee(),
            mentions=self._ticked("mentions"),
            unanswered=self._ticked("unanswered"),
            since=self._day("since"),
            until=self._day("until"),
            unknown=tuple(self.unknown),
        )

    def _values(self, name: str) -> list[str]:
        values = self.query.getlist(name) if isinstance(self.query, QueryDict) else self.query.get(name, [])
        return [value for value in values if value][:MOST_VALUES]

    def _one_of(self, name: str, choices: tuple[str, ...]) -> str:
        return next(iter(self._some_of(name, choices)), "")

    def _some_of(self, name: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        values = {value: value in choices or _is_own_topic(name, value) for value in self._values(name)}
        self.unknown += [value for value, known in values.items() if not known]
        return tuple(value for value, known in values.items() if known)

    def _ids(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(id_ for value in self._values(name) if (id_ := self._id(value))))

    def _id(self, value: str) -> str:
        try:
            return str(UUID(value))
        except ValueError:
            self.unknown.append(value)
            return ""

    def _assignee(self) -> str:
        value = next(iter(self._values("assignee")), "")
        return value if value in ("", MINE, NOBODY) else self._id(value)

    def _ticked(self, name: str) -> bool:
        return "1" in self._values(name)

    def _day(self, name: str) -> date | None:
        value = next(iter(self._values(name)), "")
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.unknown.append(value)
            return None


def _is_own_topic(name: str, value: str) -> bool:
    """Topics the brand named itself are not looked up: one that is gone still finds what carries it."""
    return name == "topic" and value.startswith(OWN)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
