"""Live chat as a kind of channel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.channels.chat.configuring import KIND as SLUG
from memnun.channels.chat.configuring import LONGEST_TEXT, SECRET
from memnun.channels.chat.files import LARGEST_FILE, MOST_FILES, TYPES
from memnun.channels.chat.forms import ChatForm
from memnun.channels.chat.models import InvitationRule
from memnun.channels.chat.placing import visitor_of
from memnun.channels.chat.sending import WidgetSender
from memnun.customers.models import Identity
from memnun.interactions.channel_kinds import Address, Attachments, Capability, ChannelKind, Sender
from memnun.interactions.models import Channel, ChannelAccount, Conversation


class Chat(ChannelKind):
    """A small window on the brand's web site, answered by people at the desk."""

    slug = SLUG
    channel = Channel.CHAT
    label = gettext_lazy("Live chat")
    icon = "message-circle"
    summary = gettext_lazy("A small window on your web site, answered by people at the desk.")
    capability = Capability(
        longest=LONGEST_TEXT,
        attachments=Attachments(MOST_FILES, LARGEST_FILE, TYPES),
        delivery_receipts=True,
        read_receipts=True,
        identity_kinds=("external",),
        repeatable=True,
        local=True,
    )
    undo_seconds = 0
    settings_form = ChatForm
    settings_template = "channels/chat/_settings.html"

    def settings_context(self, account: ChannelAccount) -> dict[str, Any]:
        """The snippet for the site, the rules of invitation, whether there is a secret."""
        return {
            "chat_key": account.id.hex,
            "chat_rules": InvitationRule.objects.filter(account=account),
            "chat_has_secret": bool(account.secret(SECRET)),
        }

    def check(self, account: ChannelAccount) -> list[str]:
        """What would keep visitors from writing."""
        problems = []
        if not account.settings.get("origins"):
            problems.append(_("No web site is allowed yet: write its address into the settings."))
        if any(origin.startswith("https://") for origin in account.settings.get("origins", ())) and (
            not settings.ENVIRONMENT.url.startswith("https://")
        ):
            problems.append(
                _(
                    "Your site is reached by https, Memnun is not: browsers will not load the chat. Set MEMNUN_URL."
                )
            )
        return problems

    @contextmanager
    def open(self, account: ChannelAccount) -> Iterator[Sender]:
        """The way to the widgets of the account."""
        yield WidgetSender(account)

    def reply_address(
        self, conversation: Conversation, identities: Iterable[Identity], account: ChannelAccount
    ) -> Address | None:
        """The visitor who wrote last in this conversation."""
        visitor = visitor_of(conversation)
        if visitor and visitor.account_id == account.id:
            return Address("external", visitor.external_id)
        return super().reply_address(conversation, identities, account)


KIND = Chat()
