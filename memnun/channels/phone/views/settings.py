"""Extensions and their people, and lists of calls brought in."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from memnun.channels.phone.calls_import import prepare, preview, set_columns
from memnun.channels.phone.forms import CallColumnsForm, CallListForm, ExtensionForm
from memnun.channels.phone.models import CallImport, Extension
from memnun.channels.phone.noting import remove_extension, set_extension
from memnun.channels.phone.tasks import run_import, undo_import
from memnun.foundation.tables.files import Unreadable
from memnun.foundation.uploads import store_upload
from memnun.interactions.models import ChannelAccount
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role
from memnun.people.views.pages import posted

SHOWN = 30


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def extensions(request: StaffRequest, channel_account_id: UUID) -> HttpResponse:
    """Whose telephone each extension of a line is."""
    account = find_visible(ChannelAccount.objects, request.person, pk=channel_account_id)
    form = ExtensionForm(posted(request), person=request.person)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        set_extension(account, number=told["number"], person=told["owner"], by=request.person)
        return redirect("phone_extensions", account.id)
    rows = Extension.objects.visible_to(request.person).filter(account=account).select_related("person")
    shown = {"account": account, "form": form, "extensions": rows}
    return render(request, "channels/phone/extensions.html", shown, status=422 if form.errors else 200)


@require_POST
@at_least(Role.MANAGER)
def extension_remove(request: StaffRequest, extension_id: UUID) -> HttpResponse:
    """Take an extension away from its person."""
    extension = find_visible(Extension.objects, request.person, pk=extension_id)
    account_id = extension.account_id
    remove_extension(extension, by=request.person)
    return redirect("phone_extensions", account_id)


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def call_imports(request: StaffRequest) -> HttpResponse:
    """Lists of calls brought in so far, and another."""
    form = CallListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        intake = _receive(request, form)
        if intake:
            return redirect("call_import", intake.id)
    rows = CallImport.objects.visible_to(request.person).select_related("by").order_by("-created_at")[:SHOWN]
    status = 422 if request.method == "POST" else 200
    return render(request, "channels/phone/imports.html", {"form": form, "imports": rows}, status=status)


def _receive(request: StaffRequest, form: CallListForm) -> CallImport | None:
    file: UploadedFile[Any] = form.cleaned_data["file"]
    path = store_upload(file, Path(settings.MEDIA_ROOT) / str(request.person.brand_id) / "calls")
    account, _made = ChannelAccount.objects.visible_to(request.person).get_or_create(
        brand_id=request.person.brand_id,
        channel="phone",
        slug="lists",
        defaults={"name": _("Lists of calls")},
    )
    try:
        return prepare(path, account=account, by=request.person, file_name=file.name or "")
    except Unreadable as problem:
        path.unlink(missing_ok=True)
        form.add_error("file", str(problem))
        return None


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def call_import(request: StaffRequest, call_import_id: UUID) -> HttpResponse:
    """One list: its columns and first calls before it runs, what became of it after."""
    intake = find_visible(
        CallImport.objects.select_related("account", "brand"), request.person, pk=call_import_id
    )
    if intake.state != CallImport.State.DRAFT:
        shown = {
            "intake": intake,
            "busy": intake.state in (CallImport.State.RUNNING, CallImport.State.UNDOING),
        }
        return render(request, "channels/phone/import_result.html", shown)
    form = CallColumnsForm(intake, posted(request))
    if request.method == "POST" and form.is_valid():
        set_columns(intake, form.chosen())
        if "start" in request.POST:
            return _start(request, intake)
    shown = {"intake": intake, "form": form, "preview": _previewed(intake)}
    return render(request, "channels/phone/import.html", shown, status=422 if form.errors else 200)


def _previewed(intake: CallImport) -> list[Any]:
    try:
        return list(preview(intake)) if intake.columns and Path(intake.path).exists() else []
    except Unreadable:
        return []


def _start(request: StaffRequest, intake: CallImport) -> HttpResponse:
    with transaction.atomic():
        drafts = CallImport.objects.visible_to(request.person).filter(
            id=intake.id, state=CallImport.State.DRAFT
        )
        if drafts.update(state=CallImport.State.RUNNING):
            run_import.defer(import_id=str(intake.id))
    return redirect("call_import", intake.id)


@require_POST
@at_least(Role.MANAGER)
def call_import_undo(request: StaffRequest, call_import_id: UUID) -> HttpResponse:
    """Take a list back; the worker does it in batches."""
    intake = find_visible(CallImport.objects, request.person, pk=call_import_id)
    with transaction.atomic():
        ended = [CallImport.State.DONE, CallImport.State.FAILED]
        rows = CallImport.objects.visible_to(request.person).filter(id=intake.id, state__in=ended)
        if rows.update(state=CallImport.State.UNDOING):
            undo_import.defer(import_id=str(intake.id), person_id=str(request.person.id))
        else:
            messages.error(request, _("Only a list that has been read can be taken back."))
    return redirect("call_import", intake.id)
