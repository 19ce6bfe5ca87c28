"""The acts of live chat."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

CONTACT_LEFT = Kind("chat.contact_left", _("The visitor left an address for the answer"), "mail")
FORGOTTEN = Kind("chat.forgotten", _("The visitor asked to be forgotten at the widget"), "trash")
CARRIED = Kind("chat.carried", _("The visitor was gone; the answer left by e-mail"), "mail-forward")
QUARANTINED = Kind("chat.quarantined", _("A visitor was set aside for writing too much"), "ban")
SET_ASIDE = Kind("chat.set_aside", _("{actor} set a visitor of the chat aside for {hours} hours"), "ban")
RELEASED = Kind("chat.released", _("{actor} let a visitor write again"), "shield-check")
INVITATIONS_CHANGED = Kind(
    "chat.invitations_changed", _("{actor} changed the invitations of a chat"), "message-plus"
)
SECRET_CHANGED = Kind("chat.secret_changed", _("{actor} made a new secret for a chat"), "key")

__all__ = [
    "CARRIED", "CONTACT_LEFT", "FORGOTTEN", "INVITATIONS_CHANGED", "QUARANTINED", "RELEASED", "SECRET_CHANGED",
    "SET_ASIDE", "Kind",
]  # fmt: skip
