"""Two years of contacts of the sample brand, oldest first, as the ledger takes them.

The story is told day by day, so that memory holds the open conversations and one small note a
customer, however many contacts are asked for.
"""

import heapq
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import accumulate

from memnun.demo.arcs import Step, arc_of, follows_soon, step_of
from memnun.demo.calendar import demand, moment
from memnun.demo.casting import Circumstances, a_contact_type, cast
from memnun.demo.chance import Dice, dice
from memnun.demo.contacts import Freshness, contacts_of
from memnun.demo.customers import customer
from memnun.demo.incidents import Incident, incident_on
from memnun.foundation.clock import ISTANBUL
from memnun.interactions.contact import Contact

DAYS = 730


class Story:
    """What is being told, and how far it has come: each customer's place in their own story."""

    def __init__(self, seed: int, end: datetime, customers: int) -> None:
        self.seed = seed
        self.end = end.astimezone(ISTANBUL)
        self.known = _Acquaintances(seed, customers)
        self.positions: dict[int, int] = {}
        self.due: list[tuple[date, int]] = []
        self.fresh = Freshness()
        self.told = 0
        self.threads = 0


def contacts(seed: int, end: datetime, *, customers: int = 5_000, count: int = 40_000) -> Iterator[Contact]:
    """`count` contacts of the two years before `end`, ordered by time; the same for the same arguments."""
    story = Story(seed, end, customers)
    rng = dice(seed, "ledger")
    waiting: list[tuple[datetime, int, Contact]] = []
    serial = 0
    for day, quota in _quotas(story.end, count):
        while story.told < quota:
            for contact in _conversation(story, rng, day)[: count - story.told]:
                heapq.heappush(waiting, (_time(contact), serial, contact))
                serial += 1
                story.told += 1
        while waiting and waiting[0][0].date() <= day:
            yield heapq.heappop(waiting)[2]


def _time(contact: Contact) -> datetime:
    if contact.occurred_at is None:
        raise ValueError("a sample contact has a time")
    return contact.occurred_at


def _quotas(end: datetime, count: int) -> Iterator[tuple[date, int]]:
    """(day, how many contacts have begun by its end)."""
    days = [end.date() - timedelta(back) for back in range(DAYS, -1, -1)]
    weights = [_weight(day, end, number / DAYS) for number, day in enumerate(days)]
    total = sum(weights)
    for day, so_far in zip(days, accumulate(weights), strict=True):
        yield day, round(count * so_far / total)


def _weight(day: date, end: datetime, progress: float) -> float:
    trouble = incident_on(day, end.date())
    extra = 1 + (trouble[0].demand - 1) * trouble[1] if trouble else 1.0
    passed = (end.hour + end.minute / 60) / 24 if day == end.date() else 1.0
    return demand(day) * extra * (0.65 + 0.6 * progress) * passed


def _conversation(story: Story, rng: Dice, day: date) -> list[Contact]:
    """One conversation that begins on a day; its contacts up to the end of the whole."""
    number = _next_customer(story, rng, day)
    arc, position = arc_of(story.seed, number), story.positions.get(number, 0)
    who = customer(story.seed, number)
    incident, step = _trouble(story, rng, day, step_of(arc, position, rng))
    met = a_contact_type(rng, step.need, who) if step else None
    if not step or not met:
        return []
    contact_type, channel = met
    at = _opened(rng, day, channel, story.end)
    if at is None:
        return []
    story.threads += 1
    talk = cast(
        rng,
        f"T{story.threads:07d}",
        who,
        step,
        at,
        channel,
        contact_type,
        Circumstances(story.seed, day, incident),
    )
    found = list(contacts_of(talk, story.end, story.fresh))
    story.positions[number] = position + 1
    if follows_soon(arc, position + 1):
        heapq.heappush(story.due, (day + timedelta(rng.randint(2, 9)), number))
    return found


def _next_customer(story: Story, rng: Dice, day: date) -> int:
    if story.due and story.due[0][0] <= day:
        return heapq.heappop(story.due)[1]
    return story.known.anybody(rng, (story.end.date() - day).days)


def _trouble(story: Story, rng: Dice, day: date, step: Step | None) -> tuple[Incident | None, Step | None]:
    """The incident a contact is about, if one is on, and the step it turns into."""
    trouble = incident_on(day, story.end.date())
    if not trouble or not step:
        return None, step
    incident, strength = trouble
    if (
        step.need in ("complaint", "question", "praise", "request")
        and rng.random() < incident.complaints * strength * 1.6
    ):
        return incident, Step("complaint", max(step.anger, rng.choice((0, 1, 1, 2))), step.soon)
    return None, step


def _opened(rng: Dice, day: date, channel: str, end: datetime) -> datetime | None:
    for _ in range(40):
        at = moment(rng, day, channel, ISTANBUL)
        if at < end and not (day.weekday() == 6 and channel in ("phone", "post", "video")):
            return at
    return None


class _Acquaintances:
    """The customers by when they first met the brand, each with how lively they are."""

    def __init__(self, seed: int, count: int) -> None:
        joined = sorted(
            ((customer(seed, number).joined, number) for number in range(1, count + 1)), reverse=True
        )
        self.numbers = [number for _, number in joined]
        self._days_before_end = [-days for days, _ in joined]
        self._weights = list(accumulate(_liveliness(seed, number) for number in self.numbers))

    def anybody(self, rng: Dice, days_before_end: int) -> int:
        """One of those met by that day."""
        met = max(1, bisect_right(self._days_before_end, -days_before_end))
        drawn = rng.random() * self._weights[met - 1]
        return self.numbers[bisect_right(self._weights, drawn, hi=met - 1)]


def _liveliness(seed: int, number: int) -> float:
    return arc_of(seed, number).activity * dice(seed, "lively", number).lognormvariate(0, 0.6)
