"""Work that is owed to one customer."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from memnun.cases.models.calendar import WorkingCalendar
from memnun.cases.models.kinds import CaseType
from memnun.cases.models.seen import CaseRowQuerySet, hidden_by
from memnun.customers.models import Customer
from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models import Channel, Conversation, Interaction
from memnun.people.models import Branch, Brand, BrandQuerySet, Person, Team


class State(models.TextChoices):
    """Where a case stands."""

    NEW = "new", _("New")
    WORKING = "working", _("In work")
    WAITING = "waiting", _("Waiting for the customer")
    RESOLVED = "resolved", _("Solved")
    CLOSED = "closed", _("Closed")


OPEN_STATES = (State.NEW, State.WORKING, State.WAITING)


class Step(models.TextChoices):
    """What has to be done next."""

    FIRST_ANSWER = "first_answer", _("Give the first answer")
    ANSWER = "answer", _("Answer the customer")
    PROMISE = "promise", _("Keep the promise")
    SOLVE = "solve", _("Solve it")
    REMIND = "remind", _("Ask the customer again")
    FOLLOW_UP = "follow_up", _("Ask whether it is solved")
    OWN = "own", _("Own step")
    NONE = "none", _("None")


class CaseQuerySet(BrandQuerySet["Case"]):
    """Named reads of cases."""

    def visible_to(self, person: Viewer) -> Self:
        """The brand's, less those of private teams the person is not in."""
        cases = super().visible_to(person)
        return cases.exclude(hidden_by("", person)) if person.hidden_team_ids else cases

    def open(self) -> Self:
        """Those not solved yet."""
        return self.filter(state__in=OPEN_STATES)

    def unowned(self) -> Self:
        """Open ones nobody has, longest waiting first; keyset on (opened_at, id)."""
        return self.open().filter(assignee=None).order_by("opened_at", "id")

    def work_of(self, person: Person) -> Self:
        """What the person has yet to finish."""
        return self.open().filter(assignee=person)

    def most_pressing_first(self) -> Self:
        """Whose next step comes first; keyset on (next_step_at, id)."""
        return self.order_by("next_step_at", "id")

    def of_customer(self, customer_id: UUID) -> Self:
        """One customer's, newest first."""
        return self.filter(customer=customer_id).order_by("-opened_at", "-id")


class Case(models.Model):
    """A case with what lists show of it: no list reads its deadlines or promises.

    `next_step_at` is the moment by which the next step is due; an unclosed case always has one. A person may
    set a step of their own (`next_step_text` by `own_step_at`), which counts when it comes first.
    `origin` names the rule that opened it, "hand" for a person. `topics` are those of what opened it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.BigIntegerField(_("Number"))
    type = models.ForeignKey(CaseType, on_delete=models.PROTECT, related_name="+", verbose_name=_("Type"))
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="cases", db_index=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases"
    )
    channel = models.CharField(_("Channel"), max_length=10, choices=Channel.choices, blank=True)
    title = models.CharField(_("What it is about"), max_length=200)
    topics = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    state = models.CharField(_("State"), max_length=8, choices=State.choices, default=State.NEW)
    urgency = models.PositiveSmallIntegerField(_("Urgency"), default=1)
    assignee = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases", db_index=False
    )
    team = models.ForeignKey(
        Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    branch = models.ForeignKey(
        Branch, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    working_calendar = models.ForeignKey(
        WorkingCalendar, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    origin = models.CharField(max_length=60, default="hand")
    opened_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    first_answered_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    next_step = models.CharField(max_length=12, choices=Step.choices, default=Step.FIRST_ANSWER)
    next_step_text = models.CharField(_("Next step"), max_length=200, blank=True)
    next_step_at = models.DateTimeField(null=True, default=clock.now)
    own_step_at = models.DateTimeField(_("By when"), null=True, blank=True)
    days_after_purchase = models.PositiveIntegerField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "number"], name="case_number")]
        indexes = [
            # a column of the board, most pressing first
            models.Index(fields=["brand", "state", "next_step_at", "id"], name="case_board"),
            # my day; and how much everybody has, without touching the rows
            models.Index(
                fields=["brand", "assignee", "state", "next_step_at", "id"],
                name="case_mine",
                condition=~Q(state="closed"),
                include=["next_step"],
            ),
            # what is late or about to be, over all open states
            models.Index(
                fields=["brand", "next_step_at", "id"],
                name="case_due",
                condition=Q(state__in=["new", "working", "waiting"]),
            ),
            # the board of a team
            models.Index(
                fields=["brand", "team", "state", "next_step_at", "id"],
                name="case_team",
                condition=Q(team__isnull=False),
            ),
            # what nobody has, longest waiting first
            models.Index(
                fields=["brand", "opened_at", "id"],
                name="case_unowned",
                condition=Q(assignee__isnull=True, state__in=["new", "working", "waiting"]),
            ),
            # closed ones, newest first
            models.Index(
                fields=["brand", "-closed_at", "-id"],
                name="case_closed",
                condition=Q(closed_at__isnull=False),
            ),
            # one customer's, newest first; also which open one a new complaint joins
            models.Index(fields=["customer", "-opened_at", "-id"], name="case_customer"),
            # measures of a period
            models.Index(fields=["brand", "-opened_at", "-id"], name="case_opened"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"

    @property
    def label(self) -> str:
        """The number as customers read it."""
        return f"V-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it is not solved yet."""
        return self.state in OPEN_STATES


class CaseCounter(models.Model):
    """The last case number given out in a brand."""

    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, primary_key=True, related_name="+")
    last = models.BigIntegerField(default=1000)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.brand}: {self.last}"


class CaseContact(models.Model):
    """A contact that belongs to a case: the one that opened it or one that joined it."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contacts")
    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = CaseRowQuerySet["CaseContact"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interaction"], name="contact_in_one_case")]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.interaction_id}"


class CaseLink(models.Model):
    """Two cases that belong together: `case` is the later one."""

    class Kind(models.TextChoices):
        LATE_REPLY = "late_reply", _("Came back long after")
        RELATED = "related", _("Belongs to")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="linked_by")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.RELATED)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = CaseRowQuerySet["CaseLink"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "other"], name="linked_once")]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.other_id}"
