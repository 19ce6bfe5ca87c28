"""What chat keeps beside the ledger: visitors, their sessions, their side of the talk, invitations, attendance."""

from memnun.channels.chat.models.attendance import Attendance
from memnun.channels.chat.models.invitation import InvitationRule
from memnun.channels.chat.models.line import Line
from memnun.channels.chat.models.upload import Upload
from memnun.channels.chat.models.visitor import Visitor, VisitorSession

__all__ = ["Attendance", "InvitationRule", "Line", "Upload", "Visitor", "VisitorSession"]
