"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

FILLED = Kind(
    "demo.filled", _("{count} sample contacts of {customers} people were told"), "sparkles", live=False
)
