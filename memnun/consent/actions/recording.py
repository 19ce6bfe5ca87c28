"""Writing consents and refusals into the ledger; where each address stands follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from memnun.consent import events as acts
from memnun.consent.iys import rules
from memnun.consent.models import (
    OF_THE_CITIZEN,
    ON_PAPER,
    Confirmation,
    Consent,
    ConsentSource,
    ConsentState,
    ConsentStatus,
    ConsentType,
    ContactPolicy,
    IysReport,
    Notice,
    RecipientType,
)
from memnun.consent.words import tell
from memnun.customers.models import Identity, IdentityKind
from memnun.events.actions import Act, record_many
from memnun.foundation import clock
from memnun.foundation.clock import ISTANBUL
from memnun.people.models import Brand, Person

Key = tuple[str, str, str]
"""Type, address, recipient type."""

LAW = datetime(2015, 5, 1, tzinfo=ISTANBUL).astimezone(UTC)
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


class CannotRecord(ValueError):
    """The consent cannot stand in the ledger; the text says why."""


@dataclass(frozen=True, slots=True)
class Given:
    """A consent or refusal as it was given. `address` is normalised; `evidence` is what proves it."""

    type: str
    address: str
    status: str
    source: str
    taken_at: datetime
    recipient_type: str = RecipientType.BIREYSEL
    customer_id: UUID | None = None
    notice: Notice | None = None
    evidence: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.type, self.address, self.recipient_type


def kind_of(type: str) -> str:
    """The kind of address a consent of this type is about."""
    return IdentityKind.EMAIL if type == ConsentType.EPOSTA else IdentityKind.PHONE


def record_consent(given: Given, *, brand: Brand, by: Person | None = None) -> Consent:
    """Write one consent or refusal. Raises CannotRecord."""
    return record_consents([given], brand=brand, by=by)[0]


@transaction.atomic
def record_consents(
    given: Sequence[Given], *, brand: Brand, by: Person | None = None, from_iys: bool = False
) -> list[Consent]:
    """Write many in their order; give a few hundred at a time. With `from_iys` İYS itself said so.

    A refusal is always taken. What İYS must be told is due at the end of the third working day; consent
    that cannot reach it in time is written and cannot be used. Raises CannotRecord, and then writes none.
    """
    now = clock.now()
    for each in given:
        _check(each, now)
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [f"consent:{brand.id}"])
    policy = ContactPolicy.objects.filter(brand=brand).first() or ContactPolicy(brand=brand)
    states = states_of(brand, given)
    owners = _owners(brand, given)
    rows = [_row(each, brand, by, each.customer_id or owners.get(each.address), now) for each in given]
    Consent.objects.bulk_create(rows)
    changes = [_follow(row, states, policy, now, from_iys=from_iys) for row in rows]
    _keep_states(states.values())
    IysReport.objects.bulk_create([report for report, _moved in changes if report])
    if not from_iys:
        Confirmation.objects.bulk_create(_confirmations(rows, now))
    record_many(_acts([row for row, (_report, moved) in zip(rows, changes, strict=True) if moved], by))
    return rows


def states_of(brand: Brand, given: Iterable[Given]) -> dict[Key, ConsentState]:
    """Where the addresses of these stand now."""
    addresses = {each.address for each in given}
    rows = ConsentState.objects.filter(brand=brand, address__in=addresses)
    return {(row.type, row.address, row.recipient_type): row for row in rows}


def _check(given: Given, now: datetime) -> None:
    if problem := rules.wrong_moment(given.taken_at, given.source, now):
        raise CannotRecord(tell(problem.code, problem.values))


def _row(given: Given, brand: Brand, by: Person | None, customer: UUID | None, now: datetime) -> Consent:
    return Consent(
        brand=brand, customer_id=customer, type=given.type, address=given.address,
        recipient_type=given.recipient_type, status=given.status, source=given.source, notice=given.notice,
        taken_at=given.taken_at, taken_by=by, evidence=given.evidence, recorded_at=now,
    )  # fmt: skip


def _owners(brand: Brand, given: Iterable[Given]) -> dict[str, UUID]:
    """Whose the addresses are, as far as that is proven."""
    wanted = {each.address for each in given if each.customer_id is None}
    if not wanted:
        return {}
    rows = Identity.objects.proven().filter(
        brand=brand, kind__in=[IdentityKind.EMAIL, IdentityKind.PHONE], value__in=wanted
    )
    return dict(rows.values_list("value", "customer_id"))


def _follow(
    row: Consent, states: dict[Key, ConsentState], policy: ContactPolicy, now: datetime, *, from_iys: bool
) -> tuple[IysReport | None, bool]:
    """Move the state of the row's address; says what İYS must be told and whether anything changed."""
    key = row.type, row.address, row.recipient_type
    state = states.get(key)
    if state is not None and not _supersedes(row, state):
        return None, False
    before = (state.status, state.iys_due_at) if state else ("", None)
    report = None if from_iys or row.source in OF_THE_CITIZEN else _report(row, state, policy, now)
    state = state or ConsentState(
        brand_id=row.brand_id, type=row.type, address=row.address, recipient_type=row.recipient_type
    )
    states[key] = state
    if state.status != row.status or report is not None or state.consent_id is None:
        state.status, state.consent, state.since = row.status, row, row.taken_at
        state.iys_due_at = report.due_at if report else None
    if from_iys or row.source in OF_THE_CITIZEN:
        state.iys_status, state.iys_since = row.status, row.taken_at
        state.iys_seen_at, state.iys_due_at = now, None
    return report, (state.status, state.iys_due_at) != before


