"""What will not leave by itself, and what waits for its time."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from memnun.desk.paging import Order, Place
from memnun.desk.reply.outgoing import as_pending
from memnun.interactions.models import OutboxMessage
from memnun.people.doors import StaffRequest, may_act

STRANDED, WAITING = "stranded", "waiting"
NEWEST_FIRST = Order("created_at")


@require_GET
@may_act
def outbox(request: StaffRequest) -> HttpResponse:
    """Messages that did not arrive, or those still on their way, newest first."""
    shown = WAITING if request.GET.get("show") == WAITING else STRANDED
    messages = OutboxMessage.objects.visible_to(request.person)
    messages = (
        messages.pending()
        if shown == WAITING
        else messages.filter(state__in=("failed", "uncertain", "blocked"), settled_at=None)
    )
    messages = messages.select_related("by", "channel_account", "conversation__customer")
    page = NEWEST_FIRST.page(messages, after=Place.read(request.GET.get("after")))
    return render(
        request,
        "desk/outbox/outbox.html",
        {"pending": as_pending(page.rows), "older": page.older, "shown": shown},
    )
