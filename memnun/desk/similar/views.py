"""The page of contacts that tell of the same as one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from memnun.desk.conversation.timeline import Contact
from memnun.desk.similar.marking import marked
from memnun.foundation import clock
from memnun.interactions.models import Interaction
from memnun.interactions.similar.finding import Found, Similar, find_similar
from memnun.people.doors import StaffRequest, find_visible, staff_required

SHOWN = 50
WEEKS = 12
PERIODS = ("4", "12", "52", "")


@require_GET
@staff_required
def similar(request: StaffRequest, interaction_id: UUID) -> HttpResponse:
    """Similar contacts, by topic and by week; `topic` and `weeks` in the address narrow them."""
    interaction = find_visible(
        Interaction.objects.select_related("reading", "conversation__customer"),
        request.person,
        id=interaction_id,
    )
    weeks = request.GET.get("weeks", "")
    now = clock.now()
    since = now - timedelta(weeks=int(weeks)) if weeks and weeks in PERIODS else None
    found = find_similar(request.person, interaction, since=since)
    topic = request.GET.get("topic", "")
    chosen = [one for one in found.similar if not topic or topic in one.interaction.reading.topics]
    shown: dict[str, Any] = {
        "contact": Contact(interaction),
        "interaction": interaction,
        "found": found,
        "total": len(chosen),
        "rows": [_row(one) for one in chosen[:SHOWN]],
        "more": max(len(chosen) - SHOWN, 0),
        "same_customer": _same_customer(interaction, found),
        "periods": [(_period(value), _query(topic, value), value == weeks) for value in PERIODS],
        "topics": [(slug, count, _query(slug, weeks), slug == topic) for slug, count in found.by_topic],
        "every_topic": _query("", weeks),
        "topic": topic,
        "weeks": Found(chosen, found.cut).by_week(WEEKS, timezone.localtime(now).date()),
    }
    shown["most"] = max(count for _day, count in shown["weeks"])
    return render(request, "desk/similar/similar.html", shown)


def _row(one: Similar) -> dict[str, Any]:
    interaction = one.interaction
    return {
        "interaction": interaction,
        "score": one.alike.score,
        "pieces": marked(interaction.text or interaction.subject, one.alike.stems),
        "topics": one.alike.topics,
    }


def _same_customer(interaction: Interaction, found: Found) -> bool:
    """Whether one of them is in another conversation of the same customer, which may be merged."""
    return any(one.interaction.customer_id == interaction.customer_id for one in found.similar[:SHOWN])


def _period(weeks: str) -> str:
    return _("Last {weeks} weeks").format(weeks=weeks) if weeks else _("All times")


def _query(topic: str, weeks: str) -> str:
    return "?" + urlencode({name: value for name, value in (("topic", topic), ("weeks", weeks)) if value})
