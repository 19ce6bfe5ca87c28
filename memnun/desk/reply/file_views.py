"""Opening a file: only for who may see its conversation, and so that it cannot do anything."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseGone
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from memnun.desk.reply.outgoing import files_of
from memnun.interactions.attachments.keeping import storage
from memnun.interactions.models import Attachment, Interaction
from memnun.people.doors import StaffRequest, find_visible, staff_required

SHOWN_IN_PLACE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
SANDBOX = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"


@require_GET
@staff_required
def contact_files(request: StaffRequest, interaction_id: UUID) -> HttpResponse:
    """The files of a contact, once they are taken out of it."""
    found: Interaction = find_visible(Interaction.objects, request.person, id=interaction_id)
    return render(request, "desk/reply/_files.html", {"files": files_of([found.id]).get(found.id, [])})


@require_GET
@staff_required
def attachment(request: StaffRequest, attachment_id: UUID) -> HttpResponseBase:
    """The file's bytes: pictures in place, everything else as a download."""
    found: Attachment = find_visible(Attachment.objects, request.person, id=attachment_id)
    if found.state != "kept" or not storage().exists(found.path):
        return HttpResponseGone(_("This file is no longer kept."), content_type="text/plain; charset=utf-8")
    in_place = found.content_type in SHOWN_IN_PLACE and "download" not in request.GET
    response = FileResponse(
        storage().open(found.path),
        as_attachment=not in_place,
        filename=found.name,
        content_type=found.content_type if in_place else "application/octet-stream",
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
