"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

SAVED = Kind("knowledge.reply_saved", _("{actor} saved the reply {name}"), "message-2", live=False)
REMOVED = Kind("knowledge.reply_removed", _("{actor} removed the saved reply {name}"), "trash", live=False)
