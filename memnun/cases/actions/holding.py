"""In which order cases are held, so that two who work at once wait for each other and never for ever.

Whoever may open cases holds the openings of the brand first; then come the cases, by their ids; then what
hangs on them. Jobs of the clock leave out what is held (`skip_locked`).
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from memnun.cases.models import Case, State


def hold_openings(brand_id: UUID) -> None:
    """One opener a brand at a time, lest two contacts of one matter open two cases."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('cases'), hashtext(%s))", [str(brand_id)])


def hold_cases_of(brand_id: UUID, conversations: Iterable[UUID]) -> None:
    """Hold the openings of the brand and the cases of some conversations that are not closed."""
    hold_openings(brand_id)
    cases = Case.objects.filter(brand_id=brand_id, conversation__in=set(conversations))
    list(cases.exclude(state=State.CLOSED).order_by("id").select_for_update(no_key=True).values_list("id"))
