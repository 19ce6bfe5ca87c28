"""İYS: what is due, files out and in, differences."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from memnun.consent.actions.policy import policy_of
from memnun.consent.forms.iys import IysAccountForm, IysImportForm
from memnun.consent.iys import reading, syncing, watching, writing
from memnun.consent.iys.parsing import Unreadable
from memnun.consent.models import IysAccount, IysFile, IysMismatch, IysReport
from memnun.consent.tasks import sync_iys_account
from memnun.consent.words import tell
from memnun.foundation import clock
from memnun.foundation.paging import Order, Place
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role
from memnun.people.views.pages import form_page, posted

SHOWN = 50
SHOWN_FILES = 20
"""The most urgent rows on the page; the file holds all."""


@require_GET
@at_least(Role.MANAGER)
def iys(request: StaffRequest) -> HttpResponse:
    """Due today, overdue, files, differences."""
    return render(request, "consent/settings/iys.html", _page(request))


@require_POST
@at_least(Role.MANAGER)
def iys_file_create(request: StaffRequest) -> HttpResponse:
    """Make the file of what waits."""
    try:
        made = writing.make_file(request.person.brand, by=request.person)
    except writing.NothingDue:
        messages.info(request, _("Nothing waits for İYS."))
        return redirect("consent:iys")
    said = ngettext("The file holds %(count)d record.", "The file holds %(count)d records.", made.rows)
    messages.success(request, said % {"count": made.rows})
    return redirect("consent:iys_file", made.id)


@require_GET
@at_least(Role.MANAGER)
def iys_file(request: StaffRequest, iys_file_id: UUID) -> HttpResponse:
    """One file: what it held, which rows had problems."""
    file = find_visible(IysFile.objects.select_related("by", "uploaded_by"), request.person, id=iys_file_id)
    problems = [
        {"row": each["row"], "text": tell(each["code"], each["values"])}
        for each in file.problems
        if isinstance(each, dict) and "code" in each
    ]
    return render(request, "consent/settings/iys_file.html", {"file": file, "problems": problems})


@require_GET
@at_least(Role.MANAGER)
def iys_file_download(request: StaffRequest, iys_file_id: UUID) -> HttpResponseBase:
    """The file itself."""
    file = find_visible(IysFile.objects, request.person, id=iys_file_id)
    answer = StreamingHttpResponse(writing.file_text(file), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name or "iys.csv"}"'
    return answer


@require_POST
@at_least(Role.MANAGER)
def iys_file_upload(request: StaffRequest, iys_file_id: UUID) -> HttpResponse:
    """Somebody says that İYS took the file."""
    file = find_visible(IysFile.objects, request.person, id=iys_file_id)
    writing.mark_uploaded(file, by=request.person)
    messages.success(request, _("Its records count as being in İYS from now on."))
    return redirect("consent:iys")


@require_POST
@at_least(Role.MANAGER)
def iys_import(request: StaffRequest) -> HttpResponse:
    """Take over a file of İYS."""
    form = IysImportForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            read = reading.read_file(
                request.person.brand, name=given.name, content=given.read(), by=request.person
            )
        except Unreadable as refusal:
            form.add_error("file", tell(refusal.problem.code, refusal.problem.values))
        else:
            messages.success(request, _("The file was read."))
            return redirect("consent:iys_file", read.id)
    return render(request, "consent/settings/iys.html", _page(request, form), status=422)


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def iys_account(request: StaffRequest) -> HttpResponse:
    """Connect the brand's account, or change it."""
    form = IysAccountForm(posted(request))
    policy = policy_of(request.person.brand)
    if request.method == "POST" and form.is_valid():
        if policy.iys_code and policy.iys_brand_code:
            account = syncing.connect(request.person.brand, by=request.person, **form.cleaned_data)
            sync_iys_account.defer(account_id=str(account.id))
            messages.success(request, _("The account is connected; it is asked at once."))
            return redirect("consent:iys")
        form.add_error(None, _("Please write down the brand's İYS codes first, under the rules of contact."))
    return form_page(request, form, title=_("İYS account"), button=_("Connect"), back="consent:iys")


@require_POST
@at_least(Role.MANAGER)
def iys_account_ask(request: StaffRequest) -> HttpResponse:
    """Do now what the clock would do."""
    account = IysAccount.objects.visible_to(request.person).first()
    if account:
        sync_iys_account.defer(account_id=str(account.id))
        messages.success(request, _("İYS is being asked."))
    return redirect("consent:iys")


@require_POST
@at_least(Role.MANAGER)
def iys_account_disconnect(request: StaffRequest) -> HttpResponse:
    """Keep İYS with files again."""
    syncing.disconnect(request.person.brand, by=request.person)
    messages.success(request, _("İYS is kept with files again."))
    return redirect("consent:iys")


@require_POST
@at_least(Role.MANAGER)
def iys_mismatch_settle(request: StaffRequest, iys_mismatch_id: UUID) -> HttpResponse:
    """A difference has been looked into."""
    row = find_visible(IysMismatch.objects, request.person, id=iys_mismatch_id)
    reading.settle(row, by=request.person)
    return redirect("consent:iys")


def _page(request: StaffRequest, form: IysImportForm | None = None) -> dict[str, Any]:
    now = clock.now()
    reports = IysReport.objects.visible_to(request.person)
    files = Order("at").page(
        IysFile.objects.visible_to(request.person).select_related("by"),
        after=Place.read(request.GET.get("after")),
        size=SHOWN_FILES,
    )
    return {
        "policy": policy_of(request.person.brand),
        "waiting": reports.owed().count(),
        "today": reports.owed().filter(due_at__gt=now, due_at__lte=now + watching.WARNED_BEFORE).count(),
        "late": reports.late(now).count(),
        "rows": reports.unconfirmed().order_by("due_at", "consent_id").select_related("consent")[:SHOWN],
        "now": now,
        "files": files.rows,
        "older": files.older,
        "mismatches": IysMismatch.objects.visible_to(request.person).open()[:SHOWN],
        "form": form or IysImportForm(),
        "account": IysAccount.objects.visible_to(request.person).first(),
    }
