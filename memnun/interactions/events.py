"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

RECEIVED = Kind("interactions.received", _("{actor} sent {count} contacts"), "inbox", live=False)
ACCOUNT_OPENED = Kind(
    "interactions.account_opened", _("{actor} opened {account} on the channel {channel}"), "plug", live=False
)
