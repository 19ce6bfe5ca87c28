"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

SWITCHED_ON = Kind(
    "reactions.switched_on", _("{actor} switched the rule on: {rule}"), "adjustments", live=False
)
SWITCHED_OFF = Kind(
    "reactions.switched_off", _("{actor} switched the rule off: {rule}"), "adjustments", live=False
)
