"""The acts this kind of channel records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

PRINTED = Kind("post.printed", _("{actor} printed {count} letters"), "printer")
POSTED = Kind("post.posted", _("{actor} posted the letter {reference}"), "mailbox")
RETURNED = Kind("post.returned", _("The letter {reference} came back: {reason}"), "mail-off")
CAME_IN = Kind("post.came_in", _("{actor} took in a letter of {date}"), "mail-opened", live=False)
LOGO_SET = Kind("post.logo_set", _("{actor} put a logo on the letters of {account}"), "photo", live=False)
LOGO_REMOVED = Kind(
    "post.logo_removed", _("{actor} took the logo off the letters of {account}"), "trash", live=False
)
