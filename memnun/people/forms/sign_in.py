"""Forms around signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordForm
from django.http import HttpRequest
from django.utils.translation import get_language

from memnun.people.sign_in import site_address
from memnun.people.tasks import send_password_reset


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]
    """Asks for a new password. The answer and its time are the same for every address: a job looks it up."""

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def save(self, request: HttpRequest, **_kwargs: Any) -> str:
        address: str = self.cleaned_data["email"]
        send_password_reset.defer(email=address, site=site_address(request), language=get_language() or "tr")
        return address
