"""The channel of the sample brand: it takes every answer, and says openly that it reaches nobody.

The people of the sample brand are invented. Answers to them go the whole way – gate, outbox, order, proof,
ledger – and end here, so that everything can be tried and nobody is ever written to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from memnun.customers.models import Identity
from memnun.interactions.channel_kinds import (
    Accepted,
    Address,
    Attachments,
    Capability,
    ChannelKind,
    Sender,
    register,
)
from memnun.interactions.models import Channel, ChannelAccount, Conversation, OutboxMessage

SLUG = "sample"
BY_MAIL = (Channel.EMAIL, Channel.WEB)
BY_ACCOUNT = (Channel.CHAT, Channel.SOCIAL)


class SampleChannel(ChannelKind):
    """Takes messages to invented people."""

    slug, channel, label, icon = SLUG, Channel.EMAIL, _("Sample channel"), "send"
    summary = _("Of the sample brand: takes every answer and reaches nobody.")
    capability = Capability(
        attachments=Attachments(10, 10_000_000),
        delivery_receipts=True,
        may_begin=True,
        identity_kinds=("email", "external"),
        repeatable=True,
    )
    offered = False

    @contextmanager
    def open(self, account: ChannelAccount) -> Iterator[Sender]:
        """Nothing has to be opened."""
        yield self

    def send(self, message: OutboxMessage) -> Accepted:
        """Take a message; the proof says what became of it."""
        return Accepted(f"sample-{message.id}", {"sample": True, "reached": "nobody"}, delivered=True)

    def reply_address(
        self, conversation: Conversation, identities: Iterable[Identity], account: ChannelAccount
    ) -> Address | None:
        """By mail to an address, in chats and on social media to the account there; elsewhere not in writing."""
        wanted = (
            "email" if account.channel in BY_MAIL else "external" if account.channel in BY_ACCOUNT else ""
        )
        for one in identities:
            if one.kind == wanted and (wanted == "email" or one.scope == account.id):
                return Address(one.kind, one.value)
        return None


def make_known() -> None:
    """Let the outbox find the channel."""
    register(SampleChannel())
