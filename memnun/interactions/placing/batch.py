"""One batch: waiting raw records of one brand become interactions in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import Func, IntegerField
from psycopg.errors import DeadlockDetected, SerializationFailure

from memnun.customers.matching.matching import Matching
from memnun.customers.matching.sender import Sender
from memnun.customers.models import Customer
from memnun.events.actions import Act, record_many
from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.attachments.extracting import EXTRACTORS, extract_later
from memnun.interactions.models import RawInbound
from memnun.interactions.models.raw import RawState
from memnun.interactions.placing.evidence import Weighed
from memnun.interactions.placing.indexing import index_contacts
from memnun.interactions.placing.parsing import Unparsable, parse
from memnun.interactions.placing.purchases import write_purchases
from memnun.interactions.placing.reading import read_contacts, write_readings
from memnun.interactions.placing.summaries import FRESH, summarise
from memnun.interactions.placing.threading import Placed, Threading, known_threads
from memnun.interactions.placing.writing import (
    lock_rows,
    update_conversations,
    update_customers,
    write_conversations,
    write_interactions,
)
from memnun.people.models import Branch, Person

logger = logging.getLogger(__name__)

BATCH = 500
BYTES = 32 * 1024 * 1024
"""A batch ends before it holds more than this, unless a single record is larger."""

MOST_ATTEMPTS = 5
TRIES = 4


def place_waiting(limit: int = BATCH) -> int:
    """Place up to `limit` waiting raw records of one brand; returns how many left the queue.

    A batch that fails as a whole is tried again record by record, so that one bad record holds
    nobody up: it is quarantined with its reason. Trouble of the database itself is raised.
    """
    return _place_patiently(lambda: _place_one_brand(limit), limit)


def place_brand(brand_id: UUID, limit: int = BATCH) -> int:
    """Place waiting records of one brand, as an import does with its own; returns how many left the queue.

    Nothing is done while somebody else places for the brand.
    """
    return _place_patiently(lambda: _place_if_free(brand_id, limit), limit)


def _place_patiently(place_batch: Callable[[], int], limit: int) -> int:
    for _ in range(TRIES):
        try:
            return place_batch()
        except OperationalError as problem:
            if not isinstance(problem.__cause__, DeadlockDetected | SerializationFailure):
                raise
            logger.warning("Placing collided with somebody else's work and is done again.")
        except Exception:
            logger.exception("A batch of raw records could not be placed; trying them one by one.")
            break
    return sum(place_one_safely() for _ in range(limit))


def place_one_safely() -> int:
    """Place the first waiting record; when it fails, count the attempt or quarantine it."""
    try:
        return _place_one_brand(1)
    except OperationalError:
        raise
    except Exception as problem:
        return _count_attempt(f"{type(problem).__name__}: {problem}")


@transaction.atomic
def _count_attempt(problem: str) -> int:
    raw = RawInbound.objects.select_for_update(skip_locked=True).waiting().first()
    if raw is None:
        return 0
    raw.attempts += 1
    raw.problem = problem[:2000]
    if raw.attempts >= MOST_ATTEMPTS:
        raw.state = RawState.QUARANTINED
        _tell_quarantine(raw.brand_id, 1)
    raw.save(update_fields=["attempts", "problem", "state"])
    return int(raw.state == RawState.QUARANTINED)


@transaction.atomic
def _place_if_free(brand_id: UUID, limit: int) -> int:
    return _place_locked(brand_id, limit) if _lock(brand_id) else 0


@transaction.atomic
def _place_one_brand(limit: int) -> int:
    brand_id = _lock_a_brand()
    return _place_locked(brand_id, limit) if brand_id else 0


def _place_locked(brand_id: UUID, limit: int) -> int:
    raws = _next_raws(brand_id, limit)
    placed, broken = _parse(raws)
    place(brand_id, placed)
    _settle(placed, broken)
    extract_later(raw for raw in raws if raw.form in EXTRACTORS)
    if broken:
        _tell_quarantine(brand_id, len(broken))
    return len(raws)


def place(brand_id: UUID, placed: Sequence[Placed]) -> None:
    """Write a batch of parsed contacts of one brand, inside the caller's transaction."""
    if not placed:
        return
    now = clock.now()
    read_contacts(brand_id, placed)
    _name_staff_and_branches(brand_id, placed)
    threads = known_threads(brand_id, placed)
    weighing = Weighed(brand_id, placed)
    answered = weighing.answered()
    senders = [_sender(one, threads, answered) for one in placed]
    matching = Matching(brand_id, now)
    for one, match in zip(placed, matching.match(senders), strict=True):
        one.customer_id, one.match_rule = match.customer_id, match.rule
    lock_rows("customers_customer", (one.customer_id for one in placed))
    threading = Threading(brand_id, threads, weighing)
    threading.thread(placed)
    summaries = summarise(placed, threading.created).values()
    fresh = [summary for summary in summaries if not summary.goes_on]
    known = [summary for summary in summaries if summary.goes_on]
    lock_rows("interactions_conversation", (summary.conversation_id for summary in known))
    write_conversations(brand_id, fresh, _groups({summary.customer_id for summary in fresh}), now)
    threading.write_threads()
    update_conversations(known, now)
    write_interactions(brand_id, placed, now)
    weighing.keep()
    write_readings(brand_id, placed, now)
    index_contacts(brand_id, placed)
    write_purchases(brand_id, placed)
    update_customers(placed, now)
    _tell(brand_id, placed, set(threading.created), now)


