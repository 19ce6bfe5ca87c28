"""What the board of the three groups shows: numbers, movement, cards with the next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from memnun.customers.models import Customer, Group, GroupCount, Identity
from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.foundation.paging import Order, Page, Place
from memnun.interactions.models import Conversation, Status
from memnun.people.asking_together import asked_together
from memnun.people.models import Person
from memnun.people.written import written_once
from memnun.segments.grounds import Ground, kept_grounds, seen, where_seen
from memnun.segments.models import Movement, Standing
from memnun.segments.weekly import BASE_WEEKS, Week, weigh_week

COLUMNS = (Group.SATISFIED, Group.AT_RISK, Group.SUGGESTING)
PAGE = 20
WEEK = timedelta(days=7)
NEWEST_MOVEMENT_FIRST = Order("group_since")
SHOWN = ("name", "group", "group_since")
LOOKED_THROUGH = 3
"""Of this many newest grounds the first that may be seen is shown on a card."""


@dataclass(frozen=True, slots=True)
class Card:
    """One customer on the board. `next_step` is conversation, call, read or customer."""

    customer: Customer
    ground: Ground | None
    overruled: str
    next_step: str
    conversation: UUID | None
    phone: str


@dataclass(frozen=True, slots=True)
class Column:
    """One group: how many stand in it, this week's movement, and the cards; `following` leads on."""

    group: str
    count: int
    week: Week
    cards: Sequence[Card]
    following: str


def columns(person: Person, counts: Mapping[str, int], groups: Sequence[str] = COLUMNS) -> list[Column]:
    """The columns of these groups, each from its beginning."""
    now = clock.now()
    lists = [_customers.question(person, group, None) for group in groups]
    with asked_together([_entries.question(person, *_weeks(now)), *lists]):
        weeks = weigh_weeks(person, now)
        pages = {group: _page(person, group) for group in groups}
    drawn = make_cards(person, [customer for page in pages.values() for customer in page.rows])
    return [
        Column(
            group,
            counts[group],
            weeks[group],
            [card for card in drawn if card.customer.group == group],
            page.older,
        )
        for group, page in pages.items()
    ]


def count_groups(person: Person) -> dict[str, int]:
    """How many customers stand in each group, the not yet known included."""
    found = GroupCount.objects.visible_to(person).totals()
    return {group: found.get(group, 0) for group in Group.values}


def weigh_weeks(person: Person, now: datetime | None = None) -> dict[str, Week]:
    """This week's entries into each group against the eight weeks before."""
    found = {row["after"]: row for row in _entries(person, *_weeks(now or clock.now()))}
    none = {"entered": 0, "before": 0}
    return {
        group: weigh_week(row["entered"], 1.0, row["before"])
        for group in COLUMNS
        for row in [found.get(group, none)]
    }


def _weeks(now: datetime) -> tuple[datetime, datetime, datetime]:
    """Where the weeks compared with begin, where this week does, and where it ends."""
    begin = now - WEEK
    return begin - WEEK * BASE_WEEKS, begin, now


@written_once
def _entries(viewer: Viewer, since: datetime, begin: datetime, now: datetime) -> QuerySet[Movement, Any]:
    """How many came into each group from `begin` on, and how many from `since` until then."""
    moved = Movement.objects.visible_to(viewer).filter(after__in=COLUMNS, at__gt=since, at__lte=now)
    entered, before = Count("id", filter=Q(at__gt=begin)), Count("id", filter=Q(at__lte=begin))
    return moved.order_by().values("after").annotate(entered=entered, before=before)


def cards(person: Person, group: str, after: str = "") -> tuple[list[Card], str]:
    """A page of a column, newest movement first, and where the next one begins; five queries at most."""
    page = _page(person, group, after)
    return make_cards(person, page.rows), page.older


def _page(person: Person, group: str, after: str = "") -> Page[Customer]:
    place = Place.read(after)
    return NEWEST_MOVEMENT_FIRST.as_page(_customers(person, group, place), after=place, size=PAGE)


@written_once
def _customers(viewer: Viewer, group: str, after: Place | None) -> QuerySet[Customer]:
    rows = Customer.objects.visible_to(viewer).current().filter(group=group).only(*SHOWN)
    return NEWEST_MOVEMENT_FIRST.stretch(rows, after=after, size=PAGE)


def make_cards(person: Person, customers: Sequence[Customer]) -> list[Card]:
    """Cards of these customers, in four queries at most."""
    ids = [customer.id for customer in customers]
    with asked_together([_standings.question(ids), _open_conversations.question(person, ids)]):
        standings = {standing.customer_id: standing for standing in _standings(ids)}
        opened = dict(_open_conversations(person, ids))
    kept = {id: kept_grounds(standing, most=LOOKED_THROUGH) for id, standing in standings.items()}
    places = where_seen(person, (ground for grounds in kept.values() for ground in grounds))
    phones = dict(_phones([id for id in ids if id not in opened]))
    return [
        _card(
            customer,
            standings.get(customer.id),
            seen(kept.get(customer.id, []), places),
            opened.get(customer.id),
            phones.get(customer.id, ""),
        )
        for customer in customers
    ]


def _card(
    customer: Customer,
    standing: Standing | None,
    grounds: Sequence[Ground],
    conversation: UUID | None,
    phone: str,
) -> Card:
    ground = grounds[0] if grounds else None
    if customer.group == Group.AT_RISK and conversation:
        step = "conversation"
    elif customer.group == Group.AT_RISK and phone:
        step = "call"
    elif ground:
        step, conversation = "read", ground.conversation
    else:
        step = "customer"
    overruled = standing.overruled_reason if standing and standing.overruled_to == customer.group else ""
    return Card(customer, ground, overruled, step, conversation, phone)


@written_once
def _standings(customers: Sequence[UUID]) -> QuerySet[Standing]:
    return Standing.objects.filter(customer__in=customers)


@written_once
def _open_conversations(
    viewer: Viewer, customers: Sequence[UUID]
) -> QuerySet[Conversation, tuple[UUID, UUID]]:
    """The newest open conversation of each of the customers."""
    seen = Conversation.objects.visible_to(viewer).current().filter(customer__in=customers)
    newest = seen.exclude(status=Status.RESOLVED).order_by("customer", "-last_at", "-id").distinct("customer")
    return newest.values_list("customer_id", "id")


@written_once
def _phones(customers: Sequence[UUID]) -> QuerySet[Identity, tuple[UUID, str]]:
    found = Identity.objects.proven().filter(customer__in=customers, kind="phone")
    return found.values_list("customer_id", "value")
