"""What a rule is: a sentence, and a function that says whether a contact opens a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from uuid import UUID

from django.utils.functional import Promise

from memnun.cases.actions import Opening
from memnun.foundation.turkish.folding import fold
from memnun.interactions.models import Direction, Interaction, Reading
from memnun.interactions.subjects import bare_subject
from memnun.reactions.models import SwitchedOff

GRAVE = frozenset({"authority", "legal", "press"})
"""Threats that harm from outside."""

LOW = 0.4
"""The share of a scale up to which a score is low: two stars of five, four of ten."""


SCORED = {"value", "lowest", "highest"}


@dataclass(frozen=True, slots=True)
class Score:
    """What somebody gave, on a scale from `lowest` to `highest`."""

    value: float
    lowest: float
    highest: float

    @property
    def is_low(self) -> bool:
        """Whether it lies in the lower two fifths of its scale."""
        return (self.value - self.lowest) / (self.highest - self.lowest) <= LOW


@dataclass(frozen=True, slots=True)
class Heard:
    """A contact as the rules see it."""

    interaction: Interaction
    reading: Reading | None

    @property
    def from_customer(self) -> bool:
        """Whether the customer spoke."""
        return self.interaction.direction == Direction.IN

    @property
    def text(self) -> str:
        """Subject and text, folded."""
        return fold(f"{self.interaction.subject} {self.interaction.text}")

    @property
    def kinds(self) -> frozenset[str]:
        """What the customer is doing."""
        return frozenset(self.reading.kinds if self.reading else ())

    @property
    def threats(self) -> frozenset[str]:
        """What the customer says they will do."""
        return frozenset(self.reading.threats if self.reading else ())

    @property
    def topics(self) -> list[str]:
        """What it is about."""
        return list(self.reading.topics) if self.reading else []

    @property
    def needs_an_answer(self) -> bool:
        """Whether it is more than thanks or praise."""
        if self.kinds & {"complaint", "question", "request"} or self.threats:
            return True
        return self.score is not None and self.score.is_low

    @property
    def score(self) -> Score | None:
        """The score the contact carries, if it carries one."""
        told = self.interaction.meta.get("rating")
        return Score(**told) if isinstance(told, dict) and set(told) == SCORED else None

    @property
    def answer_by(self) -> datetime | None:
        """The channel's own deadline, as the channel told it with the contact: `answer_by` in its meta."""
        told = self.interaction.meta.get("answer_by")
        try:
            moment = datetime.fromisoformat(told) if isinstance(told, str) else None
        except ValueError:
            return None
        return moment if moment and moment.tzinfo else None

    @property
    def bought_on(self) -> date | None:
        """The day of the purchase the contact names, if it names one."""
        told = self.interaction.meta.get("purchase")
        try:
            return date.fromisoformat(told["on"]) if isinstance(told, dict) else None
        except (KeyError, TypeError, ValueError):
            return None

    def opening(self, type: str, *, origin: str, rising: int = 0) -> Opening:
        """What a case is opened from."""
        contact = self.interaction
        return Opening(
            customer_id=contact.customer_id,
            type=type,
            title=bare_subject(contact.subject) or contact.text,
            conversation_id=contact.conversation_id,
            interaction_id=contact.id,
            channel=contact.channel,
            topics=self.topics,
            branch_id=contact.branch_id or contact.conversation.branch_id,
            team_id=contact.conversation.team_id,
            language=contact.customer.language,
            at=contact.occurred_at,
            origin=origin,
            rising=rising,
            bought_on=self.bought_on,
        )


Opens = Callable[[Heard], Opening | None]


@dataclass(frozen=True)
class Rule:
    """A rule by its name; `order` says which of several rules for one contact decides, smallest first."""

    name: str
    sentence: Promise | str
    why: Promise | str
    order: int
    opens: Opens | None = None


REGISTRY: dict[str, Rule] = {}

FILES = (
    "privacy_request_opens_a_case",
    "threat_opens_an_urgent_case",
    "broken_promise_told_of_opens_a_case",
    "complaint_opens_a_case",
    "low_score_opens_a_case",
    "missed_call_opens_a_case",
    "channel_deadline_opens_a_case",
    "word_after_a_solution_is_noted",
    "reply_reopens_a_solved_case",
    "late_reply_becomes_a_linked_case",
    "customers_reply_ends_the_wait",
    "answer_meets_the_deadline",
    "merged_conversations_keep_their_cases",
    "message_taken_back_takes_its_promise_back",
)
"""Every rule there is, in the order in which they decide."""


def opens_a_case(name: str, sentence: Promise | str, why: Promise | str = "") -> Callable[[Opens], Opens]:
    """Register a rule that may open a case for a contact from a customer."""

    def register(function: Opens) -> Opens:
        REGISTRY[name] = Rule(name, sentence, why, FILES.index(name), function)
        return function

    return register


def rule(name: str, sentence: Promise | str, why: Promise | str = "") -> Rule:
    """Register a rule that does something else."""
    REGISTRY[name] = Rule(name, sentence, why, FILES.index(name))
    return REGISTRY[name]


def all_rules() -> list[Rule]:
    """Every rule, in the order in which they decide."""
    for name in FILES:
        import_module(f"memnun.reactions.{name}")
    return sorted(REGISTRY.values(), key=lambda each: each.order)


def switched_off(brand_id: UUID) -> set[str]:
    """The names of the rules the brand does without."""
    return set(SwitchedOff.objects.filter(brand_id=brand_id).values_list("rule", flat=True))


def first_opening(heard: Heard, rules: Iterable[Rule]) -> Opening | None:
    """What the first rule that wants a case opens it from."""
    return next((found for each in rules if each.opens and (found := each.opens(heard))), None)
