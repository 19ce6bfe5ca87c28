"""Setting visitors aside who write without measure, and letting them back in."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from memnun.channels.chat import events as acts
from memnun.channels.chat.actions.telling import tell
from memnun.channels.chat.models import Visitor
from memnun.foundation import clock
from memnun.people.models import Person

HOURS = (1, 24, 7 * 24)
"""For how long people may set a visitor aside."""

BY_ITSELF = 24
"""Hours for which the chat itself sets somebody aside."""


@transaction.atomic
def set_aside(visitor_id: UUID, *, by: Person | None = None, hours: int = BY_ITSELF) -> None:
    """What the visitor writes until then goes to quarantine: kept, shown there, troubling nobody."""
    visitor = Visitor.objects.select_for_update(no_key=True).get(id=visitor_id)
    now = clock.now()
    if visitor.is_aside(now) and by is None:
        return
    visitor.quarantined_at, visitor.quarantined_until = now, now + timedelta(hours=hours)
    visitor.save(update_fields=["quarantined_at", "quarantined_until"])
    tell(acts.SET_ASIDE if by else acts.QUARANTINED, visitor, by=by, hours=hours)


@transaction.atomic
def release(visitor: Visitor, *, by: Person) -> None:
    """Let the visitor write again; what was set aside stays in quarantine, from where it can be released."""
    current = Visitor.objects.select_for_update(no_key=True).get(id=visitor.id)
    if current.is_aside(clock.now()):
        current.quarantined_at = current.quarantined_until = None
        current.save(update_fields=["quarantined_at", "quarantined_until"])
        tell(acts.RELEASED, current, by=by)
