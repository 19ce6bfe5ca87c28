"""The telephone as a kind of channel: a switchboard that reports its calls."""

from __future__ import annotations

import secrets
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from memnun.channels.phone.fetching import can_fetch, compare, look
from memnun.channels.phone.forms import SwitchboardForm
from memnun.channels.phone.models import CallEvent, PhoneLine
from memnun.foundation.secrets import digest_token
from memnun.interactions.channel_kinds import Capability, ChannelKind, Reconciliation, Refused, TryLater
from memnun.interactions.models import ChannelAccount

PATH = "path"
"""The sealed secret that ends the address the switchboard reports to."""
SHOWN = 10


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

    def check(self, account: ChannelAccount) -> list[str]:
        """Ask for the newest calls, if the line has a key to ask with."""
        if not can_fetch(account):
            return []
        try:
            look(account)
        except (TryLater, Refused) as problem:
            return [str(problem)]
        return []

    def reconcile(self, account: ChannelAccount) -> Reconciliation | None:
        """Compare the last two days with the switchboard's list; what was missing is fetched."""
        if not can_fetch(account):
            return None
        try:
            found = compare(account)
        except Refused as problem:
            raise TryLater(str(problem)) from None
        return Reconciliation(found.compared, tuple(found.missing))

    def settings_context(self, account: ChannelAccount) -> dict[str, Any]:
        """The address to give the switchboard, how far its list was read, and what could not be read."""
        secret = account.secret(PATH)
        line = PhoneLine.objects.filter(account=account).first()
        return {
            "path": reverse("phone_events", args=[secret]) if secret else "",
            "fetched_until": line.fetched_until if line else None,
            "can_fetch": can_fetch(account),
            "unread": CallEvent.objects.filter(account=account).unread()[:SHOWN],
        }


KIND = PhoneKind()
