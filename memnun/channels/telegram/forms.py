"""What an account of Telegram asks."""

from __future__ import annotations

import re

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.channels.telegram.settings import BY_ASKING, BY_WEBHOOK

SHAPE = re.compile(r"\d{5,16}:[A-Za-z0-9_-]{30,64}")


class TelegramForm(forms.Form):
    """The bot's token, and how its updates come."""

    token = forms.CharField(
        label=gettext_lazy("Token of the bot"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "@BotFather gives it when you send /newbot. It is kept sealed and never shown again."
        ),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("How messages come"),
        choices=[
            (
                BY_ASKING,
                gettext_lazy("Memnun asks Telegram: works everywhere, also without a public address"),
            ),
            (BY_WEBHOOK, gettext_lazy("Telegram calls Memnun: needs an https address on the internet")),
        ],
        initial=BY_ASKING,
    )

    def clean_token(self) -> str:
        """A token, or nothing where one is kept. Raises ValidationError."""
        token = str(self.cleaned_data["token"] or "").strip()
        if token and not SHAPE.fullmatch(token):
            raise forms.ValidationError(_("A token looks like 123456789:AA…"))
        return token

    def clean_mode(self) -> str:
        """Raises ValidationError when Telegram could not call."""
        mode = str(self.cleaned_data["mode"])
        if mode == BY_WEBHOOK and not settings.ENVIRONMENT.url.startswith("https://"):
            raise forms.ValidationError(
                _("Telegram calls https addresses only: set MEMNUN_URL, or let Memnun ask.")
            )
        return mode
