"""What is due on a case and by when: the inputs, and the moment reckoned from them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from memnun.cases.deadlines.terms import Term, Unit
from memnun.cases.models.case import Case
from memnun.cases.models.kinds import UNITS
from memnun.cases.models.seen import CaseRowQuerySet
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person, Team


class DeadlineKind(models.TextChoices):
    """What is due."""

    FIRST_ANSWER = "first_answer", _("First answer")
    NEXT_ANSWER = "next_answer", _("Next answer")
    SOLUTION = "solution", _("Solution")
    CHANNEL = "channel", _("Answer on the channel")
    LEGAL = "legal", _("Term of the law")


PAUSABLE = (DeadlineKind.FIRST_ANSWER, DeadlineKind.NEXT_ANSWER, DeadlineKind.SOLUTION)
ANSWERS = (DeadlineKind.FIRST_ANSWER, DeadlineKind.NEXT_ANSWER, DeadlineKind.CHANNEL)


class DeadlineQuerySet(CaseRowQuerySet["Deadline"]):
    """Named reads of deadlines."""

    def running(self) -> Self:
        """Those not met and not dropped."""
        return self.filter(met_at=None, dropped_at=None)

    def to_look_at(self, now: datetime) -> Self:
        """Those at which something happens by now: a warning, the end, an escalation."""
        return self.filter(look_at__lte=now).order_by("look_at", "id")


class Deadline(models.Model):
    """A term that began at `start_at`. `due_at` follows from the other columns, the case's calendar and its
    pauses, and is reckoned anew when any of them changes; it is null while the clock stands still.

    `fixed_at` is a date from outside (a board's notice) that nothing moves. `basis` says what it rests on
    (notice_at, shipped_at, received_at for refunds). `look_at` is when the next warning or escalation is due.
    `took` is the working time it took, in seconds, once met.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=12, choices=DeadlineKind.choices)
    start_at = models.DateTimeField(default=clock.now)
    amount = models.PositiveIntegerField(default=1)
    unit = models.CharField(max_length=16, choices=UNITS, default=Unit.WORKING_MINUTES.value)
    fixed_at = models.DateTimeField(null=True, blank=True)
    basis = models.CharField(max_length=20, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    look_at = models.DateTimeField(null=True, blank=True)
    took = models.PositiveIntegerField(null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                name="one_running_deadline_a_kind",
                condition=Q(met_at__isnull=True, dropped_at__isnull=True),
            )
        ]
        indexes = [
            # the watch: where a warning, an end or an escalation has come
            models.Index(fields=["look_at", "id"], name="deadline_look", condition=Q(look_at__isnull=False)),
            # measures of a period
            models.Index(
                fields=["brand", "kind", "met_at"], name="deadline_met", condition=Q(met_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_at}"

    @property
    def term(self) -> Term:
        """The term as the reckoning takes it."""
        return Term(self.amount, Unit(self.unit))

    @property
    def pausable(self) -> bool:
        """Whether it stands still while the customer is awaited; the law and channels wait for nobody."""
        return self.kind in PAUSABLE

    @property
    def running(self) -> bool:
        """Whether it is neither met nor dropped."""
        return self.met_at is None and self.dropped_at is None


class Awaiting(models.Model):
    """A stretch in which the next word was the customer's; `until` is null while it lasts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="awaitings")
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)
    what = models.CharField(_("What we wait for"), max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = CaseRowQuerySet["Awaiting"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="awaited_once_at_a_time", condition=Q(until__isnull=True)
            )
        ]
        ordering = ["since"]

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"


class EscalationStep(models.Model):
    """What happens before or after a deadline: `minutes` of working time before (negative) or after it."""

    class Act(models.TextChoices):
        WARN = "warn", _("Warn the owner")
        MANAGERS = "managers", _("Show it to the managers")
        URGENT = "urgent", _("Raise the urgency")
        TEAM = "team", _("Give it to a team")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("Deadline"), max_length=12, choices=DeadlineKind.choices, blank=True)
    minutes = models.IntegerField(_("Minutes of working time before (−) or after"), default=0)
    act = models.CharField(_("Then"), max_length=8, choices=Act.choices)
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Team")
    )

    objects = BrandQuerySet.as_manager()

    class Meta:
        ordering = ["minutes", "id"]

    def __str__(self) -> str:
        return f"{self.minutes} {self.act}"


class Escalation(models.Model):
    """A step that was taken; each once a deadline."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="escalations")
    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="escalations")
    step = models.ForeignKey(EscalationStep, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = CaseRowQuerySet["Escalation"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deadline", "step"], name="escalated_once")]

    def __str__(self) -> str:
        return f"{self.deadline_id} {self.step_id}"
