"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

ERASED = Kind(
    "privacy.erased", _("{actor} erased everything about a customer; statistics stay"), "trash", live=False
)
DESTROYED = Kind(
    "privacy.destroyed",
    _("What was past its time was destroyed: {category}, {count} rows"),
    "trash",
    live=False,
)
RETENTION_CHANGED = Kind(
    "privacy.retention_changed",
    _("{actor} changed how long data is kept: {changes}"),
    "adjustments",
    live=False,
)
