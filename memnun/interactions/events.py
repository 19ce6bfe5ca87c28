"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

RECEIVED = Kind("interactions.received", _("{count} contacts were received"), "inbox", live=False)
ACCOUNT_OPENED = Kind(
    "interactions.account_opened", _("The account {account} was opened on the channel {channel}"), "plug", live=False
)
RECORDED = Kind("interactions.recorded", _("A contact was recorded"), "message")
HISTORY_RECORDED = Kind("interactions.history_recorded", _("{count} earlier contacts were recorded"), "history")
QUARANTINED = Kind("interactions.quarantined", _("{count} records could not be read and stand in quarantine"), "alert")
