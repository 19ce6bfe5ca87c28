"""What visitors tell about themselves, how long they want to be remembered, and being forgotten."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from memnun.channels.chat import events as acts
from memnun.channels.chat.actions.opening import REMEMBERED, expiry
from memnun.channels.chat.actions.telling import tell
from memnun.channels.chat.models import Visitor, VisitorSession
from memnun.foundation import clock


@transaction.atomic
def leave_contact(visitor_id: UUID, *, name: str, email: str) -> None:
    """Keep where an answer may go when the visitor is gone. Whom the site vouches for stays as the site says."""
    visitor = Visitor.objects.select_for_update(no_key=True).get(id=visitor_id)
    visitor.name = visitor.name if visitor.known and visitor.name else name
    visitor.email = visitor.email if visitor.known and visitor.email else email
    visitor.save(update_fields=["name", "email"])
    tell(acts.CONTACT_LEFT, visitor)


@transaction.atomic
def remember(session_id: UUID, days: int) -> None:
    """Keep the session for this many days, or for the visit only."""
    kept = days if days in REMEMBERED else 0
    VisitorSession.objects.filter(id=session_id).update(
        remembered_days=kept, expires_at=expiry(kept, clock.now())
    )


@transaction.atomic
def forget(visitor_id: UUID) -> None:
    """The visitor wants to be known no more: their sessions end, their side of the talk is deleted here.

    The brand's ledger keeps the messages as it keeps those of every channel; their erasure is a request
    under the data protection law, which the privacy notice explains.
    """
    visitor = Visitor.objects.select_for_update(no_key=True).get(id=visitor_id)
    tell(acts.FORGOTTEN, visitor)
    visitor.sessions.all().delete()
    visitor.lines.all().delete()
    if not visitor.known:
        visitor.name = visitor.email = ""
    visitor.page_url = visitor.page_title = ""
    visitor.waiting_since, visitor.seen_until = None, clock.now()
    visitor.save()
