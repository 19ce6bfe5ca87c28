"""How long chat keeps what is its own; the ledger keeps the messages by the brand's own rules."""

from __future__ import annotations

from datetime import datetime, timedelta

from memnun.channels.chat.models import Line, Visitor, VisitorSession
from memnun.foundation import clock

AFTERWARDS = timedelta(days=7)
"""How long a visitor's side of the talk outlives their last session: answers may still have to go by e-mail."""

AT_ONCE = 2_000


def sweep(now: datetime | None = None) -> int:
    """Delete ended sessions and the lines that nobody can ask for any more; returns how many rows went.

    Visitors stay as names in the ledger, without what they told about themselves.
    """
    at = now or clock.now()
    ended = VisitorSession.objects.filter(expires_at__lt=at).values_list("id", flat=True)[:AT_ONCE]
    gone, _ = VisitorSession.objects.filter(id__in=list(ended)).delete()
    left = Visitor.objects.filter(
        sessions=None, seen_until__lt=at - AFTERWARDS, last_number__gt=0, lines__isnull=False
    )
    silent = list(left.values_list("id", flat=True).distinct()[:AT_ONCE])
    lines, _ = Line.objects.filter(visitor__in=silent).delete()
    Visitor.objects.filter(id__in=silent, known=False).update(name="", email="", page_url="", page_title="")
    return gone + lines
