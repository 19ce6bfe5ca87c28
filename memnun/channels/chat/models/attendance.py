"""Who of the brand is at the desk right now."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from memnun.people.models import Brand, BrandQuerySet, Person


class AttendanceQuerySet(BrandQuerySet["Attendance"]):
    """Named reads of attendances."""

    def present(self, now: datetime) -> Self:
        """Those who are there."""
        return self.filter(until__gt=now)


class Attendance(models.Model):
    """Until when somebody with the desk open counts as there; open desks say so every minute."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = AttendanceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person_id} until {self.until:%H:%M}"
