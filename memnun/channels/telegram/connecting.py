"""Telling Telegram how a bot's updates are to come."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from memnun.channels.telegram.bot import Bot, Conflict, Unsure
from memnun.channels.telegram.settings import BY_WEBHOOK, HOOK_SECRET, TOKEN, WANTED
from memnun.interactions.channel_kinds import Refused, TryLater
from memnun.interactions.models import ChannelAccount


def connect(account: ChannelAccount) -> list[str]:
    """Set or take away the webhook, as the account wants it; what is wrong, in words."""
    try:
        with Bot(account.secret(TOKEN)) as bot:
            bot.ask("getMe")
            if account.settings.get("mode") != BY_WEBHOOK:
                bot.ask("deleteWebhook", drop_pending_updates=False)
                return []
            bot.ask(
                "setWebhook", url=address_of(account), secret_token=account.secret(HOOK_SECRET),
                allowed_updates=WANTED, drop_pending_updates=False,
            )  # fmt: skip
            return _problems_of(bot.ask("getWebhookInfo"))
    except (TryLater, Refused, Conflict) as problem:
        return [str(problem)]
    except Unsure:
        return [_("Telegram did not answer.")]


def address_of(account: ChannelAccount) -> str:
    """Where Telegram calls."""
    return str(settings.ENVIRONMENT.url) + reverse("telegram:hook", args=[account.id])


def _problems_of(told: dict[str, Any]) -> list[str]:
    said = told.get("last_error_message")
    return [_("Telegram could not call us: {why}").format(why=said)] if said else []
