"""What a batch changes in its conversations and customers, summed up before anything is written."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from memnun.interactions.models.reading import says_only_thanks
from memnun.interactions.placing.threading import Placed
from memnun.interactions.waiting import FRESH, Word, waits_since

QUIET_HISTORY = timedelta(days=30)
EXCERPT = 240
MOST_LABELS = 40


@dataclass(slots=True)
class Summary:
    """The contacts of one conversation in this batch, oldest first; `goes_on` when it was there before."""

    conversation_id: UUID
    customer_id: UUID
    goes_on: bool = False
    contacts: list[Placed] = field(default_factory=list)

    @property
    def first(self) -> Placed:
        return self.contacts[0]

    @property
    def last(self) -> Placed:
        return self.contacts[-1]

    def is_quiet_history(self, now: datetime) -> bool:
        """Whether the newest contact is so old that nobody waits for an answer any more."""
        return self.last.occurred_at < now - QUIET_HISTORY

    def waiting_since(self) -> datetime | None:
        """Since when somebody waits for an answer, as far as this batch tells."""
        words = [
            Word(
                one.occurred_at,
                ours=one.contact.direction == "out",
                automatic=one.is_automatic,
                only_thanks=says_only_thanks(one.reading),
            )
            for one in self.contacts
        ]
        return waits_since(words, spoken=self.goes_on)

    def came_unseen(self, now: datetime) -> bool:
        """Whether the customer's last word has only just reached us, whatever the brand said since it was written.

        A mail can be under way for minutes, and a watch can be slow: nobody has answered what nobody
        had seen. A history that is imported was answered where it comes from.
        """
        last = self.last
        return (
            self.waiting_since() is not None
            and last.source_kind != "import"
            and last.occurred_at >= now - FRESH
        )

    def has_answer(self) -> bool:
        """Whether a person speaks for the brand in this batch."""
        return any(one.contact.direction == "out" and not one.is_automatic for one in self.contacts)

    def begins_with_us(self) -> bool:
        """Whether all there is came from the brand."""
        return all(one.contact.direction == "out" for one in self.contacts)

    @property
    def heading(self) -> Placed:
        """The contact a list shows: the last that no machine sent."""
        return next(
            (one for one in reversed(self.contacts) if one.contact.direction == "in" or not one.is_automatic),
            self.last,
        )

    def labels(self) -> list[str]:
        """Kinds and topics read in this batch."""
        found: dict[str, None] = {}
        for one in self.contacts:
            if one.reading is not None:
                found.update(dict.fromkeys(f"kind:{kind}" for kind in one.reading.kinds if kind != "other"))
                found.update(dict.fromkeys(f"topic:{topic}" for topic in one.reading.topics))
        return list(found)[:MOST_LABELS]

    def as_row(self, now: datetime) -> dict[str, Any]:
        """What the conversation's row needs to know, as JSON-ready values."""
        spoken = [one for one in self.contacts if one.reading is not None]
        last, first, heading = self.last, self.first, self.heading
        staff = next((one.staff_id for one in reversed(self.contacts) if one.staff_id), None)
        return {
            "id": self.conversation_id,
            "count": len(self.contacts),
            "started_at": first.occurred_at,
            "last_at": last.occurred_at,
            "last_direction": heading.contact.direction,
            "last_text": excerpt(heading.contact.text or heading.contact.subject),
            "heads": not (heading.contact.direction == "out" and heading.is_automatic),
            "waiting_since": self.waiting_since(),
            "answered": self.has_answer(),
            "ours": self.begins_with_us(),
            "spoke": any(one.contact.direction == "in" for one in self.contacts),
            "quiet": self.is_quiet_history(now),
            "unseen": self.came_unseen(now),
            "sentiment": spoken[-1].reading.sentiment if spoken else "",
            "urgency": spoken[-1].reading.urgency if spoken else 0,
            "labels": self.labels(),
            "staff_id": staff,
        }


def summarise(placed: Iterable[Placed], created: Container[UUID]) -> dict[UUID, Summary]:
    """One summary a conversation, each with its contacts oldest first; `created` are those that begin now."""
    summaries: dict[UUID, Summary] = {}
    for one in sorted(placed, key=lambda one: (one.occurred_at, one.raw_id)):
        summary = summaries.get(one.conversation_id)
        if summary is None:
            goes_on = one.conversation_id not in created
            summary = Summary(one.conversation_id, one.customer_id, goes_on)
            summaries[one.conversation_id] = summary
        summary.contacts.append(one)
    return summaries


def excerpt(text: str) -> str:
    """One line for a list."""
    return " ".join(text[: EXCERPT * 3].split())[:EXCERPT]
