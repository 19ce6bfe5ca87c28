"""Invitations, the secret for signed identities, and a page to try the widget on."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.channels.chat import actions
from memnun.channels.chat.configuring import KIND
from memnun.channels.chat.forms import InvitationForm
from memnun.channels.chat.models import InvitationRule
from memnun.interactions.models import ChannelAccount
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role

UNPROCESSABLE = 422


@at_least(Role.MANAGER)
def invitation_create(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """A new rule."""
    account = find_account(request, account_id)
    if account.kind != KIND:
        return redirect("channels")
    return _edit(request, account, InvitationRule(account=account, brand_id=account.brand_id))


@at_least(Role.MANAGER)
def invitation_update(request: StaffRequest, rule_id: UUID) -> HttpResponse:
    """Change a rule."""
    rule = find_visible(InvitationRule.objects, request.person, pk=rule_id)
    return _edit(request, rule.account, rule)


@require_POST
@at_least(Role.MANAGER)
def invitation_remove(request: StaffRequest, rule_id: UUID) -> HttpResponse:
    """Take a rule away."""
    rule = find_visible(InvitationRule.objects, request.person, pk=rule_id)
    actions.remove_invitation(rule, by=request.person)
    messages.success(request, _("The invitation was removed."))
    return redirect("channel_account", rule.account_id)


@require_POST
@at_least(Role.MANAGER)
def secret_create(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """A new secret for signed identities, shown this once; the old one stops working."""
    account = find_account(request, account_id)
    if account.kind != KIND:
        return redirect("channels")
    secret = actions.make_secret(account, by=request.person)
    return render(request, "channels/chat/secret.html", {"account": account, "secret": secret})


@require_GET
@at_least(Role.MANAGER)
def preview(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """The widget on a page of its own."""
    account = find_account(request, account_id)
    if account.kind != KIND:
        return redirect("channels")
    return render(request, "channels/chat/preview.html", {"account": account, "chat_key": account.id.hex})


def find_account(request: StaffRequest, account_id: UUID) -> ChannelAccount:
    """An account of the brand. Raises Http404."""
    account: ChannelAccount = find_visible(ChannelAccount.objects, request.person, pk=account_id)
    return account


def _edit(request: StaffRequest, account: ChannelAccount, rule: InvitationRule) -> HttpResponse:
    form = InvitationForm(request.POST or None, instance=rule)
    if request.method == "POST" and form.is_valid():
        actions.keep_invitation(form.save(commit=False), by=request.person)
        messages.success(request, _("The invitation was kept."))
        return redirect("channel_account", account.id)
    page = {"account": account, "form": form, "existing": not rule._state.adding}
    return render(
        request, "channels/chat/invitation.html", page, status=UNPROCESSABLE if form.errors else 200
    )
