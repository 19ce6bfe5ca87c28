"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

ERASED = Kind(
    "privacy.erased", _("{actor} erased everything about a customer; statistics stay"), "trash", live=False
)
