"""The three lists of a person's day; each is short by design and leads to its full inbox."""

from __future__ import annotations

from dataclasses import dataclass

from memnun.desk.inbox.counts import FIXED, Count, count
from memnun.desk.inbox.filters import NOBODY, Filters
from memnun.desk.inbox.listing import Row, list_page, rows_for, visible
from memnun.interactions.models import Mention, Status
from memnun.people.models import Person

SHOWN = 12
UNOWNED = Filters(assignee=NOBODY, unanswered=True)


@dataclass(frozen=True)
class Day:
    """Mentions not yet seen, own open work most urgent first, and who waits without an owner."""

    mentions: list[Mention]
    mine: list[Row]
    unowned: list[Row]
    counts: dict[str, Count]


def day_of(person: Person) -> Day:
    """Read the lists."""
    mentions = Mention.objects.visible_to(person).filter(person=person, seen_at=None)
    return Day(
        mentions=list(
            mentions.filter(conversation__in=visible(person).values("id"))
            .select_related("note__by", "conversation__customer")
            .order_by("-at")[:SHOWN]
        ),
        mine=_mine(person),
        unowned=list_page(person, UNOWNED).rows[:SHOWN],
        counts=count(person, {**{name: FIXED[name] for name in ("mine", "mentions")}, "unowned": UNOWNED}),
    )


def _mine(person: Person) -> list[Row]:
    """Open work of the person: the most urgent first, then whoever waits longest, then the newest."""
    work = visible(person).filter(assignee=person, status=Status.OPEN)
    ranked = work.order_by("-urgency", "waiting_since", "-last_at", "-id")
    return rows_for(ranked[:SHOWN], person)
