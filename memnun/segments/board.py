"""What the board of the three groups shows: numbers, movement, cards with the next step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from memnun.customers.models import Customer, Group, Identity
from memnun.foundation import clock
from memnun.interactions.models import Conversation, Status
from memnun.people.models import Person
from memnun.segments.models import Movement, Standing
from memnun.segments.weekly import BASE_WEEKS, Week, weigh_week

COLUMNS = (Group.SATISFIED, Group.AT_RISK, Group.SUGGESTING)
PAGE = 20
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Ground:
    """The contact that speaks most for a customer's group; `words` are empty when it may not be seen."""

    at: datetime
    channel: str
    words: list[str]
    quote: str
    conversation: UUID
    interaction: UUID


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
class Place:
    """Where a column's page ends: keyset (group_since, id)."""

    since: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{self.since.isoformat()}~{self.id}"

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """The place in an address; None for anything that is none."""
        moment, _, id = text.partition("~")
        try:
            place = cls(datetime.fromisoformat(moment), UUID(id))
        except ValueError:
            return None
        return place if place.since.tzinfo else None


def count_groups(person: Person) -> dict[str, int]:
    """How many customers stand in each group, the not yet known included."""
    rows = (
        Customer.objects.visible_to(person).current().order_by().values("group").annotate(count=Count("id"))
    )
    found = {row["group"]: row["count"] for row in rows}
    return {group: found.get(group, 0) for group in Group.values}


def weigh_weeks(person: Person, now: datetime | None = None) -> dict[str, Week]:
    """This week's entries into each group against the eight weeks before."""
    now = now or clock.now()
    begin = now - WEEK
    counts = (
        Movement.objects.visible_to(person)
        .filter(after__in=COLUMNS, at__gt=begin - WEEK * BASE_WEEKS, at__lte=now)
        .order_by()
        .values("after")
        .annotate(entered=Count("id", filter=Q(at__gt=begin)), before=Count("id", filter=Q(at__lte=begin)))
    )
    found = {row["after"]: row for row in counts}
    none = {"entered": 0, "before": 0}
    return {
        group: weigh_week(row["entered"], 1.0, row["before"])
        for group in COLUMNS
        for row in [found.get(group, none)]
    }


def cards(person: Person, group: str, after: Place | None = None) -> tuple[list[Card], Place | None]:
    """A page of a column, newest movement first, and where the next one begins; six queries at most."""
    rows = Customer.objects.visible_to(person).current().filter(group=group).newest_movement_first()
    if after:
        rows = rows.filter(Q(group_since__lt=after.since) | Q(group_since=after.since, id__lt=after.id))
    customers = list(rows[: PAGE + 1])
    following = None
    if len(customers) > PAGE:
        customers = customers[:PAGE]
        following = Place(customers[-1].group_since, customers[-1].id)
    return make_cards(person, customers), following


def make_cards(person: Person, customers: Sequence[Customer]) -> list[Card]:
    """Cards of these customers, with a bounded number of queries."""
    ids = [customer.id for customer in customers]
    standings = Standing.objects.in_bulk(ids)
    grounds = {id: grounds_of(standing) for id, standing in standings.items()}
    told = {ground.conversation for found in grounds.values() for ground in found}
    seen = seen_conversations(person, told)
    opened = _open_conversations(person, ids)
    phones = _phones([id for id in ids if id not in opened])
    return [
        _card(customer, standings.get(customer.id), grounds.get(customer.id, []), seen, opened, phones)
        for customer in customers
    ]


def _card(
    customer: Customer,
    standing: Standing | None,
    grounds: list[Ground],
    seen: set[UUID],
    opened: dict[UUID, UUID],
    phones: dict[UUID, str],
) -> Card:
    ground = grounds[0] if grounds else None
    if ground and ground.conversation not in seen:
        ground = None
    conversation, phone = opened.get(customer.id), phones.get(customer.id, "")
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


def grounds_of(standing: Standing | None, group: str | None = None) -> list[Ground]:
    """The evidence kept for a group (that of the highest score when none is named), newest first."""
    if standing is None or not standing.evidence:
        return []
    wanted = group or max(standing.scores, key=lambda name: standing.scores[name], default="")
    pieces = [piece for piece in standing.evidence if piece["group"] == wanted]
    found = [
        Ground(
            datetime.fromisoformat(piece["at"]),
            piece["channel"],
            piece["words"],
            piece.get("quote", ""),
            UUID(piece["conversation"]),
            UUID(piece["interaction"]),
        )
        for piece in pieces
    ]
    return sorted(found, key=lambda ground: ground.at, reverse=True)


def seen_conversations(person: Person, ids: Iterable[UUID]) -> set[UUID]:
    """Those of the conversations that the person may see."""
    wanted = set(ids)
    if not wanted:
        return set()
    return set(Conversation.objects.visible_to(person).filter(id__in=wanted).values_list("id", flat=True))


def _open_conversations(person: Person, customers: Sequence[UUID]) -> dict[UUID, UUID]:
    rows = (
        Conversation.objects.visible_to(person)
        .current()
        .filter(customer__in=customers)
        .exclude(status=Status.RESOLVED)
        .order_by("customer", "-last_at", "-id")
        .distinct("customer")
        .values_list("customer_id", "id")
    )
    return dict(rows)


def _phones(customers: Sequence[UUID]) -> dict[UUID, str]:
    rows: Any = (
        Identity.objects.proven()
        .filter(customer__in=customers, kind="phone")
        .values_list("customer_id", "value")
    )
    return dict(rows)
