"""New contacts for the sample brand while it is looked at: somebody writes every few seconds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from memnun.demo.arcs import arc_of, step_of
from memnun.demo.calendar import HOURS
from memnun.demo.casting import Circumstances, a_way, cast
from memnun.demo.chance import Dice, dice
from memnun.demo.contact_types import BEGUN_BY_THE_BRAND
from memnun.demo.contacts import Freshness, contacts_of
from memnun.demo.customers import customer
from memnun.foundation.clock import ISTANBUL
from memnun.interactions.contact import Contact

QUICKEST, SLOWEST, USUAL = 3.0, 30.0, 11.0
"""Seconds between two contacts: at least, at most, on average in a lively hour."""
_MOST_PENDING = 40
_HASTE = 60
"""An hour of a conversation passes in a minute, so that answers are seen to come."""


@dataclass(slots=True)
class State:
    """What the trickle remembers: where it stands, and the turns still to come of what it began."""

    seed: int
    customers: int
    began: datetime
    told: int = 0
    pending: list[tuple[datetime, Contact]] = field(default_factory=list)
    fresh: Freshness = field(default_factory=Freshness)


def pause(rng: Dice, at: datetime) -> timedelta:
    """How long until the next contact: chance, by how lively the hour is."""
    lively = HOURS["chat"][at.astimezone(ISTANBUL).hour] / max(HOURS["chat"])
    seconds = rng.expovariate(1 / (USUAL / max(lively, 0.35)))
    return timedelta(seconds=min(SLOWEST, max(QUICKEST, seconds)))


def next_interactions(state: State, at: datetime) -> Iterator[Contact]:
    """The contacts that come at this moment: turns that are due, and somebody new. Changes `state`."""
    due = [contact for when, contact in state.pending if when <= at]
    state.pending = [(when, contact) for when, contact in state.pending if when > at]
    for contact in due:
        contact.occurred_at = at
        yield contact
    if not due or len(state.pending) < _MOST_PENDING // 4:
        yield from _somebody_new(state, at)


def _somebody_new(state: State, at: datetime) -> Iterator[Contact]:
    state.told += 1
    rng = dice(state.seed, "trickle", state.began.isoformat(), state.told)
    local = at.astimezone(ISTANBUL)
    number = rng.randint(1, state.customers)
    step = step_of(arc_of(state.seed, number), rng.randint(3, 9), rng)
    way = a_way(rng, step.need, customer(state.seed, number)) if step else None
    if not step or not way or way.contact_type in BEGUN_BY_THE_BRAND or way.channel == "post":
        return
    key = f"L{state.began:%y%m%d%H%M%S}-{state.told:05d}"
    now = Circumstances(state.seed, local.date())
    talk = cast(rng, key, customer(state.seed, number), step, local, way, now)
    first, *later = contacts_of(talk, local + timedelta(days=5), state.fresh)
    yield first
    for contact in later[: _MOST_PENDING - len(state.pending)]:
        if contact.occurred_at:
            state.pending.append((at + (contact.occurred_at - local) / _HASTE, contact))
