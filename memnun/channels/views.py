"""The pages on which a brand connects its channels."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from memnun.channels.actions import change, connect, switch, try_out
from memnun.channels.forms import AccountForm, NoSettings
from memnun.foundation.secrets import UnsealError
from memnun.interactions.channel_kinds import Capability, ChannelKind, kind_of, registry
from memnun.interactions.models import ChannelAccount
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role

LISTED = 200
UNPROCESSABLE = 422


class ReceivedOnly(ChannelKind):
    """Stands for accounts that imports and the API write to: they have a name and can rest."""

    slug, label = "", gettext_lazy("Imports and API")
    capability = Capability(directions=("in",))


RECEIVED_ONLY = ReceivedOnly()


@at_least(Role.MANAGER)
def account_list(request: StaffRequest) -> HttpResponse:
    """What is connected, and what can be."""
    accounts = ChannelAccount.objects.visible_to(request.person).order_by("channel", "name", "id")
    rows = [(account, kind_of(account) or RECEIVED_ONLY) for account in accounts[:LISTED]]
    return render(
        request,
        "channels/accounts.html",
        {"rows": rows, "kinds": [kind for kind in registry().values() if kind.offered]},
    )


@at_least(Role.MANAGER)
def account_create(request: StaffRequest, kind_slug: str) -> HttpResponse:
    """Connect an account of a kind."""
    kind = registry().get(kind_slug)
    if kind is None or not kind.offered:
        raise Http404
    base, own = _forms(request, kind, {"name": kind.label})
    if request.method == "POST" and base.is_valid() and own.is_valid():
        name, values = base.cleaned_data["name"], _plain(own)
        account = connect(kind, name=name, values=values, by=request.person)
        messages.success(request, _("%(account)s is connected.") % {"account": account})
        return redirect("channel_account", account.id)
    status = UNPROCESSABLE if base.errors or own.errors else 200
    return render(request, "channels/account.html", {"kind": kind, "base": base, "own": own}, status=status)


@at_least(Role.MANAGER)
def account_update(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Change an account; secrets are never shown again."""
    account, kind = _find(request, account_id)
    shown = {name: value for name, value in account.settings.items() if name not in kind.secret_fields}
    base, own = _forms(request, kind, {"name": account.name}, shown, account)
    if request.method == "POST" and base.is_valid() and own.is_valid():
        change(account, kind, name=base.cleaned_data["name"], values=_plain(own), by=request.person)
        messages.success(request, _("%(account)s was changed.") % {"account": account})
        return redirect("channel_account", account.id)
    page = {"kind": kind, "account": account, "base": base, "own": own, **kind.settings_context(account)}
    status = UNPROCESSABLE if base.errors or own.errors else 200
    return render(request, "channels/account.html", page, status=status)


@require_POST
@at_least(Role.MANAGER)
def account_trial(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Try the connection."""
    account, kind = _find(request, account_id)
    problems = try_out(account, kind, by=request.person)
    for problem in problems:
        messages.error(request, problem)
    if not problems:
        messages.success(request, _("%(account)s works.") % {"account": account})
    return redirect("channel_account", account.id)


@require_POST
@at_least(Role.MANAGER)
def account_switch(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Switch an account on or off."""
    account, _kind = _find(request, account_id)
    switch(account, on=request.POST.get("on") == "1", by=request.person)
    return redirect("channel_account", account.id)


def _find(request: StaffRequest, account_id: UUID) -> tuple[ChannelAccount, ChannelKind]:
    account: ChannelAccount = find_visible(ChannelAccount.objects, request.person, pk=account_id)
    return account, kind_of(account) or RECEIVED_ONLY


def _forms(
    request: StaffRequest,
    kind: ChannelKind,
    initial: dict[str, Any],
    settings: dict[str, Any] | None = None,
    account: ChannelAccount | None = None,
) -> tuple[AccountForm, forms.Form]:
    posted = request.POST if request.method == "POST" else None
    own_form = kind.settings_form or NoSettings
    own = own_form(posted, initial=settings)
    if account is not None:
        # a sealed secret stays when its field is left empty
        for name in set(kind.secret_fields) & set(own.fields) & _kept_secrets(account):
            own.fields[name].required = False
            own.fields[name].widget.attrs["placeholder"] = "••••••••"
    return AccountForm(posted, initial=initial), own


def _kept_secrets(account: ChannelAccount) -> set[str]:
    """The names of the secrets that can be opened; with another key than they were sealed with, none."""
    try:
        return set(account.all_secrets())
    except UnsealError:
        return set()


def _plain(form: forms.Form) -> dict[str, Any]:
    """What the form says, fit for JSON: moments and days as ISO text."""
    return {name: _as_json(value) for name, value in form.cleaned_data.items()}


def _as_json(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_as_json(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _as_json(item) for name, item in value.items()}
    return value if isinstance(value, str | int | float | bool | None) else str(value)
