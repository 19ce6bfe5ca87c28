"""What the widget is told when something cannot be done: a status and words for the visitor."""

from __future__ import annotations

from math import ceil

from django.utils.translation import gettext, gettext_noop, override

NO_SUCH_CHAT = gettext_noop("There is no chat at this address.")
ORIGIN = gettext_noop("This chat does not answer on this site. Its address is not among the allowed ones.")
SESSION_OVER = gettext_noop("This conversation has ended. Write again to begin a new one.")
TOO_FAST = gettext_noop("You are writing very fast. Your message will be sent in {seconds} seconds.")
TOO_MANY = gettext_noop("Too much comes from your network right now. We try again in {seconds} seconds.")
TOO_LONG = gettext_noop("A message may have {longest} characters. Please send it in two parts.")
UNREADABLE = gettext_noop("This could not be read.")
BAD_EMAIL = gettext_noop("This does not look like an e-mail address.")
AWAY = gettext_noop("We cannot be reached for a moment. Your message is kept and sent again.")
BROKEN = gettext_noop("Something went wrong on our side. We try again.")
NOT_VOUCHED = gettext_noop("The site could not tell us who you are; you can write without that.")
NO_SUCH_FILE = gettext_noop("This file is no longer there.")
TOO_LARGE = gettext_noop("A file may have {megabytes} MB.")
REFUSED_FILE = gettext_noop("Pictures, PDF, text, Word and Excel files can be sent here.")


class Problem(Exception):
    """What a request is answered with instead of what it asked for; `after` is in seconds."""

    def __init__(self, status: int, words: str, *, after: float = 0, **values: object) -> None:
        super().__init__(words)
        self.status = status
        self.after = ceil(after)
        self.values = {"seconds": self.after, **values}
        self._words = words

    def told(self, language: str) -> str:
        """The words in this language."""
        with override(language):
            return gettext(self._words).format(**self.values)
