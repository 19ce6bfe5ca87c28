"""What the page of a message shows: how many get it, how many do not and why, and the customers one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from memnun.consent.words import CODES
from memnun.people.models import Person
from memnun.preventing.models import ProactiveMessage, Recipient

PAGE = 50
SHOWN_FIRST = (
    Recipient.State.MAY_GO,
    Recipient.State.LATER,
    Recipient.State.QUEUED,
    Recipient.State.HELD_BACK,
    Recipient.State.BLOCKED,
    Recipient.State.UNREACHABLE,
    Recipient.State.LEFT_OUT,
    Recipient.State.MET,
    Recipient.State.STOPPED,
)


@dataclass(frozen=True, slots=True)
class Pile:
    """How many recipients stand in a state, and why (the gate's codes, most frequent first)."""

    state: str
    label: str
    count: int
    reasons: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Page:
    """Some recipients, and the customer after whom the next ones come."""

    rows: Sequence[Recipient]
    following: UUID | None


def piles_of(person: Person, message: ProactiveMessage) -> list[Pile]:
    """The recipients by state; one query."""
    rows = Recipient.objects.visible_to(person).filter(message=message).order_by()
    told = list(rows.values_list("state", "reason").annotate(n=Count("id")).order_by("-n"))
    piles = []
    for state in SHOWN_FIRST:
        own = [(reason, n) for each, reason, n in told if each == state]
        if own:
            reasons = [(_words(reason), n) for reason, n in own if reason in CODES and reason != "send"]
            piles.append(Pile(state, str(state.label), sum(n for _reason, n in own), reasons))
    return piles


def _words(code: str) -> str:
    """What a code of the gate says, without the values only one message has."""
    return str(CODES[code]).partition(":")[0].rstrip(".")


def page_of(person: Person, message: ProactiveMessage, state: str, after: UUID | None) -> Page:
    """Recipients in one state, or in all; two queries."""
    rows = Recipient.objects.visible_to(person).of(message.id).select_related("customer")
    if state in Recipient.State.values:
        rows = rows.filter(state=state)
    if after:
        rows = rows.filter(customer_id__gt=after)
    found = list(rows[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].customer_id if len(found) > PAGE else None)
