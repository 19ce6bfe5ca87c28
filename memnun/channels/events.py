"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

CONNECTED = Kind("channels.connected", _("{actor} connected the channel {account}"), "plug")
CHANGED = Kind("channels.changed", _("{actor} changed the channel {account}"), "settings")
SWITCHED_OFF = Kind("channels.switched_off", _("{actor} switched the channel {account} off"), "ban")
SWITCHED_ON = Kind("channels.switched_on", _("{actor} switched the channel {account} on"), "plug")
TRIED = Kind("channels.tried", _("{actor} tried the channel {account}"), "plug", live=False)
RECONCILED = Kind(
    "channels.reconciled",
    _("{account} was compared with the ledger: {compared} compared, {missing} missing"),
    "checks",
    live=False,
)
