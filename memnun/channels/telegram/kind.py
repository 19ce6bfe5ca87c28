"""Telegram as a kind of channel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext_lazy

from memnun.channels.telegram.bot import Bot
from memnun.channels.telegram.connecting import connect
from memnun.channels.telegram.forms import TelegramForm
from memnun.channels.telegram.sending import TelegramSender
from memnun.channels.telegram.settings import HOOK_SECRET, TOKEN
from memnun.channels.telegram.settings import KIND as SLUG
from memnun.channels.telegram.tasks import connect_later
from memnun.foundation.secrets import new_token
from memnun.interactions.channel_kinds import Attachments, Capability, ChannelKind, Rate, Sender
from memnun.interactions.models import Channel, ChannelAccount

LONGEST = 40_000
"""Ten messages of Telegram; a longer answer is a document."""


class Telegram(ChannelKind):
    """A bot that customers write to."""

    slug = SLUG
    channel = Channel.SOCIAL
    label = "Telegram"
    icon = "brand-telegram"
    summary = gettext_lazy("Customers write to your bot; a customer has to begin.")
    capability = Capability(
        longest=LONGEST,
        attachments=Attachments(10, 20_000_000),
        identity_kinds=("external",),
        rate=Rate(25, 1.0),
    )
    settings_form = TelegramForm
    secret_fields = (TOKEN,)
    settings_template = "channels/telegram/_settings.html"

    def after_save(self, account: ChannelAccount) -> None:
        """Have a secret for the webhook, and tell Telegram how updates are to come."""
        secrets = account.all_secrets()
        if HOOK_SECRET not in secrets:
            account.set_secrets({**secrets, HOOK_SECRET: new_token("hook")})
            account.save(update_fields=["secrets"])
        connect_later(account.id)

    def check(self, account: ChannelAccount) -> list[str]:
        """Ask Telegram who the bot is, and how its updates come."""
        return connect(account)

    def settings_context(self, account: ChannelAccount) -> dict[str, Any]:
        """How updates come."""
        return {"telegram_mode": account.settings.get("mode")}

    @contextmanager
    def open(self, account: ChannelAccount) -> Iterator[Sender]:
        """The way to Telegram."""
        with Bot(account.secret(TOKEN)) as bot:
            yield TelegramSender(account, bot)


KIND = Telegram()
