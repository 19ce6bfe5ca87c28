"""Moving customers between the three groups: by evidence, or by a person's word with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction
from django.utils.translation import gettext as _

from memnun.customers.models import Customer, Group
from memnun.events.actions import Act, record_many
from memnun.foundation import clock
from memnun.interactions.models import Conversation
from memnun.people.models import Person
from memnun.segments import events as acts
from memnun.segments.evidence import evidence_of
from memnun.segments.models import Movement, Standing
from memnun.segments.weighing import ENTER, VERSION, Evidence, Judgement, Move, heaviest, replay

BATCH = 400
LOOK_AGAIN_AT_LATEST = timedelta(days=30)
TOLD_IF_NEWER_THAN = timedelta(days=2)


class NotOverruled(Exception):
    """There is no person's word to take back."""


def regroup_due(now: datetime | None = None, limit: int = BATCH, *, due_by: datetime | None = None) -> int:
    """Look again at customers of one brand whose evidence changed or faded; returns how many were looked at.

    `due_by` takes in those who fall due a little later, as at the end of an import.
    """
    now = now or clock.now()
    due_by = due_by or now
    with transaction.atomic():
        first = Customer.objects.regroup_due(due_by).only("brand_id").first()
        if first is None:
            return 0
        due = (
            Customer.objects.regroup_due(due_by)
            .filter(brand_id=first.brand_id)
            .select_for_update(skip_locked=True, no_key=True)
        )
        customers = list(due.only("id", "brand_id", "group", "group_since", "regroup_at")[:limit])
        regroup(first.brand_id, customers, now)
        return len(customers)


def regroup(brand_id: UUID, customers: Sequence[Customer], now: datetime) -> None:
    """Weigh the evidence of locked customers of one brand and write what follows from it."""
    ids = [customer.id for customer in customers]
    evidence = evidence_of(brand_id, ids, now)
    standings = Standing.objects.in_bulk(ids)
    movements: list[Movement] = []
    kept: list[Standing] = []
    for customer in customers:
        own = evidence.get(customer.id, [])
        standing = standings.get(customer.id) or Standing(customer_id=customer.id, brand_id=brand_id)
        judgement = _judge(customer, standing, own, now)
        movements += [_movement(brand_id, customer, move) for move in judgement.moves]
        _note(standing, judgement, own, now)
        kept.append(standing)
        customer.regroup_at = min(
            judgement.look_again_at or now + LOOK_AGAIN_AT_LATEST, now + LOOK_AGAIN_AT_LATEST
        )
        if not own and judgement.group == Group.UNKNOWN:
            customer.regroup_at = None
        if judgement.moves:
            customer.group, customer.group_since = judgement.group, judgement.moves[-1].at
    _write(brand_id, customers, kept, movements, now)


def _judge(customer: Customer, standing: Standing, own: list[Evidence], now: datetime) -> Judgement:
    if standing.overruled_to:
        if not _contradicted(standing, own):
            return Judgement(customer.group, replay(own, until=now).scores, (), None)
        standing.overruled_to = ""
    if standing._state.adding:
        return replay(own, until=now)
    return replay(own, until=now, present=customer.group, since=standing.computed_at)


def _contradicted(standing: Standing, own: list[Evidence]) -> bool:
    """Whether contacts after a person's word speak clearly for another group."""
    later = [piece for piece in own if standing.overruled_at and piece.at > standing.overruled_at]
    return any(
        sum(piece.weight for piece in later if piece.group == group) >= ENTER
        for group in {piece.group for piece in later} - {standing.overruled_to}
    )


def _note(standing: Standing, judgement: Judgement, own: list[Evidence], now: datetime) -> None:
    newest = sorted(own, key=lambda piece: piece.at, reverse=True)[:12]
    leading = heaviest(own, judgement.group, now) if judgement.group != Group.UNKNOWN else ()
    shown = list({id(piece): piece for piece in [*leading, *newest]}.values())
    standing.scores = judgement.scores
    standing.evidence = [_shown(piece) for piece in shown]
    standing.computed_at = max([piece.at for piece in own], default=now)
    standing.version = VERSION


def _shown(piece: Evidence) -> dict[str, object]:
    return {"at": piece.at.isoformat(), "group": piece.group, "weight": piece.weight, **piece.source}


def _movement(brand_id: UUID, customer: Customer, move: Move) -> Movement:
    return Movement(
        brand_id=brand_id,
        customer=customer,
        before=move.before,
        after=move.after,
        evidence=[_shown(piece) for piece in move.evidence],
        at=move.at,
    )


