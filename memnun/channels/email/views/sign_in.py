"""The way to Google's or Microsoft's own page, where a mailbox is connected, and back."""

from __future__ import annotations

import hmac
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from memnun.channels.email import events as acts
from memnun.channels.email.oauth import NoToken, begin, finish
from memnun.events.actions import record
from memnun.interactions.models import ChannelAccount
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role

KEPT_AS = "mail_sign_in"


@require_GET
@at_least(Role.MANAGER)
def mail_sign_in(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Send the person to the provider's page."""
    account: ChannelAccount = find_visible(ChannelAccount.objects, request.person, pk=account_id)
    try:
        journey = begin(account, _return_url(request))
    except NoToken as problem:
        messages.error(request, str(problem))
        return redirect("channel_account", account.id)
    request.session[KEPT_AS] = {
        "account": str(account.id),
        "state": journey.state,
        "verifier": journey.verifier,
    }
    return redirect(journey.url)


@require_GET
@at_least(Role.MANAGER)
def mail_sign_in_return(request: StaffRequest) -> HttpResponse:
    """Take the code that the provider gave; only for the journey this session began."""
    kept = request.session.pop(KEPT_AS, None)
    state = request.GET.get("state", "")
    if not kept or not hmac.compare_digest(state.encode(), str(kept["state"]).encode()):
        messages.error(request, _("This sign-in was not begun here, or it has ended. Please begin again."))
        return redirect("channels")
    account: ChannelAccount = find_visible(ChannelAccount.objects, request.person, pk=kept["account"])
    if refusal := request.GET.get("error", ""):
        messages.error(request, _("The provider gave no permission: %(reason)s") % {"reason": refusal[:200]})
        return redirect("channel_account", account.id)
    try:
        finish(
            account,
            code=request.GET.get("code", ""),
            verifier=kept["verifier"],
            return_url=_return_url(request),
        )
    except NoToken as problem:
        messages.error(request, str(problem))
    else:
        record(
            acts.MAILBOX_CONNECTED,
            brand_id=account.brand_id,
            by=request.person,
            subject_id=account.id,
            account=str(account),
        )
        messages.success(request, _("%(account)s is connected.") % {"account": account})
    return redirect("channel_account", account.id)


def _return_url(request: StaffRequest) -> str:
    return request.build_absolute_uri(reverse("mail_sign_in_return"))
