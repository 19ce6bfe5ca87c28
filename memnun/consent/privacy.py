"""What this room knows of a customer: given out to them, and erased.

The proof of a consent is kept for three years after the consent ended (Law 6563 and its regulation); then
it goes too. What remains of an erased address is a keyed digest, so that nobody advertises to it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from memnun.consent import events as acts
from memnun.consent.actions.refusing import TYPES_OF, refuse
from memnun.consent.gate.gathering import erasure_digest, erasure_digests
from memnun.consent.models import (
    Consent,
    ConsentSource,
    ConsentState,
    ConsentStatus,
    Erasure,
    GateDecision,
    NoticeShown,
    Preference,
    PreferenceLink,
    Suppression,
)
from memnun.customers.models import Customer, IdentityKind
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.people.models import Person

PROOF_KEPT = timedelta(days=3 * 365 + 1)
BATCH = 500


def export(customer: Customer) -> dict[str, Any]:
    """Everything held about the customer's permissions, as JSON-ready values, newest first."""
    addresses = _addresses(customer)
    consents = Consent.objects.filter(brand_id=customer.brand_id, address__in=addresses)
    decisions = GateDecision.objects.filter(customer=customer).order_by("-at", "-id")
    wish = Preference.objects.filter(customer=customer).first()
    return {
        "consents": [
            {
                "type": row.type, "address": row.address, "status": row.status, "source": row.source,
                "recipient_type": row.recipient_type, "taken_at": row.taken_at.isoformat(),
                "evidence": row.evidence, "text": row.notice.text if row.notice else None,
            }
            for row in consents.select_related("notice").order_by("-taken_at", "-id")
        ],
        "wishes": {
            "everything_off": wish.everything_off, "channels_off": wish.channels_off,
            "channels_on": wish.channels_on, "topics_off": wish.topics_off,
        } if wish else None,
        "notices": [
            {"name": shown.notice.name, "version": shown.notice.version, "at": shown.at.isoformat()}
            for shown in NoticeShown.objects.filter(customer=customer).select_related("notice").order_by("-at")
        ],
        "decisions": [
            {"at": row.at.isoformat(), "channel": row.channel, "purpose": row.purpose, "verdict": row.verdict,
             "reason": row.reason}
            for row in decisions.iterator(chunk_size=BATCH)
        ],
    }  # fmt: skip


@transaction.atomic
def erase(customer: Customer, *, by: Person | None = None) -> dict[str, int]:
    """Erase what is not proof; consents end with it. Returns how many rows of each kind went or stay.

    Ask before the customer's identities are erased: their addresses are read from them.
    """
    addresses = _addresses(customer)
    for value, kind in addresses.items():
        _end_consents(customer, kind, value, by)
    Erasure.objects.bulk_create(
        [
            Erasure(
                brand_id=customer.brand_id,
                digest=erasure_digest(customer.brand_id, kind, value),
                at=clock.now(),
            )
            for value, kind in addresses.items()
        ],
        update_conflicts=True,
        unique_fields=["brand", "digest"],
        update_fields=["at"],
    )
    done = {
        "wishes": Preference.objects.filter(customer=customer).delete()[0],
        "links": PreferenceLink.objects.filter(customer=customer).delete()[0],
        "suppressions": Suppression.objects.filter(customer=customer).delete()[0],
    }
    with erasing():
        decisions = GateDecision.objects.filter(customer=customer)
        done["decisions"] = decisions.update(address="", customer=None)
        proof = Consent.objects.filter(brand_id=customer.brand_id, address__in=addresses)
        done["proof_kept"] = proof.update(customer=None)
    record(acts.ERASED, brand_id=customer.brand_id, by=by, subject_id=customer.id, rows=done)
    return done


def forget_proof(now: datetime | None = None) -> int:
    """Delete the ledger of erased addresses whose consents ended three years ago; returns how many rows went."""
    now = now or clock.now()
    old = ConsentState.objects.filter(since__lte=now - PROOF_KEPT, status=ConsentStatus.RET)
    done = 0
    for batch in _batches(old):
        digests = {row: erasure_digests(row.brand_id, _kind(row.address), row.address) for row in batch}
        wanted = {digest for each in digests.values() for digest in each}
        erased = set(Erasure.objects.filter(digest__in=wanted).values_list("digest", flat=True))
        done += sum(_forget(row) for row, each in digests.items() if erased & set(each))
    return done


@contextmanager
def erasing() -> Iterator[None]:
    """Let the database erase rows that are otherwise only ever added; only within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL memnun.erasing = 'on'")
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute("SET LOCAL memnun.erasing = 'off'")


@transaction.atomic
def _forget(state: ConsentState) -> int:
    with erasing():
        rows = Consent.objects.filter(
            brand_id=state.brand_id,
            type=state.type,
            address=state.address,
            recipient_type=state.recipient_type,
        )
        count = rows.count()
        rows.delete()
    return count


def _end_consents(customer: Customer, kind: str, value: str, by: Person | None) -> None:
    standing = ConsentState.objects.filter(
        brand_id=customer.brand_id, address=value, status=ConsentStatus.ONAY
    ).values_list("type", flat=True)
    types = [type for type in TYPES_OF[IdentityKind(kind)] if type in set(standing)]
    refuse(
        customer.brand, address=value, types=types, source=ConsentSource.HS_EORTAM,
        evidence={"note": "KVKK"}, by=by,
    )  # fmt: skip


def _addresses(customer: Customer) -> dict[str, str]:
    """Value and kind of the customer's proven addresses."""
    kinds = [IdentityKind.EMAIL, IdentityKind.PHONE]
    return dict(customer.identities.filter(claimed=False, kind__in=kinds).values_list("value", "kind"))


def _kind(address: str) -> str:
    return IdentityKind.EMAIL if "@" in address else IdentityKind.PHONE


def _batches(rows: Any) -> Iterator[list[ConsentState]]:
    after = None
    while True:
        ordered = rows.order_by("id")
        batch = list((ordered.filter(id__gt=after) if after else ordered)[:BATCH])
        if not batch:
            return
        yield batch
        after = batch[-1].id
