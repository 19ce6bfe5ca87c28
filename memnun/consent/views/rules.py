"""The brand's rules of contact and its texts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from memnun.consent.actions.policy import change_policy, policy_of, write_notice
from memnun.consent.forms.hours import HoursForm
from memnun.consent.forms.notices import NoticeForm
from memnun.consent.forms.policy import PolicyForm
from memnun.consent.models import Notice
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role
from memnun.people.views.pages import form_page, posted


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def policy(request: StaffRequest) -> HttpResponse:
    """Quiet hours, holidays, attention budget, topics, and the brand's İYS codes."""
    present = policy_of(request.person.brand)
    form = PolicyForm(posted(request), instance=present)
    writing = HoursForm(posted(request), hours=present.writing_hours, prefix="writing")
    calling = HoursForm(posted(request), hours=present.calling_hours, prefix="calling")
    if request.method == "POST" and all([form.is_valid(), writing.is_valid(), calling.is_valid()]):
        values = {name: form.cleaned_data[name] for name in PolicyForm.Meta.fields}
        values |= {
            "closed_days": form.cleaned_data["closed"],
            "limits": form.limits(),
            "writing_hours": writing.hours(),
            "calling_hours": calling.hours(),
        }
        change_policy(request.person.brand, values=values, by=request.person)
        messages.success(request, _("The rules hold from now on."))
        return redirect("consent:policy")
    shown = {"form": form, "writing": writing, "calling": calling}
    wrong = bool(form.errors or writing.errors or calling.errors)
    return render(request, "consent/settings/policy.html", shown, status=422 if wrong else 200)


@require_GET
@at_least(Role.MANAGER)
def notices(request: StaffRequest) -> HttpResponse:
    """The texts with all their versions."""
    rows = Notice.objects.visible_to(request.person).select_related("made_by")
    return render(request, "consent/settings/notices.html", {"notices": rows})


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def notice_create(request: StaffRequest) -> HttpResponse:
    """Write a text, or a new version of one."""
    form = NoticeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        write_notice(request.person.brand, by=request.person, **form.cleaned_data)
        messages.success(request, _("The text stands as a new version."))
        return redirect("consent:notices")
    return form_page(request, form, title=_("New text"), back="consent:notices")


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def notice_renew(request: StaffRequest, notice_id: UUID) -> HttpResponse:
    """Read one version, and write the next from it."""
    notice = find_visible(Notice.objects, request.person, id=notice_id)
    initial = {name: getattr(notice, name) for name in ("kind", "name", "language", "text")}
    form = NoticeForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        write_notice(request.person.brand, by=request.person, **form.cleaned_data)
        messages.success(request, _("The text stands as a new version."))
        return redirect("consent:notices")
    words = _("Version %(version)d. Saving makes a new version; this one stays as it was shown.")
    return form_page(
        request, form, title=notice.name, back="consent:notices", words=words % {"version": notice.version}
    )
