"""What visitors and staff do in the chat beside writing messages."""

from memnun.channels.chat.actions.attending import attend
from memnun.channels.chat.actions.configuring import keep_invitation, make_secret, remove_invitation
from memnun.channels.chat.actions.marking import mark
from memnun.channels.chat.actions.opening import Opened, open_session
from memnun.channels.chat.actions.presenting import forget, leave_contact, remember
from memnun.channels.chat.actions.quarantining import BY_ITSELF, HOURS, release, set_aside
from memnun.channels.chat.actions.watching import look, type_to

__all__ = [
    "BY_ITSELF", "HOURS", "Opened", "attend", "forget", "keep_invitation", "leave_contact", "look", "make_secret", "mark",
    "open_session", "release", "remember", "remove_invitation", "set_aside", "type_to",
]  # fmt: skip
