"""Signs and words of cases, the same wherever a case is shown."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone, translation
from django.utils.translation import get_language

from memnun.cases.deadlines.sentences import tell_length, tell_moment, tell_term
from memnun.cases.letters import words
from memnun.cases.models import Case, CaseType, Promise, State
from memnun.cases.screens.beside import amounts_given, cases_of, newest_given, open_cases
from memnun.cases.screens.day import case_day
from memnun.cases.screens.drawing import draw_card, draw_next_step, draw_urgency
from memnun.cases.screens.live import live_kinds
from memnun.customers.models import Customer
from memnun.foundation.interface.times import length_in_words
from memnun.foundation.languages import language_name
from memnun.interactions.models import Conversation
from memnun.people.models import Person
from memnun.understanding.topics import topic_label

register = template.Library()

STATES = {
    State.NEW: ("circle-dashed", "accent"),
    State.WORKING: ("progress", "idea"),
    State.WAITING: ("hourglass", "wait"),
    State.RESOLVED: ("circle-check", "good"),
    State.CLOSED: ("archive", "plain"),
}


@register.inclusion_tag("cases/_state.html")
def case_state(case: Case) -> dict[str, Any]:
    """The state by sign and word."""
    icon, colour = STATES.get(State(case.state), STATES[State.NEW])
    return {"icon": icon, "colour": colour, "word": State(case.state).label}


register.simple_tag(draw_card, name="case_card")
register.simple_tag(draw_urgency, name="case_urgency")
register.simple_tag(draw_next_step, name="next_step")


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
def topic_name(slug: str) -> str:
    """A topic in the reader's language: "Teslimat ve kargo"."""
    return topic_label(slug, get_language() or "tr")


register.filter("language_name", language_name)


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
    cases = open_cases(person, customer.id)
    return {"cases": cases, "conversation": conversation, "customer": customer, "person": person}


@register.inclusion_tag("cases/_of_customer.html", takes_context=True)
def cases_of_customer(context: template.Context, customer: Customer) -> dict[str, Any]:
    """All of a customer's cases with their open promises, newest first, and what was given to make good; four
    queries.
    """
    person: Person = context["request"].person
    return {
        "cases": cases_of(person, customer.id),
        "given": sum(amounts_given(person, customer.id)) or None,
        "lines": newest_given(person, customer.id),
    }


@register.inclusion_tag("cases/_day.html", takes_context=True)
def cases_of_day(context: template.Context) -> dict[str, Any]:
    """What the person owes today; it refreshes itself."""
    request = context["request"]
    return {"request": request, "cases_day": case_day(request.person), "live": live_kinds()}
