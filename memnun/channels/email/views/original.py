"""A mail as it came: its HTML made safe, its headers, its bytes. The desk shows its words; this is one click away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from memnun.channels.email.contact import part_envelope
from memnun.channels.email.meetings import answer_given
from memnun.channels.email.reading.files import MailFile, files_of
from memnun.channels.email.reading.letter import Envelope, read_letter
from memnun.channels.email.reading.markup import clean_html
from memnun.channels.email.reading.opening import open_mail
from memnun.channels.email.reading.words import html_of
from memnun.channels.email.wording import sender_words
from memnun.interactions.models import Interaction, RawInbound
from memnun.people.doors import StaffRequest, find_visible, staff_required

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
ALONE = "default-src 'none'; style-src 'self'; img-src 'self' data:{more}; frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
"""The policy of a mail's own frame: no script, no form, no plug-in, and pictures of others only when asked for.

It keeps its origin, or its own pictures would be asked for without the reader's session; without
scripts that gives it no power.
"""


@require_GET
@staff_required
def original(request: StaffRequest, interaction_id: UUID) -> HttpResponse:
    """Headers and frame of one mail."""
    interaction, envelope, mail = _find(request, interaction_id)
    letter = read_letter(mail, envelope)
    remote = request.GET.get("pictures") == "1"
    page: dict[str, Any] = {
        "interaction": interaction,
        "letter": letter,
        "envelope": envelope,
        "remote": remote,
        "sender": sender_words(interaction.meta),
        "signers": ", ".join(letter.verdicts.signed_by),
        "verdicts": [pair for pair in letter.verdicts.as_meta().items() if pair[0] != "by"],
    }
    page["files"] = [file for file in letter.files if not file.inline]
    if letter.invitation:
        page |= {"meeting": letter.invitation, "answered": answer_given(interaction)}
    return render(request, "channels/email/original.html", page)


@require_GET
@xframe_options_sameorigin
@staff_required
def original_html(request: StaffRequest, interaction_id: UUID) -> HttpResponse:
    """The mail's HTML for the frame; `pictures=1` lets it load what other servers hold."""
    _interaction, _envelope, mail = _find(request, interaction_id)
    remote = request.GET.get("pictures") == "1"
    opened = open_mail(mail)
    pictures = {
        file.content_id: reverse("mail_picture", args=[interaction_id, number])
        for number, file in enumerate(files_of(opened))
        if file.content_id and file.content_type in PICTURES
    }
    shown = clean_html(html_of(opened), pictures, load_remote=remote)
    response = render(request, "channels/email/frame.html", {"markup": shown.markup})
    response["Content-Security-Policy"] = ALONE.format(more=" https:" if remote else "")
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_GET
@staff_required
def original_raw(request: StaffRequest, interaction_id: UUID) -> HttpResponse:
    """The bytes of the mail, as text that no browser takes for anything else."""
    _interaction, _envelope, mail = _find(request, interaction_id)
    response = HttpResponse(mail, content_type="text/plain; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if request.GET.get("download") == "1":
        response["Content-Disposition"] = f'attachment; filename="{interaction_id}.eml"'
    return response


@require_GET
@staff_required
def picture(request: StaffRequest, interaction_id: UUID, number: int) -> HttpResponse:
    """A picture inside the mail's HTML; nothing when there is none of this number."""
    _interaction, _envelope, mail = _find(request, interaction_id)
    file = _file(mail, number)
    if file is None or file.content_type not in PICTURES:
        return HttpResponse(status=204)
    response = HttpResponse(file.data, content_type=file.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


def _file(mail: bytes, number: int) -> MailFile | None:
    return next((file for index, file in enumerate(files_of(open_mail(mail))) if index == number), None)


def _find(request: StaffRequest, interaction_id: UUID) -> tuple[Interaction, Envelope, bytes]:
    """The mail behind a contact that the person may see. Raises Http404 for others' contacts."""
    interaction: Interaction = find_visible(
        Interaction.objects.select_related("conversation", "customer"), request.person, pk=interaction_id
    )
    raw = RawInbound.objects.visible_to(request.person).filter(id=interaction.id).first()
    if raw is None or not raw.form.startswith("rfc822"):
        return interaction, Envelope(), _as_mail(interaction)
    envelope, mail = part_envelope(bytes(raw.body))
    return interaction, envelope, mail


def _as_mail(interaction: Interaction) -> bytes:
    """A contact that did not come as a mail, in the shape of one: its subject and its words."""
    subject = " ".join(interaction.subject.split())
    return f"Subject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{interaction.text}".encode()
