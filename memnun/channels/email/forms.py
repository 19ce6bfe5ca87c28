"""What is asked to connect a mailbox. The usual providers' servers are filled in by themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.channels.email.providers import PROVIDERS, Provider, guess, provider
from memnun.channels.email.settings import LOOPBACK

SECURITY = [
    ("tls", gettext_lazy("TLS from the beginning")),
    ("starttls", gettext_lazy("STARTTLS")),
    ("none", gettext_lazy("None (on this machine only)")),
]
BEGIN = [
    ("now", gettext_lazy("Only what comes from now on")),
    ("since", gettext_lazy("Everything since a day")),
    ("all", gettext_lazy("Everything that is there")),
]
OAUTH = [
    ("", gettext_lazy("With a password")),
    ("google", gettext_lazy("With Google")),
    ("microsoft", gettext_lazy("With Microsoft")),
]
FILLED = {
    "imap_host": "imap_host",
    "imap_port": "imap_port",
    "imap_security": "imap_security",
    "smtp_host": "smtp_host",
    "smtp_port": "smtp_port",
    "smtp_security": "smtp_security",
    "trusted": "trusted",
}


class EmailForm(forms.Form):
    """A mailbox: who, where, since when."""

    address = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    shown_name = forms.CharField(
        label=gettext_lazy("Name customers see"), max_length=120, required=False,
        help_text=gettext_lazy("For example “Brand Support”."),
    )  # fmt: skip
    provider = forms.ChoiceField(
        label=gettext_lazy("Provider"), choices=[("", gettext_lazy("Find it by the address"))] + [(one.slug, one.name) for one in PROVIDERS],
        required=False, help_text=gettext_lazy("Its servers are filled in by themselves; you can change them below."),
    )  # fmt: skip
    oauth = forms.ChoiceField(label=gettext_lazy("How to sign in"), choices=OAUTH, required=False)
    user = forms.CharField(
        label=gettext_lazy("User name"), max_length=254, required=False,
        help_text=gettext_lazy("Only when it is not the address."),
    )  # fmt: skip
    password = forms.CharField(
        label=gettext_lazy("Password or app password"), max_length=500, required=False, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    oauth_client_id = forms.CharField(
        label=gettext_lazy("Client id of Google or Microsoft"), max_length=300, required=False,
        help_text=gettext_lazy("Only for signing in with Google or Microsoft; the guide says where you get it."),
    )  # fmt: skip
    oauth_client_secret = forms.CharField(
        label=gettext_lazy("Client secret"), max_length=500, required=False, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    imap_host = forms.CharField(label=gettext_lazy("Incoming server (IMAP)"), max_length=253, required=False)
    imap_port = forms.IntegerField(
        label=gettext_lazy("Incoming port"), min_value=1, max_value=65535, required=False
    )
    imap_security = forms.ChoiceField(
        label=gettext_lazy("Incoming encryption"), choices=SECURITY, required=False
    )
    smtp_host = forms.CharField(label=gettext_lazy("Outgoing server (SMTP)"), max_length=253, required=False)
    smtp_port = forms.IntegerField(
        label=gettext_lazy("Outgoing port"), min_value=1, max_value=65535, required=False
    )
    smtp_security = forms.ChoiceField(
        label=gettext_lazy("Outgoing encryption"), choices=SECURITY, required=False
    )
    folders = forms.CharField(
        label=gettext_lazy("Folders to read"), required=False, initial="INBOX", widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One a line. The first is watched, the others are looked at every minute."),
    )  # fmt: skip
    begin = forms.ChoiceField(
        label=gettext_lazy("What of the mail that is already there"), choices=BEGIN, initial="now",
        help_text=gettext_lazy("Nothing is changed or deleted in the mailbox."),
    )  # fmt: skip
    begin_at = forms.DateField(
        label=gettext_lazy("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )  # fmt: skip
    aliases = forms.CharField(
        label=gettext_lazy("Other addresses of this mailbox"), required=False, max_length=2000,
        help_text=gettext_lazy("Separated by commas. What comes from them is not taken for a customer's."),
    )  # fmt: skip
    trusted = forms.CharField(
        label=gettext_lazy("Receiving server whose checks are believed"), required=False, max_length=500,
        help_text=gettext_lazy("The name at the beginning of its Authentication-Results header, for example mx.google.com."),
    )  # fmt: skip
    largest_mb = forms.IntegerField(
        label=gettext_lazy("Largest mail to take in whole (MB)"), min_value=1, max_value=150, required=False,
        help_text=gettext_lazy("Of larger ones the words are kept, the files stay on the server. 35 when empty."),
    )  # fmt: skip
    quote_last = forms.BooleanField(
        label=gettext_lazy("Quote the customer's last mail below answers"), required=False, initial=True
    )
    signature = forms.CharField(
        label=gettext_lazy("Signature"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip
    authority = forms.CharField(
        label=gettext_lazy("Certificate of your own authority (PEM)"), required=False, max_length=20000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Only for servers of your own whose certificate nobody else knows."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Fill in what the provider is known for, then look whether it all fits together."""
        told = super().clean() or {}
        self._fill(told)
        for side in ("imap", "smtp"):
            if not told.get(f"{side}_host"):
                self.add_error(
                    f"{side}_host", _("Please enter the server's name; your provider's help pages tell it.")
                )
            if told.get(f"{side}_security") == "none" and told.get(f"{side}_host") not in LOOPBACK:
                self.add_error(
                    f"{side}_security",
                    _(
                        "Without encryption the password could be read on the way. Please choose TLS or STARTTLS."
                    ),
                )
        if told.get("begin") == "since" and not told.get("begin_at"):
            self.add_error("begin_at", _("Please say since when."))
        if told.get("oauth") and not told.get("oauth_client_id"):
            self.add_error("oauth_client_id", _("Signing in with Google or Microsoft needs the client id."))
        return told

    def clean_authority(self) -> str:
        """A certificate that can be read, or nothing."""
        text = str(self.cleaned_data.get("authority", "")).strip()
        if text and "-----BEGIN CERTIFICATE-----" not in text:
            raise ValidationError(_("This is not a certificate in PEM form."))
        return text

    def _fill(self, told: dict[str, Any]) -> None:
        chosen = self._chosen(told)
        domain = str(told.get("address", "")).rpartition("@")[2]
        for name, source in FILLED.items():
            if not told.get(name):
                value = getattr(chosen, source)
                told[name] = value.format(domain=domain) if isinstance(value, str) else value

    def _chosen(self, told: dict[str, Any]) -> Provider:
        if told.get("provider"):
            return provider(told["provider"])
        found = guess(str(told.get("address", "")))
        told["provider"] = found.slug
        return found
