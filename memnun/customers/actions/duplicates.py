"""Customers who may be one: proposed with reasons, never merged by themselves.

Rules and their weights (added up, 1 at most):
- `same_value` 0.8: an e-mail address or phone one merely claimed is the other's.
- `same_name_and_place` 0.6: the same name of two or more words, and the same district.
- `same_name_and_phone_end` 0.7: the same name, and phones alike in their last seven digits.
- `named_together` 0.9: one contact named identities of both (found while matching).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection, transaction

from memnun.customers import events as acts
from memnun.customers.models import DuplicateProposal
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.people.models import Brand, Person

SAME_VALUE = """
SELECT LEAST(a.customer_id, b.customer_id), GREATEST(a.customer_id, b.customer_id), a.value
FROM customers_identity a
JOIN customers_identity b ON b.brand_id = a.brand_id AND b.kind = a.kind AND b.value = a.value
    AND b.customer_id <> a.customer_id
JOIN customers_customer ca ON ca.id = a.customer_id AND ca.merged_into_id IS NULL
JOIN customers_customer cb ON cb.id = b.customer_id AND cb.merged_into_id IS NULL
WHERE a.brand_id = %(brand)s AND a.claimed AND a.kind IN ('email', 'phone')
"""

SAME_NAME_AND_PLACE = """
SELECT a.id, b.id, a.name || ' · ' || a.district
FROM customers_customer a
JOIN customers_customer b ON b.brand_id = a.brand_id AND b.name_folded = a.name_folded AND b.district = a.district
    AND b.province = a.province AND b.id > a.id AND b.merged_into_id IS NULL
WHERE a.brand_id = %(brand)s AND a.merged_into_id IS NULL AND a.name_folded LIKE '%% %%' AND a.district <> ''
"""

SAME_NAME_AND_PHONE_END = """
SELECT LEAST(a.id, b.id), GREATEST(a.id, b.id), a.name || ' · …' || right(ia.value, 4)
FROM customers_customer a
JOIN customers_identity ia ON ia.customer_id = a.id AND ia.kind = 'phone'
JOIN customers_customer b ON b.brand_id = a.brand_id AND b.name_folded = a.name_folded AND b.id > a.id
    AND b.merged_into_id IS NULL
JOIN customers_identity ib ON ib.customer_id = b.id AND ib.kind = 'phone' AND right(ib.value, 7) = right(ia.value, 7)
WHERE a.brand_id = %(brand)s AND a.merged_into_id IS NULL AND a.name_folded <> ''
"""

RULES = {
    "same_value": (SAME_VALUE, 0.8),
    "same_name_and_place": (SAME_NAME_AND_PLACE, 0.6),
    "same_name_and_phone_end": (SAME_NAME_AND_PHONE_END, 0.7),
}
MOST_PROPOSALS = 5_000


@transaction.atomic
def propose_duplicates(brand: Brand) -> int:
    """Look through a brand's customers; returns how many proposals are new.

    A pair already decided on is not proposed again; an open one gains the reasons it lacked.
    """
    pairs: dict[tuple[UUID, UUID], dict[str, dict[str, Any]]] = {}
    for rule, (query, score) in RULES.items():
        with connection.cursor() as cursor:
            cursor.execute(f"{query} LIMIT {MOST_PROPOSALS}", {"brand": brand.id})
            for first, second, detail in cursor.fetchall():
                pairs.setdefault((first, second), {})[rule] = {"rule": rule, "score": score, "detail": detail}
    known = {
        (proposal.first_id, proposal.second_id): proposal
        for proposal in DuplicateProposal.objects.filter(
            brand=brand, first_id__in={first for first, _ in pairs}
        )
    }
    fresh = [
        DuplicateProposal(
            brand=brand,
            first_id=pair[0],
            second_id=pair[1],
            score=_score(rules),
            reasons=list(rules.values()),
        )
        for pair, rules in pairs.items()
        if pair not in known
    ]
    DuplicateProposal.objects.bulk_create(fresh, batch_size=1000, ignore_conflicts=True)
    _add_reasons([(known[pair], rules) for pair, rules in pairs.items() if pair in known])
    return len(fresh)


def _score(reasons: dict[str, dict[str, Any]]) -> float:
    return round(min(1.0, sum(float(reason["score"]) for reason in reasons.values())), 2)


def _add_reasons(found: list[tuple[DuplicateProposal, dict[str, dict[str, Any]]]]) -> None:
    changed = []
    for proposal, rules in found:
        reasons = {reason["rule"]: reason for reason in proposal.reasons}
        if proposal.state == DuplicateProposal.State.OPEN and not rules.keys() <= reasons.keys():
            reasons.update(rules)
            proposal.reasons, proposal.score = list(reasons.values()), _score(reasons)
            changed.append(proposal)
    DuplicateProposal.objects.bulk_update(changed, ["reasons", "score"], batch_size=500)


@transaction.atomic
def dismiss_duplicate(proposal: DuplicateProposal, *, by: Person) -> None:
    """These are different people; the pair is not proposed again."""
    proposal.state = DuplicateProposal.State.DISMISSED
    proposal.decided_by, proposal.decided_at = by, clock.now()
    proposal.save(update_fields=["state", "decided_by", "decided_at"])
    record(
        acts.DUPLICATE_DISMISSED,
        brand_id=proposal.brand_id,
        by=by,
        customer_id=proposal.first_id,
        subject_id=proposal.id,
    )
