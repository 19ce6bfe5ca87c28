"""A message to a visitor: a line of their talk, which every open widget of theirs is given at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from memnun.channels.chat.actions.watching import first_name
from memnun.channels.chat.live.telling import tell_lines
from memnun.channels.chat.models import Line, Visitor, VisitorSession
from memnun.foundation import clock
from memnun.interactions.channel_kinds import Accepted, Refused
from memnun.interactions.models import Attachment, ChannelAccount, Direction, OutboxMessage
from memnun.people.written import written_once


class WidgetSender:
    """Writes lines; accepted means kept for the visitor."""

    def __init__(self, account: ChannelAccount) -> None:
        self._account = account

    @transaction.atomic(savepoint=False)
    def send(self, message: OutboxMessage) -> Accepted:
        """Add the line once. Raises Refused when the visitor is nobody any more."""
        visitor = next(iter(_held_visitor(self._account.id, [message.to_value])), None)
        if visitor is None:
            raise Refused(_("This visitor of the chat does not exist any more."), code="gone")
        if not self._can_reach(visitor):
            raise Refused(
                _("The visitor's chat has ended, and they left no address for an answer."), code="ended"
            )
        line = next(iter(_line(message.id)), None) or _add(visitor, message)
        return Accepted(str(line.id), proof={"line": line.number})

    def _can_reach(self, visitor: Visitor) -> bool:
        """Whether a browser may still ask for the line, or an e-mail can carry it."""
        if _open_session(visitor.id, clock.now()):
            return True
        return bool(visitor.email) and self._account.settings.get("by_email", True)


@written_once
def _held_visitor(account_id: UUID, names: Sequence[str]) -> QuerySet[Visitor]:
    named = Visitor.objects.filter(account=account_id, external_id__in=names)
    return named.select_for_update(no_key=True)


@written_once
def _line(id_: UUID) -> QuerySet[Line]:
    return Line.objects.filter(id=id_)


@written_once
def _open_session(visitor_id: UUID, now: datetime) -> QuerySet[VisitorSession, UUID]:
    open_ones = VisitorSession.objects.filter(visitor=visitor_id, expires_at__gt=now)
    return open_ones.values_list("id", flat=True)[:1]


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
        for file in _files_of(message.id)
    ]


@written_once
def _files_of(message_id: UUID) -> QuerySet[Attachment]:
    return Attachment.objects.filter(outbox=message_id).order_by("created_at", "id")
