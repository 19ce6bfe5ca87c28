"""Ending one session, such as the one left open on a shop's computer."""

from __future__ import annotations

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from memnun.people import events as acts
from memnun.people.sign_in import record_for_brands


@require_POST
@login_required
def session_end(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of the account's own sessions."""
    session = get_object_or_404(UserSession, pk=session_id, user=request.user)
    get_adapter().end_sessions([session])
    record_for_brands(acts.SESSIONS_ENDED, request.user, by_account=True, ip=session.ip)  # type: ignore[arg-type]
    messages.success(request, _("The session was ended."))
    return redirect("usersessions_list")
