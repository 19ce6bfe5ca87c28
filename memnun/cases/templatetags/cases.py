"""Signs and words of cases, the same wherever a case is shown."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.db.models import Prefetch, Sum
from django.utils import timezone, translation

from memnun.cases.deadlines.sentences import tell_length, tell_moment, tell_term
from memnun.cases.letters import words
from memnun.cases.models import Case, CaseType, Concession, Promise, State, Step
from memnun.cases.screens.day import case_day
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.templatetags.interface import length_in_words
from memnun.interactions.models import Conversation
from memnun.people.models import Person

register = template.Library()

STATES = {
    State.NEW: ("circle-dashed", "accent"),
    State.WORKING: ("progress", "idea"),
    State.WAITING: ("hourglass", "wait"),
    State.RESOLVED: ("circle-check", "good"),
    State.CLOSED: ("archive", "plain"),
}
MOST_BESIDE = 4
MOST_OF_CUSTOMER = 20
URGENCIES = {2: ("alert-circle", "wait"), 3: ("alert-triangle", "bad")}


@register.inclusion_tag("cases/_state.html")
def case_state(case: Case) -> dict[str, Any]:
    """The state by sign and word."""
    icon, colour = STATES.get(State(case.state), STATES[State.NEW])
    return {"icon": icon, "colour": colour, "word": State(case.state).label}


@register.inclusion_tag("cases/_urgency.html")
def case_urgency(case: Case) -> dict[str, Any]:
    """How urgent it is, when that is more than usual."""
    icon, colour = URGENCIES.get(case.urgency, ("", ""))
    return {"icon": icon, "colour": colour, "urgency": case.urgency}


@register.inclusion_tag("cases/_next_step.html")
def next_step(case: Case) -> dict[str, Any]:
    """What comes next, and by when; late in red, within four hours in amber."""
    now, due = clock.now(), case.next_step_at
    waits = case.next_step in (Step.FOLLOW_UP, Step.NONE) or case.state in (State.RESOLVED, State.CLOSED)
    late = bool(due and due < now and not waits)
    near = bool(due and not late and not waits and (due - now).total_seconds() < 4 * 3600)
    own = case.next_step == Step.OWN and case.next_step_text
    word = case.next_step_text if own else Step(case.next_step).label if case.next_step in Step.values else ""
    return {"word": word, "due": due, "late": late, "near": near, "nothing": case.next_step == Step.NONE}


@register.simple_tag
def apology_draft(broken: Promise) -> str:
    """What one could write to somebody whose promise was broken, in their language."""
    with translation.override(broken.case.customer.language or "tr"):
        return words.apology(broken)


@register.filter
def term(type: CaseType, name: str) -> str:
    """A term of a type in words: "2 sa mesai", "3 iş günü"."""
    return tell_term(type.term(name))


@register.filter
def moment(value: datetime | None) -> str:
    """ "30 Ekim Cuma 16:30", in the viewer's zone."""
    return tell_moment(value, timezone.get_current_timezone()) if value else ""


@register.filter
def moment_in(value: datetime | None, zone: Any) -> str:
    """The same in a zone of its own."""
    return tell_moment(value, zone) if value else ""


@register.filter
def length_in(seconds: float | None) -> str:
    """A stretch of working time: "1 sa 30 dk"."""
    return "" if seconds is None else tell_length(timedelta(seconds=seconds))


@register.filter
def days_in(seconds: float | None) -> str:
    """A stretch of all time: "3 gün", below two days in hours."""
    return "" if seconds is None else length_in_words(seconds)


@register.inclusion_tag("cases/_panel.html", takes_context=True)
def cases_beside(
    context: template.Context, customer: Customer, conversation: Conversation | None = None
) -> dict[str, Any]:
    """A customer's open cases with their promises, beside a conversation or on the customer's page; two queries."""
    person: Person = context["request"].person
    open_promises = Prefetch(
        "promises", queryset=Promise.objects.open().order_by("due_at"), to_attr="standing"
    )
    seen = Case.objects.visible_to(person).of_customer(customer.id)
    cases = list(seen.open().select_related("type", "assignee").prefetch_related(open_promises)[:MOST_BESIDE])
    return {"cases": cases, "conversation": conversation, "customer": customer, "person": person}


@register.inclusion_tag("cases/_of_customer.html", takes_context=True)
def cases_of_customer(context: template.Context, customer: Customer) -> dict[str, Any]:
    """All of a customer's cases, newest first, and what was given to make good; two queries."""
    person: Person = context["request"].person
    seen = Case.objects.visible_to(person).of_customer(customer.id).select_related("type", "assignee")
    given = Concession.objects.visible_to(person).filter(customer=customer).given()
    return {"cases": list(seen[:MOST_OF_CUSTOMER]), "given": given.aggregate(total=Sum("amount"))["total"]}


@register.inclusion_tag("cases/_day.html", takes_context=True)
def cases_of_day(context: template.Context) -> dict[str, Any]:
    """What the person owes today."""
    return {"request": context["request"], "cases_day": case_day(context["request"].person)}
