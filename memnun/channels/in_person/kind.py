"""Talks in person as a kind of channel: they are heard, nothing is sent."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from memnun.customers.models import Identity
from memnun.interactions.channel_kinds import Address, Attachments, Capability, ChannelKind
from memnun.interactions.models import ChannelAccount, Conversation


class InPersonKind(ChannelKind):
    """What branch staff write down on their phones."""

    slug = "in_person"
    channel = "in_person"
    label = _("Talks in person")
    icon = "building-store"
    summary = _("Branch staff write down a talk on their phone in three taps, also without a connection.")
    capability = Capability(
        directions=("in",),
        attachments=Attachments(1, 10 * 1024 * 1024, ("image/jpeg", "image/png", "image/webp")),
        identity_kinds=("phone", "email"),
    )
    settings_template = "channels/in_person/_settings.html"

    def reply_address(
        self, conversation: Conversation, identities: Iterable[Identity], account: ChannelAccount
    ) -> Address | None:
        """Nobody is answered here; the desk offers the customer's other channels."""
        return None


KIND = InPersonKind()
