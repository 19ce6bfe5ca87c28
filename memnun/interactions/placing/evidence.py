"""Weighing what a message says about where it belongs.

A message may name others (our token in the address it was sent to, our meeting it answers, In-Reply-To,
References, a mark in its text). Each kind of naming has a weight; a changed subject takes weight away, and the sender has to be
the customer of the conversation: a stranger or a new matter is never swallowed. The conversation with the
highest score wins when the score reaches ENOUGH. Everything considered is kept and shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from memnun.customers.matching.sender import normal_email
from memnun.foundation.turkish.folding import fold
from memnun.interactions.models import ThreadEvidence
from memnun.interactions.placing.threading import Open, Placed

WEIGHTS = {
    "meeting": 1.0,
    "token": 0.8,
    "thread": 0.65,
    "in_reply_to": 0.6,
    "marker": 0.5,
    "references": 0.45,
}
SAME_CUSTOMER = 0.3
OTHER_CUSTOMER = -1.0
OTHER_SUBJECT = -0.5
MOVED_BY_HAND = 0.5
"""For a conversation in which somebody put a message that is named: above the token of where it stood before."""
BY_HAND = "by_hand"
"""The rule by which a contact stands where somebody moved it."""
ENOUGH = 0.6
ALIKE = 0.5
"""The share of common words from which two subjects speak of the same matter."""

PREFIX = re.compile(
    r"^\s*(?:(?:re|aw|fw|fwd|ynt|yan|yanit|cvp|ilt|ileti|iletilen|sv)\s*(?:\[\d+\])?\s*:|\[[^\]]{0,40}\]|#\d+)\s*"
)
WORD = re.compile(r"[a-z0-9]+")

Named = tuple[Open, str, bool]
"""A conversation, the subject of the message in it that has the name ("" for other names), whether it was moved by hand."""
Names = dict[tuple[str, str], list[Named]]
"""(channel, name of a message or thread) to the conversations it stands in."""


@dataclass(slots=True)
class Considered:
    """One conversation that was weighed."""

    conversation: Open
    reasons: list[tuple[str, float]] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    """The subjects an answer may have: the conversation's and those of the messages it names."""

    @property
    def score(self) -> float:
        """The sum of its reasons."""
        return round(sum(weight for _, weight in self.reasons), 2)

    def as_row(self) -> dict[str, Any]:
        """What is kept of it."""
        return {"conversation": str(self.conversation.id), "score": self.score, "reasons": self.reasons}


KNOWN = """
SELECT a.channel, t.key, COALESCE(i.subject, ''), COALESCE(i.thread_rule, '') = 'by_hand',
    c.id, c.customer_id, c.channel_account_id, c.started_at, c.last_at, c.status = 'resolved', c.subject
FROM interactions_channelaccount a
JOIN interactions_thread t ON t.channel_account_id = a.id
JOIN unnest(%s::text[]) AS k (key) ON t.key = k.key
JOIN interactions_conversation s ON s.id = t.conversation_id
JOIN interactions_conversation c ON c.id = COALESCE(s.merged_into_id, s.id)
LEFT JOIN interactions_interaction i ON i.id = t.interaction_id
WHERE a.brand_id = %s AND a.channel = ANY(%s)
"""


def known_names(brand_id: UUID, placed: Iterable[Placed]) -> Names:
    """The conversations of the messages that these contacts name, on all accounts of their channels."""
    naming = [one for one in placed if one.contact.evidence]
    names: Names = defaultdict(list)
    if not naming:
        return names
    keys = sorted({evidence.key for one in naming for evidence in one.contact.evidence})
    channels = sorted({one.contact.channel for one in naming})
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [keys, brand_id, channels])
        same: dict[UUID, Open] = {}
        for channel, key, subject, by_hand, id_, *rest in cursor.fetchall():
            names[channel, key].append((same.setdefault(id_, Open(id_, *rest)), subject, by_hand))
    return names


WRITTEN_TO = """
SELECT DISTINCT m.conversation_id, m.to_value FROM interactions_outboxmessage m
WHERE m.conversation_id = ANY(%s) AND m.to_kind = 'email' AND m.sent_at IS NOT NULL
"""


