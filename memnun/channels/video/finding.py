"""What strangers may reach: a meeting by its link, a server's address by its secret."""

from __future__ import annotations

from memnun.channels.video.links import digest
from memnun.channels.video.models import Meeting, MeetingServer


def meeting_by(token: str) -> Meeting | None:
    """The meeting of a link, also when it has closed."""
    found = Meeting.objects.filter(digest=digest(token))
    return found.select_related("account__brand", "conversation__customer").first()


def server_at(secret: str) -> MeetingServer | None:
    """The server that reports to the address with this secret end."""
    servers = MeetingServer.objects.filter(digest=digest(secret), account__active=True)
    return servers.select_related("account").first()
