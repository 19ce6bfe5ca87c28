"""Mails that wait for somebody to look at them: suspected spam, bounces of unknown mails, loops."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.channels.email.actions import let_in, set_aside
from memnun.channels.email.contact import part_envelope
from memnun.channels.email.models import SetAsideMail
from memnun.channels.email.reading.opening import open_mail
from memnun.channels.email.reading.words import text_of
from memnun.channels.email.wording import reason_words
from memnun.foundation.ids import read_uuid
from memnun.people.doors import StaffRequest, find_visible, may_act

PAGE = 30
LONGEST = 3_000


@require_GET
@may_act
def held_mails(request: StaffRequest) -> HttpResponse:
    """The list, newest first."""
    rows = SetAsideMail.objects.visible_to(request.person).held().select_related("account")
    if before := read_uuid(request.GET.get("before", "")):
        rows = rows.filter(id__lt=before)
    found = list(rows[: PAGE + 1])
    shown = [
        {"mail": mail, "text": _words(mail), "reasons": [reason_words(reason) for reason in mail.reasons]}
        for mail in found[:PAGE]
    ]
    older = f"?before={found[PAGE - 1].id}" if len(found) > PAGE else ""
    return render(request, "channels/email/held.html", {"shown": shown, "older": older})


@require_POST
@may_act
def held_mail_entry(request: StaffRequest, set_aside_mail_id: UUID) -> HttpResponse:
    """Let one in: it becomes a contact."""
    mail = find_visible(SetAsideMail.objects.held(), request.person, pk=set_aside_mail_id)
    let_in(mail, by=request.person)
    messages.success(request, _("The mail of %(sender)s was let in.") % {"sender": mail.sender or "?"})
    return redirect("mail_held")


@require_POST
@may_act
def held_mail_settled(request: StaffRequest, set_aside_mail_id: UUID) -> HttpResponse:
    """Say that one needs nothing more; it is kept."""
    mail = find_visible(SetAsideMail.objects.held(), request.person, pk=set_aside_mail_id)
    set_aside(mail, by=request.person)
    return redirect("mail_held")


def _words(mail: SetAsideMail) -> str:
    _envelope, body = part_envelope(bytes(mail.body))
    return text_of(open_mail(body))[:LONGEST]
