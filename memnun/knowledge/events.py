"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

SAVED = Kind("knowledge.reply_saved", _("{actor} saved the reply {name}"), "message-2", live=False)
REMOVED = Kind("knowledge.reply_removed", _("{actor} removed the saved reply {name}"), "trash", live=False)
ARTICLE_SAVED = Kind("knowledge.article_saved", _("{actor} saved the article {name}"), "book", live=False)
ARTICLE_REMOVED = Kind(
    "knowledge.article_removed", _("{actor} removed the article {name}"), "trash", live=False
)
