"""Cases and what hangs on them."""

from memnun.cases.models.calendar import CalendarDay, WorkingCalendar
from memnun.cases.models.case import (
    OPEN_STATES,
    Case,
    CaseContact,
    CaseCounter,
    CaseLink,
    CaseQuerySet,
    State,
    Step,
)
from memnun.cases.models.concession import Concession, ConcessionKind, ConcessionRule, LegalParameter
from memnun.cases.models.deadline import (
    ANSWERS,
    PAUSABLE,
    Awaiting,
    Deadline,
    DeadlineKind,
    Escalation,
    EscalationStep,
)
from memnun.cases.models.kinds import CaseType, Law
from memnun.cases.models.owner import Absence, Capacity, OwnerRule
from memnun.cases.models.promise import Promise, PromiseQuerySet
from memnun.cases.models.resolution import FollowUp, Resolution, RootCause
from memnun.cases.models.seen import Reader
from memnun.cases.models.settings import CaseSettings
from memnun.cases.models.tally import DayColumn, MarkedDay, TallyKey

__all__ = [
    "ANSWERS",
    "OPEN_STATES",
    "PAUSABLE",
    "Absence",
    "Awaiting",
    "CalendarDay",
    "Capacity",
    "Case",
    "CaseContact",
    "CaseCounter",
    "CaseLink",
    "CaseQuerySet",
    "CaseSettings",
    "CaseType",
    "Concession",
    "ConcessionKind",
    "ConcessionRule",
    "DayColumn",
    "Deadline",
    "DeadlineKind",
    "Escalation",
    "EscalationStep",
    "FollowUp",
    "Law",
    "LegalParameter",
    "MarkedDay",
    "OwnerRule",
    "Promise",
    "PromiseQuerySet",
    "Reader",
    "Resolution",
    "RootCause",
    "State",
    "Step",
    "TallyKey",
    "WorkingCalendar",
]
