"""Promises proposed from what somebody is about to send, and how such promises were kept so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

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

BUCKETS = (24, 48, 72, 120, 240)
"""Hours ahead up to which promises are told together; what is longer stands with the last."""
ENOUGH = 8
"""Fewer promises than this say nothing."""
LOOKED_BACK = timedelta(days=365)


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
    settled = Promise.objects.filter(
        brand_id=brand_id,
        state__in=[Promise.State.KEPT, Promise.State.BROKEN, Promise.State.MOVED],
        settled_at__gte=clock.now() - LOOKED_BACK,
    )
    for narrowed in _narrowings(topic, team_id):
        rows = list(
            settled.filter(narrowed)
            .order_by()
            .values("hours")
            .annotate(n=Count("id"), kept=Count("id", filter=Q(state=Promise.State.KEPT)))
            .values_list("hours", "kept", "n")
        )
        records = _in_buckets(rows)
        if any(each.enough for each in records):
            return records
    return []


def _narrowings(topic: str, team_id: UUID | None) -> Iterable[Q]:
    if topic and team_id:
        yield Q(topic=topic, team=team_id)
    if topic:
        yield Q(topic=topic)
    if team_id:
        yield Q(team=team_id)
    yield Q()


def _in_buckets(rows: Sequence[tuple[int, int, int]]) -> list[Record]:
    sums: dict[int, list[int]] = {}
    for hours, kept, n in rows:
        bucket = next((limit for limit in BUCKETS if hours <= limit), BUCKETS[-1])
        own = sums.setdefault(bucket, [0, 0])
        own[0] += kept
        own[1] += n
    return [Record(bucket, kept, n) for bucket, (kept, n) in sorted(sums.items())]
