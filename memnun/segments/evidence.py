"""Readings of contacts as evidence for a group, with the words that count."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from memnun.segments.weighing import AT_RISK, LONGEST_MEMORY, SATISFIED, SUGGESTING, Evidence

MOST_CONTACTS = 60
THREAT_WEIGHTS = {"leave": 0.8, "authority": 0.8, "legal": 0.8, "press": 0.5}
UNSURE_SHARE = 0.5
LONGEST_QUOTE = 160
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
THANKS_SHARE = 0.6
CONFIDENCE_ONCE = 0.75
"""Counted for readings of the time when none was stored."""
SPEAKS_FOR = {
    AT_RISK: ("sentiment:negative", "kind:complaint", "threat", "promise"),
    SATISFIED: ("sentiment:positive", "kind:praise", "kind:thanks"),
    SUGGESTING: ("kind:suggestion",),
}

READINGS = """
SELECT i.customer_id, i.id, i.conversation_id, i.occurred_at, i.channel, r."group", r.kinds, r.threats, r.urgency,
       r.broken_promise, r.unsure, r.details -> 'evidence' AS evidence, COALESCE((r.details ->> 'confidence')::float, %s) AS confidence, left(COALESCE(NULLIF(i.text, ''), i.subject), 4000) AS text
FROM unnest(%s::uuid[]) AS wanted(customer_id)
CROSS JOIN LATERAL (
    SELECT * FROM interactions_interaction
    WHERE brand_id = %s AND customer_id = wanted.customer_id AND occurred_at > %s AND direction = 'in'
    ORDER BY occurred_at DESC, id DESC LIMIT %s) i
JOIN interactions_reading r ON r.interaction_id = i.id AND r."group" <> 'none'
"""


def evidence_of(brand_id: UUID, customer_ids: Iterable[UUID], now: datetime) -> dict[UUID, list[Evidence]]:
    """The evidence of each customer out of the newest contacts of two years, in one query.

    A reading whose words cannot be shown is no evidence: every group must be explained.
    """
    found: dict[UUID, list[Evidence]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            READINGS, [CONFIDENCE_ONCE, list(customer_ids), brand_id, now - LONGEST_MEMORY, MOST_CONTACTS]
        )
        columns = [column.name for column in cursor.description]
        for values in cursor.fetchall():
            row = dict(zip(columns, values, strict=True))
            row["evidence"] = _told(row["evidence"]) or []
            if _fitting(row["group"], row["evidence"]):
                found.setdefault(row["customer_id"], []).append(as_evidence(row))
    return found


def as_evidence(row: dict[str, Any]) -> Evidence:
    """One reading's row as evidence for the group it speaks for."""
    group = row["group"]
    return Evidence(
        at=row["occurred_at"],
        group=group,
        weight=round(_weight(row), 3),
        source={
            "interaction": str(row["id"]),
            "conversation": str(row["conversation_id"]),
            "channel": row["channel"],
            "words": _words(group, row["evidence"]),
            "quote": _quote(group, row["evidence"], row["text"]),
            "threats": list(row["threats"]),
            "broken_promise": row["broken_promise"],
        },
    )


def _weight(row: dict[str, Any]) -> float:
    weight = float(row["confidence"])
    if row["group"] == AT_RISK:
        weight += sum(THREAT_WEIGHTS.get(threat, 0.0) for threat in row["threats"])
        weight += 0.6 if row["broken_promise"] else 0.0
        weight += 0.15 * row["urgency"]
    if row["group"] == SATISFIED and "praise" not in row["kinds"]:
        weight *= THANKS_SHARE
    return weight * (UNSURE_SHARE if row["unsure"] else 1.0)


def _quote(group: str, told: Any, text: str) -> str:
    """The sentence in which the words that decided weigh most, shortened to a line or two."""
    weights: dict[tuple[int, int], float] = {}
    sentences = [found.span() for found in _SENTENCE.finditer(text)]
    for piece in _fitting(group, told):
        start = int(piece.get("start", 0))
        for span in sentences:
            if span[0] <= start < span[1]:
                weights[span] = weights.get(span, 0.0) + abs(float(piece.get("weight", 0))) + 0.01
    if not weights:
        return ""
    begin, end = max(weights, key=lambda span: weights[span])
    sentence = " ".join(text[begin:end].split())
    return sentence if len(sentence) <= LONGEST_QUOTE else sentence[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _told(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _fitting(group: str, told: Any) -> list[dict[str, Any]]:
    return [piece for piece in told if str(piece.get("about", "")).startswith(SPEAKS_FOR[group])]


def _words(group: str, told: Any) -> list[str]:
    """The words that decided, heaviest first, at most four."""
    fitting = _fitting(group, told)
    fitting.sort(key=lambda piece: -abs(float(piece.get("weight", 0))))
    return list(dict.fromkeys(str(piece["text"]) for piece in fitting if piece.get("text")))[:4]
