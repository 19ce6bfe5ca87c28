"""One case as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils import translation

from memnun.cases.actions import settings_of
from memnun.cases.actions.conceding import limit_among
from memnun.cases.deadlines.legal import ARBITRATION_LIMIT, SHIPPED, LegalValue, legal_value
from memnun.cases.deadlines.sentences import Line, explain
from memnun.cases.letters import words
from memnun.cases.letters.asking import question_key
from memnun.cases.letters.sending import refusal_key
from memnun.cases.models import (
    Case,
    CaseLink,
    CaseType,
    Concession,
    ConcessionKind,
    ConcessionRule,
    Deadline,
    FollowUp,
    Promise,
    Resolution,
    RootCause,
)
from memnun.cases.promising import Record, record_of
from memnun.cases.screens import reads
from memnun.cases.screens.asking import Question, question_of
from memnun.cases.screens.beside import amounts_given
from memnun.cases.status_page import address_of
from memnun.cases.timing import Timing, pauses_of
from memnun.foundation import clock
from memnun.interactions.models import Interaction, OutboxMessage
from memnun.people.activity import Told, tell
from memnun.people.models import Person, Team

MOST_OTHERS = 8


@dataclass(frozen=True)
class Clock:
    """A deadline with its explanation."""

    deadline: Deadline
    lines: Sequence[Line]
    late: bool

    @property
    def state(self) -> str:
        """met, missed, late, still or running."""
        deadline = self.deadline
        if deadline.met_at:
            return "missed" if deadline.due_at and deadline.met_at > deadline.due_at else "met"
        return "late" if self.late else "running" if deadline.due_at else "still"


class CasePage:
    """Reads as the template asks, with a bounded number of queries."""

    def __init__(self, case: Case, person: Person) -> None:
        self.case, self.person = case, person

    @cached_property
    def timing(self) -> Timing:
        """Calendars, steps and settings of the brand."""
        return Timing.of(settings_of(self.case.brand_id))

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the case's clock is told."""
        return self.timing.calendar_of(self.case).zone

    @cached_property
    def clocks(self) -> list[Clock]:
        """Running deadlines first, next due first; then the met ones, newest first."""
        pauses, now = pauses_of(self.case), clock.now()
        clocks = []
        for deadline in reads.deadlines(self.person, self.case.id):
            found = self.timing.reckoning(deadline, self.case, pauses)
            lines = explain(found, deadline.term, self.zone) if found else []
            clocks.append(Clock(deadline, lines, bool(deadline.due_at and deadline.due_at < now)))
        return sorted(clocks, key=_pressing)

    @cached_property
    def promises(self) -> list[Promise]:
        """All promises: those to keep by their dates, then the others, newest first."""
        found = reads.promises(self.person, self.case.id)
        standing = [each for each in found if each.state == Promise.State.OPEN]
        others = [each for each in found if each.state != Promise.State.OPEN]
        return sorted(standing, key=lambda each: each.due_at) + others

    @property
    def open_promises(self) -> list[Promise]:
        """Those that are still to be kept."""
        return [each for each in self.promises if each.state == Promise.State.OPEN]

    @cached_property
    def records(self) -> list[Record]:
        """How often such promises were kept."""
        topic = self.case.topics[0] if self.case.topics else ""
        return [
            each
            for each in record_of(self.case.brand_id, topic=topic, team_id=self.case.team_id)
            if each.enough
        ]

    @cached_property
    def concessions(self) -> list[Concession]:
        """The case's lines of the ledger, newest first."""
        return reads.concessions(self.person, self.case.id)

    @property
    def given_total(self) -> object:
        """What was given in this case, in lira."""
        return sum((each.amount for each in self.concessions if each.state == Concession.State.GIVEN), 0)

    @cached_property
    def given_to_customer(self) -> object:
        """What was given to the customer in all cases, in lira."""
        return sum(amounts_given(self.person, self.case.customer_id))

    @cached_property
    def rules(self) -> list[ConcessionRule]:
        """Who may give what in the brand."""
        return reads.concession_rules(self.person)

    @cached_property
    def policy(self) -> list[tuple[str, object]]:
        """What the person may give here at once, and up to how much."""
        told = [
            (str(kind.label), limit_among(self.rules, self.person, kind, self.case))
            for kind in ConcessionKind
        ]
        return [(label, limit) for label, limit in told if limit is not None]

    @cached_property
    def hints(self) -> list[ConcessionRule]:
        """Rules that say when to give something."""
        return [rule for rule in self.rules if rule.note and rule.type_id in (None, self.case.type_id)]

    @cached_property
    def resolution(self) -> Resolution | None:
        """How it was solved, if it is."""
        return next(iter(reads.resolutions(self.person, self.case.id)), None)

    @cached_property
    def follow_up(self) -> FollowUp | None:
        """The latest follow-up."""
        return next(iter(reads.follow_ups(self.person, self.case.id)), None)

    @cached_property
    def question(self) -> Question | None:
        """Where the question whether it is solved stands."""
        if self.follow_up is None:
            return None
        return question_of(self.follow_up, self.case, self.letters.get(question_key(self.follow_up)))

    @cached_property
    def letters(self) -> dict[str, OutboxMessage]:
        """What the customer was written about the solution, by its key: the refusal, and the question."""
        keys = [refusal_key(self.resolution)] if self.resolution else []
        keys += [question_key(self.follow_up)] if self.follow_up else []
        sent = OutboxMessage.objects.visible_to(self.person).filter(key__in=keys) if keys else ()
        return {message.key: message for message in sent}

    @cached_property
    def links(self) -> list[tuple[CaseLink, Case]]:
        """Cases that belong to this one, each with its link."""
        tied = reads.links(self.person, self.case.id)
        told = [(each, each.other if each.case_id == self.case.id else each.case) for each in tied]
        ids = [other.id for _link, other in told]
        seen = set(
            Case.objects.visible_to(self.person).filter(id__in=ids).values_list("id", flat=True)
            if ids
            else ()
        )
        return [(each, other) for each, other in told if other.id in seen]

    @cached_property
    def others(self) -> list[Case]:
        """The customer's other cases, newest first."""
        found = reads.cases_of_customer(self.person, self.case.customer_id)
        return [each for each in found if each.id != self.case.id][:MOST_OTHERS]

    @cached_property
    def words(self) -> list[Interaction]:
        """What was said last, newest first."""
        if not self.case.conversation_id:
            return []
        return reads.last_words(self.person, self.case.conversation_id)

    @cached_property
    def acts(self) -> list[Told]:
        """What happened, newest first."""
        return list(tell(self.person, reads.acts(self.person, self.case.customer_id, self.case.id)))

    @cached_property
    def colleagues(self) -> list[Person]:
        """Who may be given the case."""
        return [each for each in reads.colleagues(self.person) if each.can_act]

    @cached_property
    def teams(self) -> list[Team]:
        """The brand's teams."""
        return reads.teams(self.person)

    @cached_property
    def types(self) -> list[CaseType]:
        """The types in use."""
        return reads.types(self.person)

    @cached_property
    def causes(self) -> list[RootCause]:
        """Causes to choose from, by their tree."""
        return sorted(
            reads.causes(self.person),
            key=lambda each: (
                each.parent.name if each.parent else each.name,
                each.parent is not None,
                each.name,
            ),
        )

    @property
    def status_address(self) -> str:
        """Where the customer sees the promise."""
        return address_of(self.case)

    @cached_property
    def arbitration_limit(self) -> LegalValue | None:
        """The limit that an answer which refuses must name."""
        own = reads.arbitration_limits(self.person)
        values = tuple(LegalValue(each.key, each.value, each.valid_from) for each in own)
        return legal_value(ARBITRATION_LIMIT, clock.now().astimezone(self.zone).date(), (*SHIPPED, *values))

    @property
    def refusal_draft(self) -> str:
        """The answer that refuses, in the customer's language."""
        with translation.override(self.case.customer.language or "tr"):
            return words.refusal(self.resolution, self.arbitration_limit) if self.resolution else ""

    @property
    def refusal_told(self) -> OutboxMessage | None:
        """The message that told the customer of the refusal."""
        return self.letters.get(refusal_key(self.resolution)) if self.resolution else None


def _pressing(each: Clock) -> tuple[bool, float]:
    deadline = each.deadline
    moment = deadline.met_at or deadline.due_at
    value = moment.timestamp() if moment else float("inf")
    return (deadline.met_at is not None, -value if deadline.met_at else value)
