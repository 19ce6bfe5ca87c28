"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

DRAFTED = Kind("preventing.drafted", _("{actor} drafted a message in time: {what}"), "pencil")
CHANGED = Kind("preventing.changed", _("{actor} changed a message in time: {what}"), "pencil")
LISTED = Kind(
    "preventing.listed", _("The list of a message in time stands: {what}, {count} customers"), "list"
)
APPROVED = Kind(
    "preventing.approved", _("{actor} approved a message in time to {count} customers: {what}"), "check"
)
HELD_BACK = Kind(
    "preventing.held_back",
    _("{count} customers were drawn to be held back and compared: {what}"),
    "arrows-split",
)
SENT = Kind("preventing.sent", _("A message in time went to {count} customers: {what}"), "send")
STOPPED = Kind("preventing.stopped", _("{actor} stopped a message in time: {what}"), "ban")
