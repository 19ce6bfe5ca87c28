"""One batch: waiting raw records of one brand become interactions in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from django.db import OperationalError, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

from memnun.interactions.attachments.extracting import EXTRACTORS, extract_later
from memnun.interactions.models import RawInbound
from memnun.interactions.models.raw import RawState
from memnun.interactions.placing.contacts import place
from memnun.interactions.placing.parsing import Unparsable, parse
from memnun.interactions.placing.queue import lock_a_brand, lock_brand, next_raws
from memnun.interactions.placing.telling import tell_quarantine
from memnun.interactions.placing.threading import Placed

logger = logging.getLogger(__name__)

BATCH = 500
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
    raw = RawInbound.objects.select_for_update(no_key=True, skip_locked=True).waiting().first()
    if raw is None:
        return 0
    raw.attempts += 1
    raw.problem = problem[:2000]
    if raw.attempts >= MOST_ATTEMPTS:
        raw.state = RawState.QUARANTINED
        tell_quarantine(raw.brand_id, 1)
    raw.save(update_fields=["attempts", "problem", "state"])
    return int(raw.state == RawState.QUARANTINED)


@transaction.atomic
def _place_if_free(brand_id: UUID, limit: int) -> int:
    return _place_locked(brand_id, limit) if lock_brand(brand_id) else 0


@transaction.atomic
def _place_one_brand(limit: int) -> int:
    brand_id = lock_a_brand()
    return _place_locked(brand_id, limit) if brand_id else 0


def _place_locked(brand_id: UUID, limit: int) -> int:
    raws = next_raws(brand_id, limit)
    placed, broken = _parse(raws)
    place(brand_id, placed)
    _settle(placed, broken)
    extract_later(raw for raw in raws if raw.form in EXTRACTORS)
    if broken:
        tell_quarantine(brand_id, len(broken))
    return len(raws)


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


def _settle(placed: Sequence[Placed], broken: Sequence[tuple[UUID, str]]) -> None:
    if placed:
        RawInbound.objects.filter(id__in=[one.raw_id for one in placed]).update(
            state=RawState.PLACED, problem=""
        )
    for raw_id, problem in broken:
        RawInbound.objects.filter(id=raw_id).update(state=RawState.QUARANTINED, problem=problem)
