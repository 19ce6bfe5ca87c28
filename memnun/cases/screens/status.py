"""What a customer sees of a case without signing in: its number, its state, the promise."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from memnun.cases.models import Case, Promise, State
from memnun.cases.models.calendar import read_zone
from memnun.cases.status_page import read_token
from memnun.cases.timing import Calendars


@dataclass(frozen=True, slots=True)
class Status:
    """All that the page knows; times are told in `zone`, the customer's own when they told it."""

    label: str
    brand: str
    state: str
    solved: bool
    promise: Promise | None
    zone: ZoneInfo
    language: str


def status_of(token: str) -> Status | None:
    """What stands behind a token; None for one that nobody signed."""
    case_id = read_token(token)
    case = (
        Case.objects.filter(id=case_id, erased_at=None).select_related("brand", "customer").first()
        if case_id
        else None
    )
    if case is None:
        return None
    promises = Promise.objects.filter(case=case).exclude(state=Promise.State.TAKEN_BACK)
    wanted = case.customer.facts.get("time_zone")
    return Status(
        label=case.label,
        brand=case.brand.name,
        state=case.state,
        solved=case.state in (State.RESOLVED, State.CLOSED),
        promise=promises.open().first() or promises.order_by("-made_at").first(),
        zone=read_zone(wanted) if isinstance(wanted, str) else Calendars(case.brand_id).standard.zone,
        language=case.customer.language or "tr",
    )
