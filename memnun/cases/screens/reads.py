"""What the page of a case reads: statements written once, and asked together as far as they can be."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from memnun.cases.deadlines.legal import ARBITRATION_LIMIT
from memnun.cases.models import (
    Case,
    CaseLink,
    CaseType,
    Concession,
    ConcessionRule,
    Deadline,
    FollowUp,
    LegalParameter,
    Promise,
    Resolution,
    RootCause,
)
from memnun.cases.screens.beside import amounts_given
from memnun.cases.timing import awaited, questions_of_timing
from memnun.events.models import Event, Viewer
from memnun.interactions.models import Interaction
from memnun.people.asking_together import Question
from memnun.people.models import Person, Team
from memnun.people.written import written_once

MOST_EVENTS = 200
MOST_OTHERS = 9
LAST_WORDS = 3


@written_once
def case_shown(viewer: Viewer, case_id: UUID) -> QuerySet[Case]:
    """The case with all that stands in its head."""
    seen = Case.objects.visible_to(viewer).filter(id=case_id)
    return seen.select_related("type", "customer", "brand", "conversation", "assignee", "team", "branch")


@written_once
def deadlines(viewer: Viewer, case_id: UUID) -> QuerySet[Deadline]:
    """Its deadlines but those that fell away."""
    return Deadline.objects.visible_to(viewer).filter(case=case_id, dropped_at=None)


@written_once
def promises(viewer: Viewer, case_id: UUID) -> QuerySet[Promise]:
    """All that was promised in it, newest first."""
    rows = Promise.objects.visible_to(viewer).filter(case=case_id)
    return rows.select_related("by", "case__customer", "case__brand").order_by("-made_at", "-id")


@written_once
def concessions(viewer: Viewer, case_id: UUID) -> QuerySet[Concession]:
    """Its lines of the ledger, newest first."""
    rows = Concession.objects.visible_to(viewer).filter(case=case_id)
    return rows.select_related("by", "decided_by").order_by("-at", "-id")


@written_once
def concession_rules(viewer: Viewer) -> QuerySet[ConcessionRule]:
    """Who may give what in the brand."""
    return ConcessionRule.objects.visible_to(viewer)


@written_once
def resolutions(viewer: Viewer, case_id: UUID) -> QuerySet[Resolution]:
    """The solution that stands, if one does."""
    standing = Resolution.objects.visible_to(viewer).filter(case=case_id, undone_at=None)
    return standing.select_related("cause__parent", "by")


@written_once
def follow_ups(viewer: Viewer, case_id: UUID) -> QuerySet[FollowUp]:
    """The latest follow-up."""
    return FollowUp.objects.visible_to(viewer).filter(case=case_id).order_by("-since")[:1]


@written_once
def links(viewer: Viewer, case_id: UUID) -> QuerySet[CaseLink]:
    """What ties it to other cases."""
    either = Q(case=case_id) | Q(other=case_id)
    return CaseLink.objects.visible_to(viewer).filter(either).select_related("case", "other")


@written_once
def cases_of_customer(viewer: Viewer, customer_id: UUID) -> QuerySet[Case]:
    """The customer's newest cases."""
    return Case.objects.visible_to(viewer).of_customer(customer_id)[:MOST_OTHERS]


@written_once
def last_words(viewer: Viewer, conversation_id: UUID) -> QuerySet[Interaction]:
    """What was said last in a conversation, newest first."""
    said = Interaction.objects.visible_to(viewer).filter(conversation=conversation_id)
    return said.select_related("staff").newest_first()[:LAST_WORDS]


@written_once
def acts(viewer: Viewer, customer_id: UUID, case_id: UUID) -> QuerySet[Event]:
    """What happened in a case, newest first."""
    events = Event.objects.visible_to(viewer).about_customer(customer_id)
    return events.filter(subject_id=case_id, kind__startswith="cases.")[:MOST_EVENTS]


@written_once
def colleagues(viewer: Viewer) -> QuerySet[Person]:
    """The people at work."""
    return Person.objects.visible_to(viewer).active()


@written_once
def teams(viewer: Viewer) -> QuerySet[Team]:
    """The brand's teams."""
    return Team.objects.visible_to(viewer)


@written_once
def types(viewer: Viewer) -> QuerySet[CaseType]:
    """The types in use."""
    return CaseType.objects.visible_to(viewer).in_use()


@written_once
def causes(viewer: Viewer) -> QuerySet[RootCause]:
    """Causes to choose from."""
    return RootCause.objects.visible_to(viewer).filter(active=True).select_related("parent")


@written_once
def arbitration_limits(viewer: Viewer) -> QuerySet[LegalParameter]:
    """The brand's own values of the limit of the arbitration board."""
    return LegalParameter.objects.visible_to(viewer).filter(key=ARBITRATION_LIMIT)


def questions(person: Person, case: Case) -> list[Question | None]:
    """What the page of a case will ask."""
    of_case = [
        each.question(person, case.id)
        for each in (deadlines, promises, concessions, resolutions, follow_ups, links)
    ]
    of_brand = [each.question(person) for each in (concession_rules, arbitration_limits)]
    return [
        *of_case,
        *of_brand,
        *questions_of_timing(case.brand_id),
        awaited.question(case.id),
        amounts_given.question(person, case.customer_id),
        cases_of_customer.question(person, case.customer_id),
        acts.question(person, case.customer_id, case.id),
        last_words.question(person, case.conversation_id) if case.conversation_id else None,
        *(_questions_of_acts(person) if case.is_open and person.can_act else ()),
    ]


def _questions_of_acts(person: Person) -> list[Question | None]:
    return [each.question(person) for each in (colleagues, teams, types, causes)]
