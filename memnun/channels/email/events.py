"""The acts this channel records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

MAIL_LET_IN = Kind("email.let_in", _("{actor} let in a held mail of {sender}"), "mail-opened")
MAIL_SET_ASIDE = Kind("email.set_aside", _("{actor} set a held mail of {sender} aside"), "mail")
MAILBOX_CONNECTED = Kind("email.connected", _("{actor} connected the mailbox {account}"), "plug")
