"""What strangers may reach: a form by its address, a place by its code; both are keys that cannot be guessed."""

from __future__ import annotations

from memnun.channels.web_form.models import FormPlace, WebForm


def open_form(address: str) -> WebForm | None:
    """The form at an address while it is open."""
    forms = WebForm.objects.filter(address=address, active=True)
    return forms.select_related("account", "brand", "branch").first()


def open_place(code: str) -> FormPlace | None:
    """The place with a code while it and its form are open."""
    places = FormPlace.objects.filter(code=code, active=True, form__active=True)
    return places.select_related("form__account", "form__brand", "form__branch", "branch").first()
