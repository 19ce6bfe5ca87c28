"""Raw records that wait, brand by brand: whose turn it is, and which records come next."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Func, IntegerField

from memnun.interactions.models import RawInbound

BYTES = 32 * 1024 * 1024
"""A batch ends before it holds more than this, unless a single record is larger."""

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


def lock_a_brand() -> UUID | None:
    """The brand that has waited longest and that nobody else places now; locked until commit."""
    with connection.cursor() as cursor:
        cursor.execute(BRANDS_WAITING)
        waiting = [brand_id for brand_id, _ in cursor.fetchall()]
    return next((brand_id for brand_id in waiting if lock_brand(brand_id)), None)


def lock_brand(brand_id: UUID) -> bool:
    """Whether nobody else places for the brand; if so it is locked until commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('placing'), hashtext(%s))", [str(brand_id)])
        return bool(cursor.fetchone()[0])


def next_raws(brand_id: UUID, limit: int) -> list[RawInbound]:
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
