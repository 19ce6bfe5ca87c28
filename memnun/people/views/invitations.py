"""Inviting people, and accepting an invitation."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from memnun.people import mail
from memnun.people.actions import (
    accept_invitation,
    find_invitation,
    invite_person,
    renew_invitation,
    withdraw_invitation,
)
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.forms.staff import AcceptanceForm, InvitationForm
from memnun.people.middleware import SESSION_BRAND
from memnun.people.models import Account, Invitation, Role
from memnun.people.sign_in import site_address
from memnun.people.views.pages import form_page, posted, tell


@at_least(Role.MANAGER)
def invitation_create(request: StaffRequest) -> HttpResponse:
    """Invite by e-mail; the link is shown too, for whoever prefers to hand it over."""
    form = InvitationForm(posted(request), person=request.person, initial={"role": Role.AGENT})
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = invite_person(by=request.person, **form.cleaned_data)
        except ValidationError as refusal:
            tell(form, refusal)
        else:
            return _sent(request, invitation, token)
    return form_page(
        request, form, title=_("Invite somebody"), back="people", button=_("Send the invitation")
    )


@require_POST
@at_least(Role.MANAGER)
def invitation_renew(request: StaffRequest, invitation_id: UUID) -> HttpResponse:
    """Send a new link; the old one no longer opens."""
    invitation = find_visible(Invitation.objects.waiting(), request.person, pk=invitation_id)
    try:
        return _sent(request, invitation, renew_invitation(invitation, by=request.person))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("people")


@require_POST
@at_least(Role.MANAGER)
def invitation_withdraw(request: StaffRequest, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    invitation = find_visible(Invitation.objects.waiting(), request.person, pk=invitation_id)
    withdraw_invitation(invitation, by=request.person)
    messages.success(request, _("The invitation of %(name)s was taken back.") % {"name": invitation.name})
    return redirect("people")


@never_cache
@require_http_methods(["GET", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Accept: with the account of that address, signed in, or by choosing a name and password.

    The address of the page goes to no other site.
    """
    answer = _accept(request, token)
    answer["Referrer-Policy"] = "same-origin"
    return answer


def _accept(request: HttpRequest, token: str) -> HttpResponse:
    too_many: HttpResponse | None = consume_or_429(request, action="login")
    if too_many:
        return too_many
    invitation = find_invitation(token)
    if invitation is None:
        return render(request, "people/invitation_closed.html", status=410)
    account = Account.objects.filter(email=invitation.email).first()
    if account is None:
        return _accept_as_newcomer(request, invitation)
    if request.user.pk != account.pk and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST" and request.user.pk == account.pk:
        return _join(request, invitation, account)
    return render(
        request, "people/invitation.html", {"invitation": invitation, "mine": request.user.pk == account.pk}
    )


def _accept_as_newcomer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = AcceptanceForm(posted(request), initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        account = Account(
            email=invitation.email, name=form.cleaned_data["name"], language=invitation.brand.language
        )
        try:
            validate_password(form.cleaned_data["password"], account)
        except ValidationError as refusal:
            form.add_error("password", refusal)
        else:
            account.set_password(form.cleaned_data["password"])
            account.save()
            return _join(request, invitation, account)
    context = {"invitation": invitation, "form": form}
    return render(request, "people/invitation.html", context, status=422 if form.errors else 200)


def _join(request: HttpRequest, invitation: Invitation, account: Account) -> HttpResponse:
    try:
        person = accept_invitation(invitation, account=account)
    except ValidationError:
        return render(request, "people/invitation_closed.html", status=410)
    if not request.user.is_authenticated:
        record_authentication(request, account, method="invitation", reauthenticated=True)
        answer = cast(HttpResponse, perform_login(request, Login(user=account)))
    else:
        answer = redirect("/")
    request.session[SESSION_BRAND] = str(person.brand_id)
    return answer


def _sent(request: StaffRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Send the mail now, so that whoever invites learns at once whether it left; the link works anyhow."""
    link = site_address(request) + reverse("invitation_accept", args=[token])
    problem = ""
    try:
        mail.send(
            "invitation", invitation.email, {"invitation": invitation, "by": request.person, "link": link}
        )
    except OSError as failure:
        problem = str(failure)
    context = {"invitation": invitation, "link": link, "problem": problem}
    return render(request, "people/invitation_sent.html", context)
