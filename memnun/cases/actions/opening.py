"""Opening cases, one or a thousand at once; what belongs to an open case joins it instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from memnun.cases import events as acts
from memnun.cases.actions.allocating import allocate, assigned_acts
from memnun.cases.actions.first_deadlines import first_deadlines
from memnun.cases.actions.founding import settings_of
from memnun.cases.actions.holding import hold_openings
from memnun.cases.actions.openings import Opening
from memnun.cases.actions.telling import act_of
from memnun.cases.models import Case, CaseContact, CaseLink, CaseType, Deadline
from memnun.cases.timing import Timing
from memnun.events.actions import Act, record_many
from memnun.foundation import clock
from memnun.foundation.clock import ISTANBUL
from memnun.foundation.ids import uuid7s
from memnun.people.models import Person
from memnun.purchases.actions import BoughtBefore

LONGEST_TITLE = 160


@transaction.atomic
def open_case(opening: Opening, *, brand_id: UUID, by: Person | None) -> Case:
    """Open a case, or give the open one that the contact joins. Raises ValueError for an unknown type."""
    return open_cases([opening], brand_id=brand_id, by=by)[0]


@transaction.atomic
def open_cases(openings: Sequence[Opening], *, brand_id: UUID, by: Person | None = None) -> list[Case]:
    """The case of each opening, in their order: a new one, or the open one it joins.

    A contact joins the open case of its conversation, or the customer's open case of the same type with a
    topic in common. A bounded number of statements, however many there are.
    """
    settings = settings_of(brand_id)
    types = {row.key: row for row in CaseType.objects.filter(brand_id=brand_id)}
    hold_openings(brand_id)
    timing, now = Timing.of(settings), clock.now()
    known = _Known(brand_id, openings, now - timedelta(days=settings.joins_within_days))
    cases: list[Case] = []
    fresh: list[tuple[Case, Opening]] = []
    joined: list[tuple[Case, Opening]] = []
    for opening, id in zip(openings, uuid7s(len(openings)), strict=True):
        if opening.type not in types:
            raise ValueError(_("There is no case type {key}.").format(key=opening.type))
        found = known.find(opening, types[opening.type])
        if found is None:
            found = _case(id, brand_id, opening, types[opening.type], by, now)
            fresh.append((found, opening))
            known.add(found)
        elif opening.interaction_id:
            joined.append((found, opening))
        cases.append(found)
    _write(brand_id, fresh, timing, by, now)
    _join(brand_id, joined, by)
    return cases


class _Known:
    """The open cases that openings could join."""

    def __init__(self, brand_id: UUID, openings: Sequence[Opening], since: datetime) -> None:
        customers = {opening.customer_id for opening in openings}
        rows = Case.objects.filter(brand_id=brand_id, customer__in=customers, opened_at__gte=since).open()
        self.by_customer: dict[UUID, list[Case]] = {}
        for case in rows.order_by("-opened_at", "-id"):
            self.by_customer.setdefault(case.customer_id, []).append(case)

    def find(self, opening: Opening, type: CaseType) -> Case | None:
        """The open case the opening joins."""
        if opening.never_joins or opening.late_reply_to:
            return None
        own = self.by_customer.get(opening.customer_id, [])
        in_thread = [
            each
            for each in own
            if opening.conversation_id and each.conversation_id == opening.conversation_id
        ]
        return next(iter(in_thread), None) or next(
            (each for each in own if each.type_id == type.id and _share(each.topics, opening.topics)), None
        )

    def add(self, case: Case) -> None:
        """A case that was just opened may be joined by the next contact of the batch."""
        self.by_customer.setdefault(case.customer_id, []).insert(0, case)


def _share(one: Iterable[str], other: Iterable[str]) -> bool:
    first, second = set(one), set(other)
    return bool(first & second) or not (first or second)


def _case(
    id: UUID, brand_id: UUID, opening: Opening, type: CaseType, by: Person | None, now: datetime
) -> Case:
    return Case(
        id=id,
        brand_id=brand_id,
        type=type,
        customer_id=opening.customer_id,
        conversation_id=opening.conversation_id,
        channel=opening.channel,
        title=_title(opening.title) or type.name,
        topics=list(opening.topics),
        urgency=min(type.urgency + opening.rising, 3),
        team_id=opening.team_id or type.team_id,
        branch_id=opening.branch_id,
        origin=opening.origin,
        opened_by=by,
        opened_at=min(opening.at or now, now),
        first_answered_at=now if opening.answered else None,
    )


def _title(text: str) -> str:
    """One line of at most `LONGEST_TITLE` characters that ends with a whole word."""
    line = " ".join(text[: 2 * LONGEST_TITLE].split())
    if len(line) <= LONGEST_TITLE:
        return line
    cut = line[:LONGEST_TITLE]
    return f"{cut.rpartition(' ')[0] or cut[:-1]}…"


def _take_numbers(brand_id: UUID, count: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_casecounter (brand_id, last) VALUES (%s, 1000 + %s) "
            "ON CONFLICT (brand_id) DO UPDATE SET last = cases_casecounter.last + %s RETURNING last",
            [brand_id, count, count],
        )
        return int(cursor.fetchone()[0]) - count + 1


def _write(
    brand_id: UUID, fresh: list[tuple[Case, Opening]], timing: Timing, by: Person | None, now: datetime
) -> None:
    if not fresh:
        return
    number = _take_numbers(brand_id, len(fresh))
    bought = BoughtBefore(case.customer_id for case, _opening in fresh)
    cases = [case for case, _opening in fresh]
    deadlines: list[Deadline] = []
    for place, (case, opening) in enumerate(fresh):
        case.number = number + place
        row = timing.calendars.row_of_branch(case.branch_id)
        case.working_calendar_id = row.id if row else None
        case.days_after_purchase = _days_after_purchase(case, opening, bought)
        own = list(first_deadlines(case, opening, now))
        for deadline in own:
            timing.set_due(deadline, case, ())
        timing.set_next_step(case, own)
        deadlines += own
    given = allocate(cases, {case.id: opening.language for case, opening in fresh}, timing, now)
    Case.objects.bulk_create(cases)
    Deadline.objects.bulk_create(deadlines)
    _write_contacts(brand_id, fresh)
    _write_links(brand_id, fresh, by)
    opened = [act_of(acts.OPENED, case, by, title=case.title, origin=case.origin) for case in cases]
    record_many([*opened, *assigned_acts(given, None), *_link_acts(fresh, by)])


def _days_after_purchase(case: Case, opening: Opening, bought: BoughtBefore) -> int | None:
    day = case.opened_at.astimezone(ISTANBUL).date()
    if opening.bought_on and opening.bought_on <= day:
        return (day - opening.bought_on).days
    return bought.days_since(case.customer_id, day)


def _write_contacts(brand_id: UUID, found: Iterable[tuple[Case, Opening]]) -> None:
    CaseContact.objects.bulk_create(
        (
            CaseContact(
                brand_id=brand_id,
                case=case,
                interaction_id=opening.interaction_id,
                conversation_id=opening.conversation_id,
                at=opening.at or clock.now(),
            )
            for case, opening in found
            if opening.interaction_id and opening.conversation_id
        ),
        ignore_conflicts=True,
    )


def _write_links(brand_id: UUID, fresh: Iterable[tuple[Case, Opening]], by: Person | None) -> None:
    CaseLink.objects.bulk_create(
        CaseLink(
            brand_id=brand_id, case=case, other_id=opening.late_reply_to, kind=CaseLink.Kind.LATE_REPLY, by=by
        )
        for case, opening in fresh
        if opening.late_reply_to
    )


def _link_acts(fresh: Sequence[tuple[Case, Opening]], by: Person | None) -> Iterable[Act]:
    earlier = Case.objects.in_bulk(
        [opening.late_reply_to for _case, opening in fresh if opening.late_reply_to]
    )
    for case, opening in fresh:
        if opening.late_reply_to in earlier:
            yield act_of(acts.LINKED, case, by, other=earlier[opening.late_reply_to].label)


def _join(brand_id: UUID, joined: Sequence[tuple[Case, Opening]], by: Person | None) -> None:
    """Contacts that were not in a case yet are added; a graver one makes the case more urgent."""
    known = set(
        CaseContact.objects.filter(
            interaction__in=[opening.interaction_id for _case, opening in joined]
        ).values_list("interaction_id", flat=True)
    )
    new = [(case, opening) for case, opening in joined if opening.interaction_id not in known]
    _write_contacts(brand_id, new)
    graver = [case for case, opening in new if opening.rising and _raised(case, opening)]
    if graver:
        Case.objects.bulk_update(graver, ["urgency"])
    record_many(act_of(acts.JOINED, case, by) for case, _opening in new)


def _raised(case: Case, opening: Opening) -> bool:
    wanted = min(case.type.urgency + opening.rising, 3)
    raised = wanted > case.urgency
    case.urgency = max(case.urgency, wanted)
    return raised
