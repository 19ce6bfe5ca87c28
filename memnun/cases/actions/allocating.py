"""Giving cases their owners by the brand's rules: at the opening, when somebody is away, or left over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from memnun.cases import events as acts
from memnun.cases.actions.founding import settings_of
from memnun.cases.actions.telling import act_of
from memnun.cases.models import Absence, Case
from memnun.cases.owners.candidates import Owners, owners_of, usual_agents
from memnun.cases.owners.choosing import Choice, Wanted
from memnun.cases.timing import Timing
from memnun.events.actions import Act, record, record_many
from memnun.foundation import clock
from memnun.interactions.models import Conversation
from memnun.people.models import Person

Given = list[tuple[Case, Choice]]
BATCH = 500
REASONS = {
    "usual": gettext_lazy("knows the customer"),
    "skill": gettext_lazy("knows the topic"),
    "language": gettext_lazy("speaks the language"),
    "branch": gettext_lazy("works in the branch"),
    "least": gettext_lazy("has the fewest open cases"),
    "round": gettext_lazy("is next in turn"),
}
"""Why somebody got a case, in words."""


def allocate(cases: Sequence[Case], languages: Mapping[UUID, str], timing: Timing, now: datetime) -> Given:
    """Set owner and team of cases that are about to be saved; whoever has the conversation keeps it."""
    if not cases:
        return []
    owners = owners_of(cases[0].brand_id, timing.calendars, now)
    turns = owners.turns
    usual = usual_agents(case.customer_id for case in cases)
    holders = _holders(cases, owners)
    given: Given = []
    for case in cases:
        wanted = Wanted(
            type_id=case.type_id,
            topics=frozenset(case.topics),
            language=languages.get(case.id, "tr"),
            branch=case.branch_id,
            team=case.team_id,
            usual=holders.get(case.conversation_id) or usual.get(case.customer_id),
        )
        choice = owners.choose(wanted)
        case.assignee_id, case.team_id = choice.person, choice.team
        given.append((case, choice))
    owners.keep_turns(turns)
    return given


def assigned_acts(given: Given, by: Person | None) -> Iterable[Act]:
    """The events of an allocation."""
    names = Person.objects.in_bulk([choice.person for _case, choice in given if choice.person])
    for case, choice in given:
        if choice.person:
            yield act_of(
                acts.ASSIGNED, case, by, to=names[choice.person].name, why=tell_reasons(choice), to_id=str(choice.person)
            )  # fmt: skip


def tell_reasons(choice: Choice) -> str:
    """Why somebody got a case, as one sentence part."""
    return ", ".join(str(REASONS[reason]) for reason in choice.reasons)


@transaction.atomic
def allocate_unowned(brand_id: UUID, limit: int = BATCH) -> int:
    """Try again for open cases that nobody has, longest waiting first; returns how many found an owner."""
    cases = list(
        Case.objects.filter(brand_id=brand_id)
        .unowned()
        .select_for_update(no_key=True, skip_locked=True)[:limit]
    )
    return _give_anew(brand_id, cases)


@transaction.atomic
def hand_over(absence: Absence) -> int:
    """Give the cases of somebody who is away to others, those first that need something meanwhile.

    What nobody can take stays with its owner; returns how many changed hands.
    """
    absence = Absence.objects.select_for_update(no_key=True).get(id=absence.id)
    if absence.handed_over_at:
        return 0
    own = Case.objects.work_of(absence.person).filter(brand_id=absence.brand_id)
    cases = list(own.filter(next_step_at__lt=absence.until).order_by("id").select_for_update(no_key=True))
    count = _give_anew(absence.brand_id, cases)
    absence.handed_over_at = clock.now()
    absence.save(update_fields=["handed_over_at"])
    record(
        acts.ABSENT, brand_id=absence.brand_id, subject_id=absence.id, name=absence.person.name, count=count
    )
    return count


def _give_anew(brand_id: UUID, cases: Sequence[Case]) -> int:
    if not cases:
        return 0
    before = {case.id: (case.assignee_id, case.team_id) for case in cases}
    timing = Timing.of(settings_of(brand_id))
    given = [
        (case, choice)
        for case, choice in allocate(cases, {}, timing, clock.now())
        if choice.person and choice.person != before[case.id][0]
    ]
    moved = {case.id for case, _choice in given}
    for case in cases:
        if case.id not in moved:
            case.assignee_id, case.team_id = before[case.id]
    Case.objects.bulk_update([case for case, _choice in given], ["assignee", "team"])
    record_many(list(assigned_acts(given, None)))
    return len(given)


def _holders(cases: Sequence[Case], owners: Owners) -> dict[UUID | None, UUID]:
    """Who has the conversations of the cases, if they may be given one more."""
    free = {each.id for each in owners.candidates if each.free}
    rows = Conversation.objects.filter(
        id__in=[case.conversation_id for case in cases if case.conversation_id], assignee__in=free
    )
    return dict(rows.values_list("id", "assignee_id"))
