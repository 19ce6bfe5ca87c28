"""Meetings by video as a kind of channel: their link leaves inside an answer, they come back as contacts."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from memnun.channels.video.forms import ServerForm
from memnun.channels.video.models import MeetingServer
from memnun.customers.models import Identity
from memnun.foundation.secrets import digest_token
from memnun.interactions.channel_kinds import Address, Capability, ChannelKind
from memnun.interactions.models import ChannelAccount, Conversation

PATH = "path"
"""The sealed secret that ends the address the server reports to."""


class VideoKind(ChannelKind):
    """Jitsi, or any service whose rooms have an address."""

    slug = "video"
    channel = "video"
    label = _("Meetings by video")
    icon = "video"
    summary = _("A link for each meeting that nobody can guess and that expires; consent before it opens.")
    capability = Capability(directions=("in",), identity_kinds=("email", "phone"))
    settings_form = ServerForm
    secret_fields = ("jwt_secret",)
    settings_template = "channels/video/_settings.html"

    def after_save(self, account: ChannelAccount) -> None:
        """Give the server its secret address, once."""
        if MeetingServer.objects.filter(account=account).exists():
            return
        secret = secrets.token_urlsafe(24)
        account.set_secrets({**account.all_secrets(), PATH: secret})
        account.save(update_fields=["secrets"])
        MeetingServer.objects.create(account=account, brand_id=account.brand_id, digest=digest_token(secret))

    def settings_context(self, account: ChannelAccount) -> dict[str, Any]:
        """The address to give the server."""
        secret = account.secret(PATH)
        return {"path": reverse("meeting_events", args=[secret]) if secret else ""}

    def reply_address(
        self, conversation: Conversation, identities: Iterable[Identity], account: ChannelAccount
    ) -> Address | None:
        """An invitation leaves inside an answer on another channel."""
        return None


KIND = VideoKind()
