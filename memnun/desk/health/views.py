"""The health page, the quarantine, and doing both again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from memnun.desk.health import report
from memnun.events.checking import check_all
from memnun.foundation.ids import read_uuid
from memnun.interactions.actions.quarantine import release, rerun
from memnun.interactions.models import RawInbound
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role

PAGE = 50
SHOWN_BYTES = 4_000


@require_GET
@at_least(Role.MANAGER)
def health(request: StaffRequest) -> HttpResponse:
    """Rules with their counts and ages, the parts that run, what waits and what stands in quarantine."""
    raws = RawInbound.objects.visible_to(request.person)
    shown = {
        "rules": report.rules(),
        "parts": report.parts(),
        "waiting": raws.waiting().count(),
        "quarantined": raws.quarantined().count(),
    }
    return render(request, "desk/health/health.html", shown)


@require_POST
@at_least(Role.MANAGER)
def health_check(request: StaffRequest) -> HttpResponse:
    """Look at every rule now."""
    check_all()
    messages.info(request, _("Everything was looked at."))
    return redirect("desk:health")


@require_GET
@at_least(Role.MANAGER)
def quarantine(request: StaffRequest) -> HttpResponse:
    """Records that could not be read, newest first."""
    rows = RawInbound.objects.visible_to(request.person).quarantined().select_related("channel_account")
    if before := read_uuid(request.GET.get("before", "")):
        rows = rows.filter(id__lt=before)
    found = list(rows[: PAGE + 1])
    shown: dict[str, Any] = {
        "raws": [{"raw": raw, "body": _readable(bytes(raw.body))} for raw in found[:PAGE]],
        "older": f"?before={found[PAGE - 1].id}" if len(found) > PAGE else "",
    }
    return render(request, "desk/health/quarantine.html", shown)


@require_POST
@at_least(Role.MANAGER)
def quarantine_rerun(request: StaffRequest) -> HttpResponse:
    """Try all quarantined records of the brand again, or the one named."""
    rows = RawInbound.objects.visible_to(request.person).quarantined()
    if one := read_uuid(request.POST.get("raw", "")):
        rows = rows.filter(id=one)
    count = rerun(rows, by=request.person)
    told = ngettext("{count} record is being read again.", "{count} records are being read again.", count)
    messages.info(request, told.format(count=count))
    return redirect("desk:quarantine")


@require_POST
@at_least(Role.MANAGER)
def quarantine_release(request: StaffRequest, raw_id: UUID) -> HttpResponse:
    """Set one record aside: it is kept and no longer shown here."""
    release(
        find_visible(RawInbound.objects, request.person, id=raw_id, state="quarantined"), by=request.person
    )
    messages.info(request, _("The record was set aside; its bytes are kept."))
    return redirect("desk:quarantine")


def _readable(body: bytes) -> str:
    return body[:SHOWN_BYTES].decode("utf-8", "replace")
