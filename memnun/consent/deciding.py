"""The gate: every outgoing message asks here, and every answer is kept as proof.

`decide` and `decide_many` store what they answer; `explain` looks without storing or spending anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from memnun.consent.gate.case import Case
from memnun.consent.gate.gathering import UnknownCustomer, gather, lock_attention, spent_by, subject_of
from memnun.consent.gate.intent import Address, Decision, Intent, Step
from memnun.consent.gate.looks import look
from memnun.consent.models import NEVER_COMMERCIAL, GateDecision, Release, Verdict
from memnun.foundation.ids import uuid7s

__all__ = [
    "Address",
    "Decision",
    "Intent",
    "Step",
    "UnknownCustomer",
    "decide",
    "decide_many",
    "explain",
    "release",
]

VERDICTS = {"pass": Verdict.SEND, "hold": Verdict.HOLD, "block": Verdict.BLOCK}


def decide(intent: Intent) -> Decision:
    """Whether a message may go now; stores the answer. Raises UnknownCustomer."""
    return decide_many([intent])[0]


def decide_many(intents: Sequence[Intent]) -> list[Decision]:
    """The same for many messages, in their order, with one set of queries; give a few hundred at a time.

    A SEND spends a place of the customer's attention budget at once; nobody else can spend it too, for
    whoever asks about the same customer waits until this transaction has ended.
    """
    if not intents:
        return []
    cases = gather(intents)
    limited = [case for case in cases if case.purpose not in NEVER_COMMERCIAL]
    ids = uuid7s(len(cases))
    with transaction.atomic(savepoint=False):
        lock_attention(limited)
        decisions = _answer(cases, limited, list(ids))
        GateDecision.objects.bulk_create(map(_row, cases, decisions))
    return decisions


def explain(intents: Sequence[Intent]) -> list[Decision]:
    """What the gate would say now to each of these alone; nothing is stored, locked or spent."""
    if not intents:
        return []
    cases = gather(intents)
    spent = spent_by([case for case in cases if case.purpose not in NEVER_COMMERCIAL])
    for case in cases:
        case.spent = [(purpose, at) for purpose, at, _message in spent.get(subject_of(case), [])]
    return [_decision(None, look(case)) for case in cases]


def release(decision_id: UUID, *, why: str = "") -> None:
    """Give back what a SEND spent, because the message did not go after all; safe to repeat."""
    row = GateDecision.objects.only("id", "brand_id").get(id=decision_id)
    Release.objects.get_or_create(decision=row, defaults={"brand_id": row.brand_id, "why": why[:80]})


def _answer(cases: Sequence[Case], limited: Sequence[Case], ids: list[UUID]) -> list[Decision]:
    spent = spent_by(limited)
    decisions = []
    for id, case in zip(ids, cases, strict=True):
        message, subject = case.intent.delivery_id or id, subject_of(case)
        known = spent.setdefault(subject, [])
        case.spent = [(purpose, at) for purpose, at, other in known if other != message]
        decision = _decision(id, look(case))
        if decision.may_send and case.purpose not in NEVER_COMMERCIAL:
            known.append((case.purpose, case.intent.now, message))
        decisions.append(decision)
    return decisions


def _decision(id: UUID | None, steps: list[Step]) -> Decision:
    last = steps[-1]
    return Decision(
        id, VERDICTS[last.outcome], "send" if last.outcome == "pass" else last.code, last.until, steps
    )


def _row(case: Case, decision: Decision) -> GateDecision:
    intent = case.intent
    return GateDecision(
        id=decision.id,
        brand_id=intent.brand_id,
        customer=case.customer,
        channel=intent.channel,
        address_kind=intent.address.kind,
        address=intent.address.value,
        purpose=case.purpose,
        topic=intent.topic[:80],
        verdict=decision.verdict,
        reason=decision.reason,
        until=decision.until,
        steps=[step.as_row() for step in decision.steps],
        delivery_id=intent.delivery_id,
        at=intent.now,
    )
