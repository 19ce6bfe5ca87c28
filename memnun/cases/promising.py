"""Promises proposed from what somebody is about to send, and how such promises were kept so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db import connection
from django.db.models import Case as Choose
from django.db.models import Count, Q, When

from memnun.cases.actions.answer_promises import is_complaint
from memnun.cases.actions.founding import settings_of
from memnun.cases.models import Case, Promise
from memnun.cases.phrases.commitments import find_commitments
from memnun.cases.timing import Timing
from memnun.foundation import clock
from memnun.foundation.business_time import Calendar
from memnun.foundation.shares import wilson
from memnun.interactions.models import Conversation
from memnun.people.models import Person

State = Promise.State
BUCKETS = (24, 48, 72, 120, 240)
"""Hours ahead up to which promises are told together; what is longer stands with the last."""
ENOUGH = 8
"""Fewer promises than this say nothing."""
LOOKED_BACK = timedelta(days=365)
SETTLED = (State.KEPT, State.BROKEN, State.MOVED)
KEPT_COUNTS = 256
"""Brands whose counts are kept in memory; all topics and teams of a brand together are a few hundred numbers."""
NEWEST = """
SELECT max(newest.settled_at) FROM unnest(%s::text[]) AS settled(state) CROSS JOIN LATERAL (
    SELECT p.settled_at FROM cases_promise p
    WHERE p.brand_id = %s AND p.state = settled.state AND p.settled_at IS NOT NULL
    ORDER BY p.settled_at DESC LIMIT 1) AS newest
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A promise found in a text: its words, what is promised, and when it would be due; None without a time."""

    quote: str
    sentence: str
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Record:
    """How often promises of up to `hours` ahead were kept; the interval holds with 95 %. `enough` when n says it."""

    hours: int
    kept: int
    n: int

    @property
    def enough(self) -> bool:
        """Whether there were enough to say anything."""
        return self.n >= ENOUGH

    @property
    def share(self) -> float:
        """The share that was kept."""
        return self.kept / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the share, 95 %."""
        return wilson(self.kept, self.n)


@dataclass(frozen=True, slots=True)
class Hook:
    """What the composer shows beside an answer: promises found, and whether one is asked for.

    `writes` says that dated ones are written with the answer unless the person unticks them: where a case is
    open, or the conversation is a complaint and a case will be opened.
    """

    case: Case | None
    proposals: list[Proposal]
    asks_for_one: bool
    writes: bool

    @property
    def topic(self) -> str:
        """What the case is about first of all; empty without a case."""
        return self.case.topics[0] if self.case and self.case.topics else ""


def proposals(text: str, now: datetime, calendar: Calendar) -> list[Proposal]:
    """The promises a text gives, dated ones first, each moment once."""
    found = find_commitments(text, now, calendar)
    told = [Proposal(text[each.start : each.end], each.sentence, each.due) for each in found]
    once = {each.due: each for each in reversed(told)}
    return sorted(once.values(), key=lambda each: (each.due is None, each.due or now))


def propose(conversation: Conversation, text: str, *, person: Person, at: datetime | None = None) -> Hook:
    """What the composer asks before an answer in a conversation is sent, now or `at` a later moment.

    A promise is asked for when a case is open, none is promised yet, and the answer names no time.
    """
    case = (
        Case.objects.visible_to(person)
        .filter(conversation=conversation)
        .open()
        .select_related("type")
        .order_by("opened_at")
        .first()
    )
    timing = Timing.of(settings_of(conversation.brand_id))
    calendar = timing.calendar_of(case) if case else timing.calendars.standard
    found = proposals(text, at or clock.now(), calendar)
    dated = any(each.due for each in found)
    standing = case is not None and Promise.objects.filter(case=case).open().exists()
    return Hook(
        case,
        found,
        asks_for_one=case is not None and not dated and not standing,
        writes=case is not None or is_complaint(conversation),
    )


def record_of(brand_id: UUID, *, topic: str = "", team_id: UUID | None = None) -> list[Record]:
    """How often promises were kept by how far ahead they were given: of the topic in the team where there are
    enough, else of the topic, else of the brand. A promise that was moved was not kept.
    """
    counted = _counted(brand_id, _newest_settled(brand_id), clock.today())
    for fits in _narrowings(topic, team_id):
        records = _summed(each for each in counted if fits(each))
        if any(each.enough for each in records):
            return records
    return []


@dataclass(frozen=True, slots=True)
class _Count:
    """How many promises of a topic in a team, given up to `hours` ahead, were settled and kept."""

    topic: str
    team_id: UUID | None
    hours: int
    kept: int
    n: int


def _newest_settled(brand_id: UUID) -> datetime | None:
    """When a promise of the brand was settled last; an entry of the index for each state."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [list(SETTLED), brand_id])
        row = cursor.fetchone()
    return row[0] if row else None


@lru_cache(maxsize=KEPT_COUNTS)
def _counted(brand_id: UUID, _newest: datetime | None, _day: date) -> list[_Count]:
    """The settled promises of the last year, counted; anew each time one is settled, and each day."""
    ahead = Choose(*(When(hours__lte=limit, then=limit) for limit in BUCKETS), default=BUCKETS[-1])
    settled = Promise.objects.filter(
        brand_id=brand_id, state__in=SETTLED, settled_at__gte=clock.now() - LOOKED_BACK
    )
    rows = settled.order_by().values("topic", "team_id", ahead=ahead)
    told = rows.annotate(n=Count("id"), kept=Count("id", filter=Q(state=State.KEPT)))
    return [_Count(row["topic"], row["team_id"], row["ahead"], row["kept"], row["n"]) for row in told]


def _narrowings(topic: str, team_id: UUID | None) -> Iterable[Callable[[_Count], bool]]:
    if topic and team_id:
        yield lambda each: (each.topic, each.team_id) == (topic, team_id)
    if topic:
        yield lambda each: each.topic == topic
    if team_id:
        yield lambda each: each.team_id == team_id
    yield lambda _each: True


def _summed(counts: Iterable[_Count]) -> list[Record]:
    sums: dict[int, list[int]] = {}
    for each in counts:
        own = sums.setdefault(each.hours, [0, 0])
        own[0] += each.kept
        own[1] += each.n
    return [Record(hours, kept, n) for hours, (kept, n) in sorted(sums.items())]