def _write(
    brand_id: UUID,
    customers: Sequence[Customer],
    kept: list[Standing],
    movements: list[Movement],
    now: datetime,
) -> None:
    _write_rows(WRITE_STANDINGS, [_columns(standing, STANDING) for standing in kept])
    _write_rows(UPDATE_CUSTOMERS, [_columns(customer, PLACE) for customer in customers])
    _write_rows(WRITE_MOVEMENTS, [_columns(movement, MOVEMENT) for movement in movements])
    moved = {movement.customer_id: movement for movement in movements}
    for group in {movement.after for movement in moved.values()}:
        ids = [customer_id for customer_id, movement in moved.items() if movement.after == group]
        # by customer alone: given the brand too, a planner without statistics reads all of its conversations
        Conversation.objects.filter(customer_id__in=ids).exclude(group=group).update(group=group)
    record_many(
        Act(
            acts.MOVED,
            brand_id,
            customer_id=movement.customer_id,
            subject_id=movement.id,
            details={"before": movement.before, "after": movement.after},
        )
        for movement in moved.values()
        if movement.at >= now - TOLD_IF_NEWER_THAN
    )


STANDING = ("customer_id", "brand_id", "scores", "evidence", "computed_at", "version", "overruled_to")
WRITE_STANDINGS = """
INSERT INTO segments_standing AS s
    (customer_id, brand_id, scores, evidence, computed_at, version, overruled_to, overruled_reason)
SELECT customer_id, brand_id, scores, evidence, computed_at, version, overruled_to, ''
FROM jsonb_to_recordset(%s) AS x(customer_id uuid, brand_id uuid, scores jsonb, evidence jsonb, computed_at timestamptz,
                                 version text, overruled_to text)
ON CONFLICT (customer_id) DO UPDATE SET scores = EXCLUDED.scores, evidence = EXCLUDED.evidence,
    computed_at = EXCLUDED.computed_at, version = EXCLUDED.version, overruled_to = EXCLUDED.overruled_to
"""

PLACE = ("id", "group", "group_since", "regroup_at")
UPDATE_CUSTOMERS = """
UPDATE customers_customer c SET "group" = x."group", group_since = x.group_since, regroup_at = x.regroup_at
FROM jsonb_to_recordset(%s) AS x(id uuid, "group" text, group_since timestamptz, regroup_at timestamptz)
WHERE c.id = x.id
"""

MOVEMENT = ("id", "brand_id", "customer_id", "before", "after", "evidence", "at")
WRITE_MOVEMENTS = """
INSERT INTO segments_movement (id, brand_id, customer_id, before, after, evidence, reason, at)
SELECT id, brand_id, customer_id, before, after, evidence, '', at
FROM jsonb_to_recordset(%s) AS x(id uuid, brand_id uuid, customer_id uuid, before text, after text, evidence jsonb,
                                 at timestamptz)
"""


def _columns(row: Customer | Standing | Movement, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _write_rows(statement: str, rows: Sequence[dict[str, Any]]) -> None:
    """One statement and one parameter for many rows: Django's own writes of many cost several times as much."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(statement, [msgspec.json.encode(rows).decode()])


@transaction.atomic
def overrule(customer: Customer, *, group: str, reason: str, by: Person) -> Movement:
    """A person's word against the evidence; stands until taken back or until newer contacts contradict it.

    Raises ValueError when no reason is given.
    """
    if not reason.strip():
        raise ValueError(_("Please say why."))
    now = clock.now()
    locked = Customer.objects.select_for_update(no_key=True).get(id=customer.id)
    standing = Standing.objects.filter(customer=locked).first() or Standing(
        customer=locked, brand_id=locked.brand_id
    )
    standing.overruled_to, standing.overruled_by = group, by
    standing.overruled_at, standing.overruled_reason = now, reason.strip()[:300]
    standing.save()
    movement = _place_by_hand(locked, group, reason.strip()[:300], by, now)
    record_many(
        [
            Act(
                acts.OVERRULED, locked.brand_id, by, customer_id=locked.id, subject_id=movement.id,
                details={"before": movement.before, "after": group, "reason": movement.reason},
            )
        ]
    )  # fmt: skip
    return movement


def _place_by_hand(customer: Customer, group: str, reason: str, by: Person, now: datetime) -> Movement:
    movement = Movement.objects.create(
        brand_id=customer.brand_id,
        customer=customer,
        before=customer.group,
        after=group,
        reason=reason,
        by=by,
        at=now,
    )
    customer.group, customer.group_since = group, now
    customer.save(update_fields=["group", "group_since", "name_folded", "name_sort"])
    Conversation.objects.filter(customer=customer).update(group=group)
    return movement


@transaction.atomic
def take_back_overrule(customer: Customer, *, by: Person) -> None:
    """Let the evidence decide again. Raises NotOverruled when nobody overruled it."""
    now = clock.now()
    locked = Customer.objects.select_for_update(no_key=True).get(id=customer.id)
    standing = Standing.objects.filter(customer=locked).exclude(overruled_to="").first()
    if standing is None:
        raise NotOverruled
    standing.overruled_to = ""
    standing.save(update_fields=["overruled_to"])
    record_many([Act(acts.OVERRULE_TAKEN_BACK, locked.brand_id, by, customer_id=locked.id)])
    regroup(locked.brand_id, [locked], now)
