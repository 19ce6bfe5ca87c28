"""The parts of a case that stand on a page a hundred times over, put together in Python."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from memnun.cases.models import Case, State, Step
from memnun.foundation import clock
from memnun.foundation.interface.icons import icon
from memnun.foundation.interface.signs import avatar, channel
from memnun.foundation.markup import fill
from memnun.foundation.templatetags.turkish import ago

NEAR_SECONDS = 4 * 3600
RESTING = (State.RESOLVED, State.CLOSED)
NOTHING = SafeString("")
CARD = (
    '<article class="board-card">'
    '<div class="row-of tight tiny faint"><span class="strong">{label}</span><span>{type}</span>{channel}'
    '<span class="push">{urgency}</span></div>'
    '<h3 class="h4 two-lines"><a class="quiet-link cover-link" id="card-{id}" href="{url}">{title}</a></h3>'
    '<div class="small soft one-line">{customer}</div>'
    '<div class="row-of tight small">{step}<span class="push">{owner}</span></div></article>'
)
STEP = '<span class="next-step{css}">{icon}<span>{word}{due}</span></span>'
DUE = " · {words}"
MARK = '<span class="mark mark-{colour}">{icon}{word}</span>'


def draw_card(case: Case) -> SafeString:
    """A card of the board; type, customer and owner come with the case."""
    return fill(
        CARD,
        label=case.label,
        type=case.type,
        channel=channel(case.channel, sign_only=True) if case.channel else NOTHING,
        urgency=draw_urgency(case),
        id=case.id,
        url=reverse("case", args=[case.id]),
        title=case.title,
        customer=case.customer,
        step=draw_next_step(case),
        owner=_owner(case),
    )


def draw_urgency(case: Case) -> SafeString:
    """How urgent it is, when that is more than usual."""
    if case.urgency == 2:
        return fill(MARK, colour="wait", icon=icon("alert-circle"), word=_("High"))
    if case.urgency > 2:
        return fill(MARK, colour="bad", icon=icon("alert-triangle"), word=_("Critical"))
    return NOTHING


def draw_next_step(case: Case) -> SafeString:
    """What comes next, and by when; late in red, within four hours in amber."""
    if case.next_step == Step.NONE:
        return NOTHING
    due = case.next_step_at
    waits = case.next_step == Step.FOLLOW_UP or case.state in RESTING
    left = (due - clock.now()).total_seconds() if due and not waits else NEAR_SECONDS
    return fill(
        STEP,
        css=" late" if left < 0 else " near" if left < NEAR_SECONDS else "",
        icon=icon("clock-exclamation" if left < 0 else "clock"),
        word=_word(case),
        due=_due(due, late=left < 0) if due else NOTHING,
    )


def _word(case: Case) -> str:
    if case.next_step == Step.OWN and case.next_step_text:
        return case.next_step_text
    return str(Step(case.next_step).label) if case.next_step in Step.values else ""


def _due(due: datetime, *, late: bool) -> SafeString:
    told = ago(due)
    words = SafeString(_("due {since}").format(since=told)) if late else told
    return fill(DUE, words=words)


def _owner(case: Case) -> SafeString:
    if case.assignee:
        return avatar(case.assignee.name, "small", labelled=True)
    if case.state in RESTING:
        return NOTHING
    return fill(MARK, colour="bad", icon=icon("user-off"), word=_("Nobody"))
