"""The figures of a period, the rows behind each, and the evidence for ISO 10002."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from memnun.cases.measures.evidence import paper_of, proofs_of, workbook_of
from memnun.cases.measures.figures import CUTS, MEASURES, Wanted, period_of
from memnun.cases.measures.packed import told_of
from memnun.cases.measures.slices import slices_of
from memnun.cases.models import Case
from memnun.foundation.ids import read_uuid
from memnun.interactions.models import Channel
from memnun.people.doors import StaffRequest, at_least, staff_required
from memnun.people.models import Branch, Role, Team

LAST_DAYS = 30
MOST_ROWS = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@staff_required
def measures(request: StaffRequest) -> HttpResponse:
    """All figures of a period."""
    days, wanted = _wanted(request)
    cut = request.GET.get("cut", "") if request.GET.get("cut", "") in CUTS else "channel"
    told = told_of(request.person, wanted, cut)
    context = {
        "figures": [(each, told.figures[name]) for name, each in MEASURES.items()],
        "slices": slices_of(cut, request.person, told.slices),
        "cut": cut,
        "cuts": CUTS.items(),
        "days": days,
        "wanted": wanted,
        "channels": Channel.choices,
        "teams": Team.objects.visible_to(request.person).exclude(id__in=request.person.hidden_team_ids),
        "branches": Branch.objects.visible_to(request.person),
        "query": request.GET.urlencode(),
    }
    return render(request, "cases/measures.html", context)


@require_GET
@staff_required
def measure_rows(request: StaffRequest) -> HttpResponse:
    """The cases behind one figure."""
    measure = MEASURES.get(request.GET.get("measure", ""))
    if measure is None:
        raise Http404
    _days, wanted = _wanted(request)
    rows = measure.rows(request.person, wanted)
    ids = rows.order_by("-pk").values_list(f"{measure.case}id" if measure.case else "id", flat=True)[
        :MOST_ROWS
    ]
    cases = (
        Case.objects.visible_to(request.person).filter(id__in=list(ids)).select_related("type", "customer")
    )
    context = {
        "measure": measure,
        "cases": cases.order_by("-opened_at"),
        "n": rows.count(),
        "most": MOST_ROWS,
    }
    return render(request, "cases/measure_rows.html", context)


@require_GET
@at_least(Role.MANAGER)
def evidence(request: StaffRequest) -> HttpResponse:
    """The report, on the screen, as XLSX or as PDF."""
    days, wanted = _wanted(request)
    name = f"iso-10002-{days[0]:%Y%m%d}-{days[1]:%Y%m%d}"
    match request.GET.get("as", ""):
        case "xlsx":
            return _file(workbook_of(request.person, wanted), XLSX, f"{name}.xlsx")
        case "pdf":
            return _file(paper_of(request.person, wanted), "application/pdf", f"{name}.pdf")
    context = {"proofs": proofs_of(request.person, wanted), "days": days}
    return render(request, "cases/evidence.html", context)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _wanted(request: StaffRequest) -> tuple[tuple[date, date], Wanted]:
    today = timezone.localdate()
    since = _day(request.GET.get("since", "")) or today - timedelta(days=LAST_DAYS)
    until = _day(request.GET.get("until", "")) or today
    if until < since:
        since, until = until, since
    begin, end = period_of(since, until, timezone.get_current_timezone())
    channel: Any = request.GET.get("channel", "")
    without = request.GET.get("without", "")
    return (since, until), Wanted(
        begin,
        end,
        channel=channel if channel in Channel.values else "",
        topic=request.GET.get("topic", "")[:40],
        team=read_uuid(request.GET.get("team", "")),
        branch=read_uuid(request.GET.get("branch", "")),
        type=read_uuid(request.GET.get("type", "")),
        without=without if without in CUTS else "",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