BRANDS_WAITING = """
WITH RECURSIVE brands AS (
    (SELECT brand_id FROM interactions_rawinbound WHERE state = 'waiting' ORDER BY brand_id LIMIT 1)
    UNION ALL
    SELECT (SELECT r.brand_id FROM interactions_rawinbound r
            WHERE r.state = 'waiting' AND r.brand_id > brands.brand_id ORDER BY r.brand_id LIMIT 1)
    FROM brands WHERE brands.brand_id IS NOT NULL)
SELECT brand_id, (SELECT r.id FROM interactions_rawinbound r
                  WHERE r.state = 'waiting' AND r.brand_id = brands.brand_id ORDER BY r.id LIMIT 1) AS oldest
FROM brands WHERE brand_id IS NOT NULL ORDER BY oldest
"""


def _lock_a_brand() -> UUID | None:
    """The brand that has waited longest and that nobody else places now; locked until commit."""
    with connection.cursor() as cursor:
        cursor.execute(BRANDS_WAITING)
        waiting = [brand_id for brand_id, _ in cursor.fetchall()]
    return next((brand_id for brand_id in waiting if _lock(brand_id)), None)


def _lock(brand_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('placing'), hashtext(%s))", [str(brand_id)])
        return bool(cursor.fetchone()[0])


def _parse(raws: Iterable[RawInbound]) -> tuple[list[Placed], list[tuple[UUID, str]]]:
    placed: list[Placed] = []
    broken: list[tuple[UUID, str]] = []
    for raw in raws:
        try:
            contact = parse(raw.form, bytes(raw.body), raw.received_at)
        except Unparsable as problem:
            broken.append((raw.id, str(problem)[:2000]))
        else:
            placed.append(
                Placed(raw.id, raw.channel_account_id, contact, contact.occurred_at, raw.source_kind)  # type: ignore[arg-type]
            )
    return placed, broken


def _next_raws(brand_id: UUID, limit: int) -> list[RawInbound]:
    """The next waiting records, fewer when they are large: memory does not grow with attachments."""
    waiting = RawInbound.objects.filter(brand_id=brand_id).waiting()
    sizes = waiting.annotate(size=Func("body", function="octet_length", output_field=IntegerField()))
    ids: list[UUID] = []
    weight = 0
    for raw_id, size in sizes.values_list("id", "size")[:limit]:
        if ids and weight + size > BYTES:
            break
        ids.append(raw_id)
        weight += size
    return list(waiting.filter(id__in=ids))


def _sender(one: Placed, threads: dict[Any, Any], answered: Mapping[UUID, UUID]) -> Sender:
    told = one.contact.customer
    known = threads.get((one.account_id, one.contact.thread)) if one.contact.thread else None
    return Sender(
        scope=one.account_id,
        stated_id=_uuid(told.id),
        external_id=told.external_id,
        email=told.email,
        phone=told.phone,
        name=told.name or "",
        claimed=told.claimed,
        facts=told.facts,
        source=one.contact.channel,
        thread_customer_id=known.customer_id if known else None,
        thread=one.contact.thread or "",
        answers_customer_id=answered.get(one.raw_id),
    )


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _name_staff_and_branches(brand_id: UUID, placed: Iterable[Placed]) -> None:
    emails = {one.contact.staff.strip().lower() for one in placed if one.contact.staff}
    codes = {one.contact.branch for one in placed if one.contact.branch}
    staff: dict[str, UUID] = {}
    branches: dict[str, UUID] = {}
    if emails:
        staff = dict(
            Person.objects.filter(brand_id=brand_id, account__email__in=emails).values_list(
                "account__email", "id"
            )
        )
    if codes:
        branches = dict(Branch.objects.filter(brand_id=brand_id, code__in=codes).values_list("code", "id"))
    for one in placed:
        one.staff_id = staff.get((one.contact.staff or "").strip().lower())
        one.branch_id = branches.get(one.contact.branch or "")


def _groups(customers: set[UUID]) -> dict[UUID, str]:
    return dict(Customer.objects.filter(id__in=customers).values_list("id", "group"))


def _settle(placed: Sequence[Placed], broken: Sequence[tuple[UUID, str]]) -> None:
    if placed:
        RawInbound.objects.filter(id__in=[one.raw_id for one in placed]).update(
            state=RawState.PLACED, problem=""
        )
    for raw_id, problem in broken:
        RawInbound.objects.filter(id=raw_id).update(state=RawState.QUARANTINED, problem=problem)


def _tell(brand_id: UUID, placed: Sequence[Placed], created: set[UUID], now: datetime) -> None:
    """One event a contact that just happened; one for all of the batch's history, naming what came late."""
    fresh = [one for one in placed if one.source_kind != "import" and one.occurred_at >= now - FRESH]
    record_many(
        Act(
            acts.RECORDED,
            brand_id,
            customer_id=one.customer_id,
            conversation_id=one.conversation_id,
            subject_id=one.raw_id,
            at=one.occurred_at if one.occurred_at <= now else now,
            details={
                "channel": one.contact.channel,
                "direction": one.contact.direction,
                "new": one.conversation_id in created,
            },
        )
        for one in fresh
    )
    if len(fresh) < len(placed):
        late = [
            str(one.raw_id) for one in placed if one.source_kind != "import" and one.occurred_at < now - FRESH
        ]
        told = {"count": len(placed) - len(fresh), **({"late": late} if late else {})}
        record_many([Act(acts.HISTORY_RECORDED, brand_id, details=told)])


def _tell_quarantine(brand_id: UUID, count: int) -> None:
    record_many([Act(acts.QUARANTINED, brand_id, details={"count": count})])
