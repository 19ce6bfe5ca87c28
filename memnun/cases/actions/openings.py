"""What a case is opened from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

HAND = "hand"


@dataclass(slots=True)
class Opening:
    """What a case is opened from. `type` is a type's key; `at` when the contact came.

    `answer_by` is the channel's own deadline, `notice_date` that of a board's notice; `legal_starts` may hold
    notice_at, shipped_at, received_at for a refund. `rising` is added to the type's urgency. `late_reply_to`
    names a case that was closed long ago. `bought_on` is the day of the purchase it is about, if the contact
    names it. `answered` says that somebody spoke with the customer already.
    """

    customer_id: UUID
    type: str
    title: str
    conversation_id: UUID | None = None
    interaction_id: UUID | None = None
    channel: str = ""
    topics: Sequence[str] = ()
    branch_id: UUID | None = None
    team_id: UUID | None = None
    language: str = "tr"
    at: datetime | None = None
    origin: str = HAND
    rising: int = 0
    answer_by: datetime | None = None
    notice_date: datetime | None = None
    legal_starts: dict[str, datetime | None] = field(default_factory=dict)
    late_reply_to: UUID | None = None
    bought_on: date | None = None
    answered: bool = False
    never_joins: bool = False
