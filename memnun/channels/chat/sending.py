"""A message to a visitor: a line of their talk, which every open widget of theirs is given at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.channels.chat.actions.watching import first_name
from memnun.channels.chat.live.telling import tell_lines
from memnun.channels.chat.models import Line, Visitor
from memnun.foundation import clock
from memnun.interactions.channel_kinds import Accepted, Refused
from memnun.interactions.models import ChannelAccount, Direction, OutboxMessage


class WidgetSender:
    """Writes lines; accepted means kept for the visitor."""

    def __init__(self, account: ChannelAccount) -> None:
        self._account = account

    @transaction.atomic
    def send(self, message: OutboxMessage) -> Accepted:
        """Add the line once. Raises Refused when the visitor is nobody any more."""
        visitor = (
            Visitor.objects.select_for_update(no_key=True)
            .filter(account=self._account, external_id=message.to_value)
            .first()
        )
        if visitor is None:
            raise Refused(_("This visitor of the chat does not exist any more."), code="gone")
        if not self._can_reach(visitor):
            raise Refused(
                _("The visitor's chat has ended, and they left no address for an answer."), code="ended"
            )
        line = Line.objects.filter(id=message.id).first() or _add(visitor, message)
        return Accepted(str(line.id), proof={"line": line.number})

    def _can_reach(self, visitor: Visitor) -> bool:
        """Whether a browser may still ask for the line, or an e-mail can carry it."""
        if visitor.sessions.filter(expires_at__gt=clock.now()).exists():
            return True
        return bool(visitor.email) and self._account.settings.get("by_email", True)


def _add(visitor: Visitor, message: OutboxMessage) -> Line:
    now = clock.now()
    visitor.last_number += 1
    line = Line.objects.create(
        id=message.id,
        brand_id=visitor.brand_id,
        visitor=visitor,
        number=visitor.last_number,
        direction=Direction.OUT,
        text=message.text,
        who=first_name(message.by) if message.by else "",
        files=_files(message),
        at=now,
        waited_seconds=int((now - visitor.waiting_since).total_seconds())
        if visitor.waiting_since and message.by
        else None,
    )
    if message.by:
        visitor.waiting_since = None
        visitor.seen_number = visitor.last_number
    visitor.spoke_at = now
    visitor.save(update_fields=["last_number", "waiting_since", "seen_number", "spoke_at"])
    tell_lines(visitor.id)
    return line


def _files(message: OutboxMessage) -> list[dict[str, Any]]:
    return [
        {"id": str(file.id), "name": file.name, "size": file.size, "type": file.content_type}
        for file in message.attachments.order_by("created_at", "id")
    ]
