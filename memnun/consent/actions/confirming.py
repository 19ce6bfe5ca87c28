"""Telling who consented electronically so on the same day."""

from __future__ import annotations

from uuid import UUID

from memnun.consent.models import Confirmation
from memnun.foundation import clock


def mark_confirmed(consent_id: UUID, *, delivery_id: UUID | None = None) -> bool:
    """The confirmation of a consent was sent, by the named message; False when none was owed."""
    owed = Confirmation.objects.filter(consent_id=consent_id, sent_at=None)
    return bool(owed.update(sent_at=clock.now(), delivery_id=delivery_id))
