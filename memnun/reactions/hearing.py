"""One batch of recorded contacts goes through the rules: first what opens cases, then what goes on in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from memnun.cases.actions import Opening, hold_cases_of, open_cases, settings_of
from memnun.cases.models import Case, CaseContact, CaseSettings, State
from memnun.interactions.models import Interaction
from memnun.reactions import (
    answer_meets_the_deadline,
    channel_deadline_opens_a_case,
    customers_reply_ends_the_wait,
    late_reply_becomes_a_linked_case,
    reply_reopens_a_solved_case,
    word_after_a_solution_is_noted,
)
from memnun.reactions.rules import Heard, Rule, all_rules, first_opening, switched_off


@transaction.atomic
def hear(brand_id: UUID, interaction_ids: Sequence[UUID]) -> None:
    """React to contacts of one brand, in the order they happened."""
    settings = settings_of(brand_id)
    off = switched_off(brand_id)
    rules = [each for each in all_rules() if each.name not in off]
    contacts = _read(brand_id, interaction_ids, settings)
    hold_cases_of(brand_id, {heard.interaction.conversation_id for heard in contacts})
    openers = _open(brand_id, contacts, rules, settings)
    _go_on(brand_id, contacts, openers, {each.name for each in rules})


@transaction.atomic
def hear_anew(brand_id: UUID, interaction_ids: Sequence[UUID]) -> None:
    """React to contacts of one brand whose reading changed: what no case has in hand may open one now, as of the
    moment it was written, and what came after goes on in it."""
    settings = settings_of(brand_id)
    off = switched_off(brand_id)
    rules = [each for each in all_rules() if each.name not in off]
    contacts = _read(brand_id, interaction_ids, settings)
    hold_cases_of(brand_id, {heard.interaction.conversation_id for heard in contacts})
    latest = _latest_cases(brand_id, {heard.interaction.conversation_id for heard in contacts})
    left = [heard for heard in contacts if not _in_hand(heard, latest.get(heard.interaction.conversation_id))]
    openers = _open(brand_id, left, rules, settings)
    began = {
        heard.interaction.conversation_id: heard.interaction.occurred_at
        for heard in reversed(left)
        if heard.interaction.id in openers
    }
    _go_on(brand_id, _since(brand_id, began, settings), openers, {each.name for each in rules})


def _in_hand(heard: Heard, case: Case | None) -> bool:
    """Whether the newest case of its conversation was opened with the contact in sight, or is still open."""
    if case is None:
        return False
    ended = case.resolved_at or case.closed_at
    return case.is_open or ended is None or ended >= heard.interaction.occurred_at


def _since(brand_id: UUID, began: Mapping[UUID, datetime], settings: CaseSettings) -> list[Heard]:
    """What followed in each conversation after a moment."""
    if not began:
        return []
    rows = Interaction.objects.filter(
        brand_id=brand_id, conversation__in=began, occurred_at__gt=min(began.values())
    ).values_list("id", "conversation_id", "occurred_at")
    later = [id_ for id_, conversation_id, at in rows if at > began[conversation_id]]
    return _read(brand_id, later, settings)


def _read(brand_id: UUID, ids: Sequence[UUID], settings: CaseSettings) -> list[Heard]:
    rows = Interaction.objects.filter(brand_id=brand_id, id__in=ids, occurred_at__gte=settings.since)
    rows = rows.select_related("conversation", "customer", "reading").order_by("occurred_at", "id")
    return [Heard(row, getattr(row, "reading", None)) for row in rows]


def _open(
    brand_id: UUID, contacts: Sequence[Heard], rules: Sequence[Rule], settings: CaseSettings
) -> set[UUID]:
    """Open what the rules want; returns the contacts that opened a case."""
    said = [heard for heard in contacts if heard.from_customer]
    latest = _latest_cases(brand_id, {heard.interaction.conversation_id for heard in said})
    known = set(
        CaseContact.objects.filter(interaction__in=[heard.interaction.id for heard in said]).values_list(
            "interaction_id", flat=True
        )
    )
    names = {each.name for each in rules}
    openings: list[Opening] = []
    for heard in said:
        case = latest.get(heard.interaction.conversation_id)
        if heard.interaction.id in known:
            continue
        if case and _notes_the_word(heard, case, names):
            latest.pop(heard.interaction.conversation_id)
        elif case and _reopens(heard, case, settings, names):
            reply_reopens_a_solved_case.react(heard, case)
            latest.pop(heard.interaction.conversation_id)
        elif opening := _opening(heard, case, rules, settings, names):
            openings.append(opening)
    opened = open_cases(openings, brand_id=brand_id) if openings else []
    return {
        opening.interaction_id
        for opening, case in zip(openings, opened, strict=True)
        if opening.interaction_id and case.opened_at == opening.at
    }


def _notes_the_word(heard: Heard, case: Case, names: set[str]) -> bool:
    if word_after_a_solution_is_noted.NAME not in names or case.state != State.RESOLVED:
        return False
    return word_after_a_solution_is_noted.react(heard, case)


def _reopens(heard: Heard, case: Case, settings: CaseSettings, names: set[str]) -> bool:
    return (
        reply_reopens_a_solved_case.NAME in names
        and heard.needs_an_answer
        and reply_reopens_a_solved_case.still_reopens(case, heard.interaction.occurred_at, settings)
    )


def _opening(
    heard: Heard, case: Case | None, rules: Sequence[Rule], settings: CaseSettings, names: set[str]
) -> Opening | None:
    found = first_opening(heard, rules)
    if case and not case.is_open and heard.needs_an_answer and late_reply_becomes_a_linked_case.NAME in names:
        found = late_reply_becomes_a_linked_case.opening(heard, case, found)
    if found and channel_deadline_opens_a_case.NAME in names:
        found.answer_by = heard.answer_by
    return found


def _go_on(brand_id: UUID, contacts: Sequence[Heard], openers: set[UUID], names: set[str]) -> None:
    conversations = {heard.interaction.conversation_id for heard in contacts}
    open_ones: dict[UUID, list[Case]] = {}
    for case in Case.objects.filter(brand_id=brand_id, conversation__in=conversations).open():
        if case.conversation_id:
            open_ones.setdefault(case.conversation_id, []).append(case)
    for heard in contacts:
        if heard.interaction.id in openers:
            continue
        for case in open_ones.get(heard.interaction.conversation_id, []):
            if heard.interaction.occurred_at >= case.opened_at:
                _react(heard, case, names)


def _react(heard: Heard, case: Case, names: set[str]) -> None:
    if heard.from_customer:
        if customers_reply_ends_the_wait.NAME in names:
            customers_reply_ends_the_wait.react(heard, case)
    elif answer_meets_the_deadline.NAME in names and answer_meets_the_deadline.counts(heard):
        answer_meets_the_deadline.react(heard, case)


def _latest_cases(brand_id: UUID, conversations: Iterable[UUID]) -> dict[UUID, Case]:
    """The newest case of each conversation."""
    rows = Case.objects.filter(brand_id=brand_id, conversation__in=set(conversations)).select_related("type")
    return {case.conversation_id: case for case in rows.order_by("opened_at", "id") if case.conversation_id}
