"""The acts this kind of channel records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

PLANNED = Kind("video.planned", _("{actor} planned a meeting by video"), "video")
CANCELLED = Kind("video.cancelled", _("{actor} called a meeting off"), "calendar")
CONSENTED = Kind("video.consented", _("The customer agreed and opened the meeting"), "shield-check")
JOINED = Kind("video.joined", _("{name} joined the meeting"), "video")
LEFT = Kind("video.left", _("{name} left the meeting"), "logout")
ENDED = Kind("video.ended", _("The meeting ended after {minutes} min"), "video")
