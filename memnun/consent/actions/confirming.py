"""Telling who consented electronically so on the same day, and hearing what they say to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from memnun.consent import events as acts
from memnun.consent.actions.refusing import refuse
from memnun.consent.actions.telling import tell_of_consents
from memnun.consent.models import Confirmation, ConsentSource, ConsentState, ConsentStatus
from memnun.events.actions import record
from memnun.foundation import clock

BATCH = 500


def mark_confirmed(delivery_ids: Iterable[UUID]) -> int:
    """These messages were taken by the other side; returns how many confirmations that settles."""
    owed = Confirmation.objects.filter(delivery_id__in=list(delivery_ids), sent_at=None)
    return owed.update(sent_at=clock.now(), problem="")


def mark_not_sent(delivery_ids: Iterable[UUID]) -> int:
    """These messages will not leave by themselves; returns how many confirmations that holds up."""
    owed = Confirmation.objects.filter(delivery_id__in=list(delivery_ids), sent_at=None)
    return owed.update(problem=Confirmation.Problem.NOT_SENT)


def mark_late(now: datetime | None = None) -> int:
    """Tell, once each, of consents whose day ended without a confirmation; returns how many."""
    now = now or clock.now()
    done = 0
    while marked := _mark_some(now):
        done += marked
    return done


@transaction.atomic
def _mark_some(now: datetime) -> int:
    late = Confirmation.objects.owed().filter(due_at__lte=now, late_at=None).select_related("consent")
    rows = list(late.select_for_update(no_key=True, of=("self",), skip_locked=True)[:BATCH])
    Confirmation.objects.filter(consent_id__in=[row.consent_id for row in rows]).update(late_at=now)
    tell_of_consents(acts.NOT_CONFIRMED, rows)
    return len(rows)


@transaction.atomic
def confirm(confirmation: Confirmation, *, evidence: dict[str, Any]) -> bool:
    """The customer says that they gave this consent; False when it is too late or no longer stands."""
    current = _held(confirmation)
    if not current.may_be_confirmed(clock.now()) or not _stands(current):
        return False
    _answer(current, Confirmation.Answer.YES, evidence)
    return True


@transaction.atomic
def take_back(confirmation: Confirmation, *, source: ConsentSource, evidence: dict[str, Any]) -> None:
    """The customer did not give this consent or wants it no more: refused from now on, however late."""
    current = _held(confirmation)
    consent = current.consent
    refuse(
        current.brand, address=consent.address, types=[consent.type], source=source, evidence=evidence,
        customer_id=consent.customer_id,
    )  # fmt: skip
    if current.answer != Confirmation.Answer.NO:
        _answer(current, Confirmation.Answer.NO, evidence)


def _held(confirmation: Confirmation) -> Confirmation:
    rows = Confirmation.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "brand", "consent"
    )
    return rows.get(consent_id=confirmation.consent_id)


def _stands(confirmation: Confirmation) -> bool:
    consent = confirmation.consent
    about = {"type": consent.type, "address": consent.address, "recipient_type": consent.recipient_type}
    states = ConsentState.objects.filter(brand_id=confirmation.brand_id, **about)
    return states.filter(status=ConsentStatus.ONAY).exists()


def _answer(confirmation: Confirmation, answer: Confirmation.Answer, evidence: dict[str, Any]) -> None:
    confirmation.answer, confirmation.answered_at = answer, clock.now()
    confirmation.evidence = evidence
    confirmation.save(update_fields=["answer", "answered_at", "evidence"])
    kind = acts.CONFIRMED if answer == Confirmation.Answer.YES else acts.TAKEN_BACK
    consent = confirmation.consent
    record(
        kind, brand_id=confirmation.brand_id, customer_id=consent.customer_id, subject_id=consent.id,
        type=consent.type, address=consent.address,
    )  # fmt: skip
