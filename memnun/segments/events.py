"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

MOVED = Kind("segments.moved", _("The customer moved from {before} to {after}"), "arrows-exchange")
OVERRULED = Kind("segments.overruled", _("{actor} put the customer into {after}: {reason}"), "user-check")
OVERRULE_TAKEN_BACK = Kind(
    "segments.overrule_taken_back", _("{actor} let the evidence decide again"), "arrow-back-up"
)
