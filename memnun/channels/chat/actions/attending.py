"""Somebody has the desk open."""

from __future__ import annotations

from datetime import timedelta

from memnun.channels.chat.models import Attendance
from memnun.foundation import clock
from memnun.people.models import Person

LASTS = timedelta(seconds=150)
"""Open desks say so every minute; one sign may be lost."""


def attend(person: Person) -> None:
    """The person counts as there for a while."""
    until = clock.now() + LASTS
    Attendance.objects.bulk_create(
        [Attendance(person=person, brand_id=person.brand_id, until=until)],
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=["until", "brand"],
    )
