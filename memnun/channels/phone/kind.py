"""The telephone as a kind of channel: a switchboard that reports its calls."""

from __future__ import annotations

import secrets
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from memnun.channels.phone.forms import SwitchboardForm
from memnun.channels.phone.models import PhoneLine
from memnun.foundation.secrets import digest_token
from memnun.interactions.channel_kinds import Capability, ChannelKind
from memnun.interactions.models import ChannelAccount

PATH = "path"
"""The sealed secret that ends the address the switchboard reports to."""


class PhoneKind(ChannelKind):
    """Verimor Bulutsantralim and Bulutfon; calls are made and talked, not sent."""

    slug = "phone"
    channel = "phone"
    label = _("Switchboard")
    icon = "phone"
    summary = _("Verimor or Bulutfon report every call: who rings, who was missed, what was talked.")
    capability = Capability(directions=("in",), may_begin=True, identity_kinds=("phone",), repeatable=True)
    settings_form = SwitchboardForm
    secret_fields = ("api_key",)
    settings_template = "channels/phone/_settings.html"

    def after_save(self, account: ChannelAccount) -> None:
        """Give the line its secret address, once."""
        if PhoneLine.objects.filter(account=account).exists():
            return
        secret = secrets.token_urlsafe(24)
        account.set_secrets({**account.all_secrets(), PATH: secret})
        account.save(update_fields=["secrets"])
        PhoneLine.objects.create(account=account, brand_id=account.brand_id, digest=digest_token(secret))

    def settings_context(self, account: ChannelAccount) -> dict[str, Any]:
        """The address to give the switchboard."""
        secret = account.secret(PATH)
        return {"path": reverse("phone_events", args=[secret]) if secret else ""}


KIND = PhoneKind()
