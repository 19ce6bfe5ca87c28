"""The pages on which managers see troubles that return and write in time to whom they have not met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.foundation import clock
from memnun.foundation.ids import read_uuid
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role
from memnun.preventing import actions
from memnun.preventing.actions import CannotAct
from memnun.preventing.comparing import effect_of, held_of, needed_for
from memnun.preventing.forms import MessageForm
from memnun.preventing.frictions import (
    CAUSE,
    TOPIC,
    Friction,
    Trouble,
    find_trouble,
    friction_of,
    frictions_of,
    period_since,
    rows_of,
)
from memnun.preventing.listing import page_of, piles_of
from memnun.preventing.losing import LOST_AFTER, with_loss
from memnun.preventing.models import ProactiveMessage, Recipient
from memnun.preventing.telling import TroublesTold

PERIODS = (30, 90, 180, 365)
USUAL = 180
MOST_ROWS = 100
MOST_MESSAGES = 30
FIELDS = ("subject", "text", "purpose", "bought_from", "bought_until", "held_back")
FIGURES = ("cases", "dated", "at_risk", "given", "lost")


@require_GET
@at_least(Role.MANAGER)
def frictions(request: StaffRequest) -> HttpResponse:
    """The troubles of a period, causes and topics, each figure opening its rows."""
    days, since = _period(request)
    told = TroublesTold.since(request.person, since)
    context = {
        "tables": [
            (_("By root cause"), frictions_of(told, CAUSE)),
            (_("By topic"), frictions_of(told, TOPIC)),
        ],
        "sent": ProactiveMessage.objects.visible_to(request.person).order_by("-made_at", "-id")[
            :MOST_MESSAGES
        ],
        "days": days,
        "periods": PERIODS,
        "lost_after": LOST_AFTER,
    }
    return render(request, "preventing/frictions.html", context)


@require_GET
@at_least(Role.MANAGER)
def friction_rows(request: StaffRequest) -> HttpResponse:
    """The cases behind one figure of a trouble."""
    days, since = _period(request)
    trouble, figure = _trouble(request), request.GET.get("figure", "")
    rows = rows_of(request.person, trouble, since)
    match figure:
        case "dated":
            rows = rows.filter(days_after_purchase__isnull=False)
        case "at_risk":
            rows = rows.filter(customer__group="at_risk")
        case "given":
            rows = rows.filter(concessions__state="given").distinct()
        case "lost":
            rows = with_loss(rows).filter(lost=True)
    found = rows.select_related("type", "customer").order_by("-opened_at", "-id")[:MOST_ROWS]
    context = {
        "trouble": trouble,
        "figure": figure if figure in FIGURES else "cases",
        "cases": found,
        "n": rows.count(),
        "most": MOST_ROWS,
        "days": days,
    }
    return render(request, "preventing/rows.html", context)


@require_POST
@at_least(Role.MANAGER)
def article_draft(request: StaffRequest) -> HttpResponse:
    """Begin an article about a trouble."""
    friction, since = _friction(request)
    article = actions.draft_article(friction, since, by=request.person)
    messages.success(request, _("The draft stands. Write what customers can do themselves, then finish it."))
    return redirect("article", article_id=article.id)


@require_POST
@at_least(Role.MANAGER)
def message_draft(request: StaffRequest) -> HttpResponse:
    """Begin a message to those whom the trouble has not met yet."""
    friction, _since = _friction(request)
    message = actions.draft_message(friction, by=request.person)
    return redirect("proactive_message", proactive_message_id=message.id)


@at_least(Role.MANAGER)
def proactive_message(request: StaffRequest, proactive_message_id: UUID) -> HttpResponse:
    """The text, who would get it, and what became of it."""
    message = _find(request, proactive_message_id)
    form = MessageForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(message, name) for name in FIELDS},
    )
    if request.method == "POST" and form.is_valid():
        return _act(
            request, message,
            lambda: actions.change(message, by=request.person, **form.cleaned_data),
            _("Saved. The list is made anew."),
        )  # fmt: skip
    context = {"form": form, **_shown(request, message)}
    return render(request, "preventing/message.html", context, status=422 if form.errors else 200)


@require_GET
@at_least(Role.MANAGER)
def recipients(request: StaffRequest, proactive_message_id: UUID) -> HttpResponse:
    """Who gets it: the numbers and the next customers of one pile."""
    message = _find(request, proactive_message_id)
    return render(request, "preventing/_recipients.html", _shown(request, message))


@require_POST
@at_least(Role.MANAGER)
def proactive_approve(request: StaffRequest, proactive_message_id: UUID) -> HttpResponse:
    """Approve text and list as they were looked at."""
    message = _find(request, proactive_message_id)
    seen = _moment(request.POST.get("seen", ""))
    return _act(
        request, message,
        lambda: actions.approve(message, seen=seen, by=request.person),
        _("Approved. The first one leaves in a minute; until then you can stop it."),
    )  # fmt: skip


@require_POST
@at_least(Role.MANAGER)
def proactive_stop(request: StaffRequest, proactive_message_id: UUID) -> HttpResponse:
    """Stop what has not left."""
    message = _find(request, proactive_message_id)
    return _act(
        request, message, lambda: actions.stop(message, by=request.person), _("What has not left stays here.")
    )


@require_POST
@at_least(Role.MANAGER)
def recipient_leave_out(request: StaffRequest, recipient_id: UUID) -> HttpResponse:
    """Leave one customer out."""
    recipient: Recipient = find_visible(Recipient.objects, request.person, pk=recipient_id)
    return _act(
        request, recipient.message,
        lambda: actions.leave_out(recipient, by=request.person),
        _("They do not get it."),
    )  # fmt: skip


@require_POST
@at_least(Role.MANAGER)
def recipient_put_back(request: StaffRequest, recipient_id: UUID) -> HttpResponse:
    """Put one customer back."""
    recipient: Recipient = find_visible(Recipient.objects, request.person, pk=recipient_id)
    return _act(
        request, recipient.message,
        lambda: actions.put_back(recipient, by=request.person),
        _("They get it again, if the gate allows it."),
    )  # fmt: skip


def _act(
    request: StaffRequest, message: ProactiveMessage, act: Callable[[], object], done: str
) -> HttpResponse:
    try:
        act()
    except CannotAct as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("proactive_message", proactive_message_id=message.id)


def _shown(request: StaffRequest, message: ProactiveMessage) -> dict[str, Any]:
    state = request.GET.get("state", "")
    after = read_uuid(request.GET.get("after", ""))
    piles = piles_of(request.person, message)
    going = sum(pile.count for pile in piles if pile.state in ("may_go", "later"))
    held = held_of(message, going)
    return {
        "message": message,
        "piles": piles,
        "going": going - held,
        "held": held,
        "needed": needed_for(message),
        "effect": effect_of(message),
        "page": page_of(request.person, message, state, after),
        "state": state,
    }


def _find(request: StaffRequest, message_id: UUID) -> ProactiveMessage:
    found: ProactiveMessage = find_visible(ProactiveMessage.objects, request.person, pk=message_id)
    return found


def _friction(request: StaffRequest) -> tuple[Friction, datetime]:
    """The friction a form names. Raises Http404 for one that did not return in the period."""
    _days, since = _period(request)
    found = friction_of(request.person, _trouble(request), since)
    if found is None:
        raise Http404
    return found, since


def _trouble(request: StaffRequest) -> Trouble:
    asked = request.POST if request.method == "POST" else request.GET
    found = find_trouble(request.person, read_uuid(asked.get(CAUSE, "")), asked.get(TOPIC, "")[:40])
    if found is None:
        raise Http404
    return found


def _period(request: StaffRequest) -> tuple[int, datetime]:
    asked = (request.POST if request.method == "POST" else request.GET).get("days", "")
    days = int(asked) if asked in map(str, PERIODS) else USUAL
    return days, period_since(clock.now(), days)


def _moment(text: str) -> datetime:
    """When the page's text and list were last changed; the beginning of time for words that tell none."""
    try:
        return parse_datetime(text) or datetime.min.replace(tzinfo=clock.ISTANBUL)
    except ValueError:
        return datetime.min.replace(tzinfo=clock.ISTANBUL)
