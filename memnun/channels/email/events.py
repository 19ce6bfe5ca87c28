"""The acts this channel records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

MAIL_LET_IN = Kind("email.let_in", _("{actor} let in a held mail of {sender}"), "mail-opened")
MAIL_SET_ASIDE = Kind("email.set_aside", _("{actor} set a held mail of {sender} aside"), "mail")
MAILBOX_CONNECTED = Kind("email.connected", _("{actor} connected the mailbox {account}"), "plug")
MEETING_PLANNED = Kind(
    "meetings.planned", _("{actor} invited the customer to a meeting on {at}: {summary}"), "calendar-event"
)
MEETING_MOVED = Kind(
    "meetings.moved", _("{actor} changed the meeting; it is now on {at}: {summary}"), "calendar-event"
)
MEETING_CALLED_OFF = Kind(
    "meetings.called_off", _("{actor} called off the meeting of {at}: {summary}"), "calendar"
)
MEETING_ACCEPTED = Kind(
    "meetings.accepted", _("The customer accepted the meeting of {at}: {summary}"), "check"
)
MEETING_DECLINED = Kind("meetings.declined", _("The customer declined the meeting of {at}: {summary}"), "x")
MEETING_TENTATIVE = Kind(
    "meetings.tentative", _("The customer may come to the meeting of {at}: {summary}"), "help-circle"
)
MEETING_ANSWERED_LATE = Kind(
    "meetings.answered_late",
    _("The customer answered an earlier invitation to this meeting, which has changed since: {summary}"),
    "clock-exclamation",
)