def weigh(one: Placed, names: Names) -> list[Considered]:
    """The conversations a contact may belong to, best first."""
    found: dict[UUID, Considered] = {}
    for evidence in one.contact.evidence:
        for conversation, subject, by_hand in names.get((one.contact.channel, evidence.key), ()):
            considered = found.setdefault(
                conversation.id, Considered(conversation, subjects=[conversation.subject])
            )
            considered.subjects += [subject] if subject else []
            if by_hand and evidence.kind == "in_reply_to":
                considered.reasons.append((BY_HAND, MOVED_BY_HAND))
            if evidence.kind not in {reason for reason, _ in considered.reasons}:
                considered.reasons.append((evidence.kind, WEIGHTS[evidence.kind]))
    for considered in found.values():
        _weigh_sender_and_subject(one, considered)
    return sorted(found.values(), key=lambda item: (-item.score, -item.conversation.last_at.timestamp()))


def _weigh_sender_and_subject(one: Placed, considered: Considered) -> None:
    if considered.conversation.customer_id == one.customer_id:
        considered.reasons.append(("same_customer", SAME_CUSTOMER))
    else:
        considered.reasons.append(("other_customer", OTHER_CUSTOMER))
    if one.contact.direction == "in" and all(
        is_other_matter(one.contact.subject, subject) for subject in considered.subjects
    ):
        considered.reasons.append(("other_subject", OTHER_SUBJECT))


def is_other_matter(subject: str, before: str) -> bool:
    """Whether a subject speaks of something else; an empty one does not."""
    new, old = _words(subject), _words(before)
    if not new or not old:
        return False
    common = new & old
    return len(common) / min(len(new), len(old)) < ALIKE


def _words(subject: str) -> set[str]:
    text = fold(subject)
    while found := PREFIX.match(text):
        text = text[found.end() :]
    return set(WORD.findall(text))


class Weighed:
    """The weighing of one batch of one brand."""

    def __init__(self, brand_id: UUID, placed: Iterable[Placed]) -> None:
        self.brand_id = brand_id
        self.naming = [one for one in placed if one.contact.evidence and one.contact.direction == "in"]
        self.names = known_names(brand_id, placed)
        self.considered: list[tuple[Placed, list[Considered]]] = []

    def answered(self) -> dict[UUID, UUID]:
        """Of contacts that name what we wrote to their sender's own address: the raw id, and whom we wrote to."""
        asked = [
            (one, email, conversation)
            for one in self.naming
            if (email := normal_email(one.contact.customer.email or ""))
            for evidence in one.contact.evidence
            for conversation, *_subject in self.names.get((one.contact.channel, evidence.key), ())
        ]
        if not asked:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(WRITTEN_TO, [list({conversation.id for _, _, conversation in asked})])
            written = {(id_, normal_email(address)) for id_, address in cursor.fetchall()}
        return {
            one.raw_id: conversation.customer_id
            for one, email, conversation in asked
            if (conversation.id, email) in written
        }

    def choose(self, one: Placed) -> Open | None:
        """The best conversation when its score is enough; what was considered is remembered."""
        found = weigh(one, self.names)
        if found:
            self.considered.append((one, found))
        return found[0].conversation if found and found[0].score >= ENOUGH else None

    def is_other_matter(self, one: Placed, conversation: Open) -> bool:
        """Whether the message's subject speaks of something else."""
        return is_other_matter(one.contact.subject, conversation.subject)

    def learn(self, one: Placed, name: str, found: Open) -> None:
        """Later messages of the batch may name this one."""
        self.names[one.contact.channel, name].append((found, one.contact.subject, False))

    def keep(self) -> None:
        """Store what was considered; call it when the interactions are written."""
        ThreadEvidence.objects.bulk_create(
            ThreadEvidence(
                interaction_id=one.raw_id,
                brand_id=self.brand_id,
                conversation_id=one.conversation_id,
                score=next((item.score for item in found if item.conversation.id == one.conversation_id), 0),
                considered=[item.as_row() for item in found[:10]],
            )
            for one, found in self.considered
        )
