"""Which conversation a contact belongs to: stated rules, tried in order, the one that decided is kept.

1. `thread`: the channel's own name for the thread, with the same customer.
2. `evidence`: the messages it names, weighed (`evidence.py`).
3. `recent`: the customer's latest unresolved conversation on the same channel account, if its last
   contact is no longer ago than the channel's window; a message that can be answered by name and has
   another subject is another matter.
4. `new`: a conversation of its own.

A stranger who writes into somebody's thread gets a conversation of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from memnun.foundation.ids import uuid7
from memnun.interactions.contact import Contact
from memnun.interactions.models import Thread

WINDOWS = {
    "email": timedelta(days=7),
    "chat": timedelta(days=1),
    "social": timedelta(days=3),
    "web": timedelta(days=1),
    "phone": timedelta(days=1),
    "video": timedelta(days=1),
    "in_person": timedelta(days=1),
    "post": timedelta(days=30),
}

ThreadKey = tuple[UUID, str]


@dataclass(slots=True)
class Placed:
    """One contact on its way into the ledger."""

    raw_id: UUID
    account_id: UUID
    contact: Contact
    occurred_at: datetime
    source_kind: str
    customer_id: UUID = field(default=None)  # type: ignore[assignment]
    match_rule: str = ""
    conversation_id: UUID = field(default=None)  # type: ignore[assignment]
    thread_rule: str = ""
    staff_id: UUID | None = None
    branch_id: UUID | None = None
    reading: Any = None

    @property
    def is_automatic(self) -> bool:
        """Whether a machine wrote it (an absence note, a newsletter): nobody waits for an answer to it."""
        return bool(self.contact.meta.get("automatic"))

    @property
    def is_wordless(self) -> bool:
        """Whether it holds no word of the customer (a call, told by a switchboard): there is nothing to read."""
        return bool(self.contact.meta.get("wordless"))


@dataclass(slots=True)
class Open:
    """A conversation as far as threading needs to know it."""

    id: UUID
    customer_id: UUID
    account_id: UUID
    started_at: datetime
    last_at: datetime
    resolved: bool
    subject: str = ""


def known_threads(brand_id: UUID, placed: Iterable[Placed]) -> dict[ThreadKey, Open]:
    """The conversations of the threads named by these contacts."""
    keys = {(one.account_id, one.contact.thread) for one in placed if one.contact.thread}
    if not keys:
        return {}
    accounts, names = zip(*keys, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.channel_account_id, t.key, c.id, c.customer_id, c.channel_account_id, c.started_at, c.last_at, "
            "c.status = 'resolved' FROM interactions_thread t "
            "JOIN (SELECT unnest(%s::uuid[]) AS account, unnest(%s::text[]) AS key) k "
            "ON t.channel_account_id = k.account AND t.key = k.key "
            "JOIN interactions_conversation s ON s.id = t.conversation_id "
            "JOIN interactions_conversation c ON c.id = COALESCE(s.merged_into_id, s.id) WHERE t.brand_id = %s",
            [list(accounts), list(names), brand_id],
        )
        return {(account, key): Open(*rest) for account, key, *rest in cursor.fetchall()}


class Weighing(Protocol):
    """Chooses among the conversations that a message names."""

    def choose(self, one: Placed) -> Open | None:
        """The conversation the named messages lead to; None when nothing speaks clearly enough."""

    def is_other_matter(self, one: Placed, conversation: Open) -> bool:
        """Whether the message's subject speaks of something else."""

    def learn(self, one: Placed, name: str, found: Open) -> None:
        """A message of this batch has a name and stands in a conversation."""


class Threading:
    """The threading of one batch of one brand; customers are already known."""

    def __init__(self, brand_id: UUID, threads: dict[ThreadKey, Open], weighing: Weighing) -> None:
        self.brand_id = brand_id
        self.threads = threads
        self.weighing = weighing
        self.recent: dict[tuple[UUID, UUID], Open] = {}
        self.new_threads: dict[ThreadKey, tuple[UUID, UUID | None]] = {}
        self.created: dict[UUID, Placed] = {}

    def thread(self, placed: Sequence[Placed]) -> None:
        """Give every contact its conversation; `created` then holds the first contact of each new one."""
        self._look_up_recent({one.customer_id for one in placed if not one.contact.thread})
        for one in placed:
            found, rule = self._find(one)
            if found is None:
                found = self._begin(one)
            one.conversation_id, one.thread_rule = found.id, rule
            self._name(one, found)
            found.started_at = min(found.started_at, one.occurred_at)
            found.last_at = max(found.last_at, one.occurred_at)
            if one.contact.direction == "in":
                found.resolved = False

    def write_threads(self) -> None:
        """Keep the names of new threads and messages; call when the conversations are written.

        A name that is taken stays with the message that had it first.
        """
        Thread.objects.bulk_create(
            [
                Thread(
                    brand_id=self.brand_id,
                    channel_account_id=account,
                    key=key,
                    conversation_id=conversation,
                    interaction_id=message,
                )
                for (account, key), (conversation, message) in self.new_threads.items()
            ],
            ignore_conflicts=True,
        )

    def _name(self, one: Placed, found: Open) -> None:
        for name in one.contact.names:
            self.new_threads.setdefault((one.account_id, name), (found.id, one.raw_id))
            self.weighing.learn(one, name, found)

    def _look_up_recent(self, customers: set[UUID]) -> None:
        if not customers:
            return
        # the brand is checked outside: inside, a planner without statistics walks the brand's newest for each customer
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.id, c.customer_id, c.channel_account_id, c.started_at, c.last_at, c.subject "
                "FROM unnest(%s::uuid[]) AS wanted(customer_id) CROSS JOIN LATERAL ("
                "SELECT * FROM interactions_conversation o WHERE o.customer_id = wanted.customer_id "
                "AND o.status <> 'resolved' AND o.merged_into_id IS NULL "
                "ORDER BY o.last_at DESC, o.id DESC LIMIT 8) c WHERE c.brand_id = %s",
                [list(customers), self.brand_id],
            )
            for id, customer, account, started, last, subject in reversed(cursor.fetchall()):
                known = Open(id, customer, account, started, last, resolved=False, subject=subject)
                self.recent[(known.customer_id, known.account_id)] = known

    def _find(self, one: Placed) -> tuple[Open | None, str]:
        if one.contact.thread:
            found = self.threads.get((one.account_id, one.contact.thread))
            if found and found.customer_id == one.customer_id:
                return found, "thread"
            if found is None:
                return None, "new"
        if one.contact.evidence and (named := self.weighing.choose(one)):
            return named, "evidence"
        near = self.recent.get((one.customer_id, one.account_id))
        window = WINDOWS[one.contact.channel]
        if (
            near
            and not near.resolved
            and near.started_at - window <= one.occurred_at <= near.last_at + window
            and not (one.contact.names and self.weighing.is_other_matter(one, near))
        ):
            return near, "recent"
        return None, "new"

    def _begin(self, one: Placed) -> Open:
        begun = Open(
            uuid7(),
            one.customer_id,
            one.account_id,
            one.occurred_at,
            one.occurred_at,
            resolved=False,
            subject=one.contact.subject,
        )
        self.created[begun.id] = one
        if one.contact.thread:
            key = (one.account_id, one.contact.thread)
            if key not in self.threads:
                self.threads[key] = begun
                self.new_threads[key] = (begun.id, None)
        else:
            self.recent[(one.customer_id, one.account_id)] = begun
        return begun
