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
from memnun.demo.casting import Circumstances, Way, a_way, cast
from memnun.demo.chance import Dice, dice
from memnun.demo.contact_types import BEGUN_BY_THE_BRAND
from memnun.demo.contacts import Freshness, contacts_of
from memnun.demo.customers import customer
from memnun.demo.incidents import Incident, incident_on
from memnun.foundation.clock import ISTANBUL
from memnun.interactions.contact import Contact

DAYS = 730
_NEWCOMERS = 0.6


class Story:
    """What is being told, and how far it has come: each customer's place in their own story."""

    def __init__(self, seed: int, end: datetime, customers: int) -> None:
        self.seed = seed
        self.end = end.astimezone(ISTANBUL)
        self.known = _Acquaintances(seed, customers)
        self.positions: dict[int, int] = {}
        self.met: set[int] = set()
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
    way = a_way(rng, step.need, who) if step else None
    at = _opened(rng, day, way, story.end) if way else None
    if not step or not way or not at:
        return []
    story.threads += 1
    talk = cast(rng, f"T{story.threads:07d}", who, step, at, way, Circumstances(story.seed, day, incident))
    talk.first = number not in story.met
    found = list(contacts_of(talk, story.end, story.fresh))
    story.positions[number] = position + 1
    story.met.add(number)
    story.known.greet(number)
    if follows_soon(arc, position + 1):
        heapq.heappush(story.due, (day + timedelta(rng.randint(2, 9)), number))
    return found


def _next_customer(story: Story, rng: Dice, day: date) -> int:
    if story.due and story.due[0][0] <= day:
        return heapq.heappop(story.due)[1]
    days_before_end = (story.end.date() - day).days
    newcomer = story.known.newcomer(days_before_end) if rng.random() < _NEWCOMERS else None
    return newcomer or story.known.anybody(rng, days_before_end)


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


def _opened(rng: Dice, day: date, way: Way, end: datetime) -> datetime | None:
    """When the conversation begins; None on days on which it cannot."""
    channel = "phone" if way.contact_type in BEGUN_BY_THE_BRAND else way.channel
    if day.weekday() == 6 and channel in ("phone", "post", "video"):
        return None
    times = (moment(rng, day, channel, ISTANBUL) for _ in range(40))
    return next((at for at in times if at < end), None)


class _Acquaintances:
    """The customers by when they first met the brand, each with how lively they are."""

    def __init__(self, seed: int, count: int) -> None:
        joined = sorted(
            ((customer(seed, number).joined, number) for number in range(1, count + 1)), reverse=True
        )
        self.numbers = [number for _, number in joined]
        self._days_before_end = [-days for days, _ in joined]
        self._greeted = 0
        self._weights = list(accumulate(_liveliness(seed, number) for number in self.numbers))

    def newcomer(self, days_before_end: int) -> int | None:
        """The next one who met the brand by that day and has not written yet."""
        if self._greeted < bisect_right(self._days_before_end, -days_before_end):
            return self.numbers[self._greeted]
        return None

    def greet(self, number: int) -> None:
        """The newcomer has written."""
        if self._greeted < len(self.numbers) and self.numbers[self._greeted] == number:
            self._greeted += 1

    def anybody(self, rng: Dice, days_before_end: int) -> int:
        """One of those met by that day."""
        met = max(1, bisect_right(self._days_before_end, -days_before_end))
        drawn = rng.random() * self._weights[met - 1]
        return self.numbers[bisect_right(self._weights, drawn, hi=met - 1)]


def _liveliness(seed: int, number: int) -> float:
    return arc_of(seed, number).activity * dice(seed, "lively", number).lognormvariate(0, 0.6)
