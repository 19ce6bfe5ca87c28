"""The words of a batch, for full-text search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from memnun.foundation.turkish.search import document
from memnun.interactions.placing.threading import Placed

LONGEST = 60_000


def index_contacts(brand_id: UUID, placed: Iterable[Placed]) -> None:
    """Write one search document a contact: subject, text and the values told in its meta."""
    rows = [(one.raw_id, one.occurred_at, searchable(one)) for one in placed]
    if not rows:
        return
    ids, times, texts = zip(*rows, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO interactions_searchdocument (interaction_id, brand_id, occurred_at, words) "
            "SELECT x.id, %s, x.at, to_tsvector('simple', x.text) "
            "FROM unnest(%s::uuid[], %s::timestamptz[], %s::text[]) AS x(id, at, text)",
            [brand_id, list(ids), list(times), list(texts)],
        )


def searchable(one: Placed) -> str:
    """The folded words under which a contact is found."""
    contact = one.contact
    return document("\n".join([contact.subject, contact.text[:LONGEST], *_values(contact.meta)]))


def _values(meta: dict[str, Any]) -> list[str]:
    return [str(value)[:200] for value in meta.values() if isinstance(value, str | int)]
