"""Bringing files in on screen: choose, map, preview, run, mend, take back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from memnun.archive.forms import ColumnsForm, FileForm
from memnun.archive.intake.actions import prepare, preview, quarantined, set_columns
from memnun.archive.intake.undoing import CannotUndo, begin_undo
from memnun.archive.tasks import run_import, undo_import
from memnun.foundation.tables.files import Unreadable
from memnun.foundation.uploads import store_upload
from memnun.interactions.models import Import
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role

SHOWN = 50
SHOWN_WRONG = 20


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def intakes(request: StaffRequest) -> HttpResponse:
    """The files brought in so far, and the way to bring in another."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        intake = _receive(request, form)
        if intake:
            return redirect("archive:intake", intake.id)
    imports = Import.objects.visible_to(request.person).select_related("by").order_by("-created_at")[:SHOWN]
    status = 422 if request.method == "POST" else 200
    return render(request, "archive/intakes.html", {"form": form, "imports": imports}, status=status)


def _receive(request: StaffRequest, form: FileForm) -> Import | None:
    file: UploadedFile[Any] = form.cleaned_data["file"]
    path = store_upload(file, Path(settings.MEDIA_ROOT) / str(request.person.brand_id) / "imports")
    try:
        return prepare(path, brand=request.person.brand, by=request.person, file_name=file.name or "")
    except Unreadable as problem:
        path.unlink(missing_ok=True)
        form.add_error("file", str(problem))
        return None


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def intake(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """One import: its columns and preview before it runs, its progress and result after."""
    found = find_visible(Import.objects, request.person, id=import_id)
    if found.state != Import.State.DRAFT:
        return _result(request, found)
    form = ColumnsForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_columns(found, form.chosen(), form.cleaned_data["channel"])
        if "start" in request.POST:
            return _start(request, found, form)
    shown = {"intake": found, "form": form, "preview": preview(found) if found.columns else []}
    return render(request, "archive/columns.html", shown, status=422 if form.errors else 200)


def _start(request: StaffRequest, found: Import, form: ColumnsForm) -> HttpResponse:
    typed = form.cleaned_data.get("own", "").split(",")
    own = [address.strip().lower() for address in typed if address.strip()]
    with transaction.atomic():
        drafts = Import.objects.visible_to(request.person).filter(id=found.id, state=Import.State.DRAFT)
        begun = drafts.update(state=Import.State.RUNNING)
        if begun:
            run_import.defer(import_id=str(found.id), own=own)
    return redirect("archive:intake", found.id)


def _result(request: StaffRequest, found: Import) -> HttpResponse:
    shown: dict[str, Any] = {
        "intake": found,
        "busy": found.state in (Import.State.RUNNING, Import.State.UNDOING),
        "wrong": found.wrong_rows.order_by("row")[:SHOWN_WRONG] if found.rows_wrong else [],
        "quarantined": quarantined(found),
    }
    return render(request, "archive/_result.html" if request.htmx else "archive/result.html", shown)


@require_POST
@at_least(Role.MANAGER)
def intake_undo(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Take an import back; the worker does it in batches."""
    found = find_visible(Import.objects, request.person, id=import_id)
    try:
        with transaction.atomic():
            begin_undo(found)
            undo_import.defer(import_id=str(found.id), person_id=str(request.person.id))
    except CannotUndo as problem:
        messages.error(request, str(problem))
    return redirect("archive:intake", found.id)


@require_GET
@at_least(Role.MANAGER)
def intake_wrong_rows(request: StaffRequest, import_id: UUID) -> StreamingHttpResponse:
    """The wrong rows with their reasons, as a CSV file to mend and send again."""
    found = find_visible(Import.objects, request.person, id=import_id)
    response = StreamingHttpResponse(_wrong_lines(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="memnun-{found.id}.csv"'
    return response


class _Line:
    """Gives back what a csv writer writes."""

    def write(self, line: str) -> str:
        return line


def _wrong_lines(found: Import) -> Iterator[str]:
    columns = list(found.mapping)
    problem = _("Problem")
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff" + writer.writerow([*columns, problem])
    for wrong in found.wrong_rows.order_by("row").iterator(chunk_size=1000):
        cells = [_harmless(wrong.content.get(column, "")) for column in columns]
        yield writer.writerow([*cells, " ".join(wrong.problems)])


def _harmless(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    number = text[:1] in "+-" and text[1:2].isdigit()
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") and not number else text