def _supersedes(row: Consent, state: ConsentState) -> bool:
    """The newer one holds; of two from the same moment the refusal."""
    return row.taken_at > state.since or (
        row.taken_at == state.since and row.status == ConsentStatus.RET != state.status
    )


def _report(
    row: Consent, state: ConsentState | None, policy: ContactPolicy, now: datetime
) -> IysReport | None:
    """What İYS must be told: what changes what it holds, or will hold once the earlier reports are there."""
    if not policy.keeps_iys:
        return None
    held = state.iys_status if state else ""
    if state and state.iys_due_at and now < state.iys_due_at:
        held = state.status
    if row.status == (held or ConsentStatus.RET):
        return None
    due = rules.due_at(row.taken_at)
    missed = row.status == ConsentStatus.ONAY and now >= due and row.source != ConsentSource.HS_2015
    kept = IysReport.State.MISSED if missed else IysReport.State.WAITING
    return IysReport(consent=row, brand_id=row.brand_id, state=kept, due_at=due, changed_at=now)


def _keep_states(states: Iterable[ConsentState]) -> None:
    ConsentState.objects.bulk_create(
        states,
        update_conflicts=True,
        unique_fields=["brand", "address", "type", "recipient_type"],
        update_fields=["status", "consent", "since", "iys_status", "iys_since", "iys_seen_at", "iys_due_at"],
    )


def _confirmations(rows: Iterable[Consent], now: datetime) -> list[Confirmation]:
    """Electronic consents are confirmed by the end of the day on which they were given."""
    owed = [row for row in rows if row.status == ConsentStatus.ONAY and row.source not in ON_PAPER]
    return [
        Confirmation(consent=row, brand_id=row.brand_id, due_at=_end_of_day(row.taken_at))
        for row in owed
        if row.source not in OF_THE_CITIZEN and _end_of_day(row.taken_at) > now
    ]


def _end_of_day(moment: datetime) -> datetime:
    tomorrow = moment.astimezone(ISTANBUL).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(0), ISTANBUL)


def _acts(rows: Iterable[Consent], by: Person | None) -> list[Act]:
    return [
        Act(
            acts.CONSENTED if row.status == ConsentStatus.ONAY else acts.REFUSED,
            row.brand_id,
            by,
            customer_id=row.customer_id,
            subject_id=row.id,
            details={"type": row.type, "address": row.address, "source": row.source},
        )
        for row in rows
    ]
