"""What is told of consents, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable

from memnun.consent.models import Confirmation, IysReport
from memnun.events.actions import Act, record_many
from memnun.events.kinds import Kind


def tell_of_consents(kind: Kind, rows: Iterable[Confirmation | IysReport]) -> None:
    """Record one act for the consent of each row; `consent` should be loaded with them."""
    record_many(
        Act(
            kind,
            row.brand_id,
            customer_id=row.consent.customer_id,
            subject_id=row.consent_id,
            details={"type": row.consent.type, "address": row.consent.address},
        )
        for row in rows
    )
