"""Erasing a person: one transaction over the tables of all rooms, told in the log of destructions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from memnun.cases.models import Case
from memnun.consent import privacy as consent_privacy
from memnun.consent.models import Suppression
from memnun.customers.models import Customer
from memnun.events.actions import record
from memnun.interactions.attachments.keeping import storage
from memnun.interactions.models import Attachment, OutboxMessage, OutboxState, RawInbound
from memnun.interactions.models.raw import RawState
from memnun.people.models import Person
from memnun.privacy import events as acts
from memnun.privacy.models import Destruction
from memnun.privacy.person import Trail, trail_of
from memnun.privacy.tables import TABLES
from memnun.privacy.treating import Kept, apply

SAFE_DETAILS = (
    "channel",
    "direction",
    "new",
    "count",
    "source",
    "target",
    "minutes",
    "rule",
    "before",
    "after",
    "to_id",
)
"""Of what the log says of an act only codes and numbers stay."""

EMPTY_EVENTS = """
UPDATE events_event SET details = COALESCE(
    (SELECT jsonb_object_agg(key, value) FROM jsonb_each(details) WHERE key = ANY(%(safe)s)), '{}'::jsonb)
WHERE brand_id = %(brand)s AND (customer_id = ANY(%(customers)s) OR conversation_id = ANY(%(conversations)s))
"""


PRIVACY = "privacy"
"""The type of the cases that ask for erasure."""


class CannotErase(ValueError):
    """The person's rows must be kept for now; the text says why."""


@transaction.atomic
def erase(customer: Customer, *, ground: str, by: Person) -> Destruction:
    """Erase everything about a customer but figures, the proof of consents and this act. Raises CannotErase.

    Files leave the store when the transaction is committed. Backups made before still hold the rows.
    """
    current = Customer.objects.select_for_update(no_key=True).get(id=customer.id)
    if current.merged_into_id:
        raise CannotErase(_("This customer was merged into another; erase that one."))
    _refuse_disputes(current)
    _refuse_what_is_owed(current)
    trail = trail_of(current)
    _stop_sending(trail)
    paths = _files_of(trail)
    rows = {f"consent.{name}": count for name, count in consent_privacy.erase(current, by=by).items()}
    rows["interactions.rawinbound (quarantined)"] = _empty_quarantined(trail)
    for label, treatment in TABLES.items():
        if not isinstance(treatment, Kept):
            rows[label] = apply(label, treatment, trail)
    _empty_events(trail)
    transaction.on_commit(lambda: destroy(paths))
    done = Destruction.objects.create(
        brand_id=current.brand_id, customer_id=current.id, ground=ground, by=by,
        rows={label: count for label, count in rows.items() if count},
    )  # fmt: skip
    record(acts.ERASED, brand_id=current.brand_id, by=by, subject_id=done.id, count=sum(done.rows.values()))
    return done


def _refuse_disputes(customer: Customer) -> None:
    standing = Suppression.objects.filter(customer=customer, reason=Suppression.Reason.LEGAL, lifted_at=None)
    if standing.exists():
        raise CannotErase(
            _("There is a legal dispute with this customer; what proves it may not be erased yet.")
        )


def _refuse_what_is_owed(customer: Customer) -> None:
    """What is owed to a customer cannot be done for somebody unknown; their request to be erased is no such case."""
    owed = Case.objects.filter(customer=customer).open().exclude(type__key=PRIVACY).order_by("number")
    if labels := [case.label for case in owed]:
        raise CannotErase(
            _("These cases are still open: {cases}. Solve them first.").format(cases=", ".join(labels))
        )


def _stop_sending(trail: Trail) -> None:
    """What waits to leave never does."""
    waiting = OutboxMessage.objects.filter(id__in=trail.outgoing, state=OutboxState.WAITING)
    waiting.update(state=OutboxState.CANCELLED, code="erased")


def _files_of(trail: Trail) -> set[str]:
    files = Attachment.objects.filter(interaction__in=trail.contacts) | Attachment.objects.filter(
        outbox__in=trail.outgoing
    )
    return set(files.exclude(path="").values_list("path", flat=True))


def destroy(paths: Iterable[str]) -> None:
    """Delete files that nobody else's message holds: equal files are stored once."""
    still_held = set(Attachment.objects.filter(path__in=list(paths)).values_list("path", flat=True))
    for path in set(paths) - still_held:
        storage().delete(path)


def _empty_quarantined(trail: Trail) -> int:
    """Raw records that could not be placed and name the person."""
    standing = RawInbound.objects.filter(brand_id=trail.brand_id, state=RawState.QUARANTINED)
    words = [word.encode() for word in trail.words]
    naming = [
        raw.id for raw in standing.iterator(chunk_size=100) if any(word in bytes(raw.body) for word in words)
    ]
    return RawInbound.objects.filter(id__in=naming).update(body=b"", problem="", state=RawState.RELEASED)


def _empty_events(trail: Trail) -> None:
    told: dict[str, Any] = {
        "safe": list(SAFE_DETAILS),
        "brand": trail.brand_id,
        "customers": list(trail.customers),
        "conversations": list(trail.conversations),
    }
    with connection.cursor() as cursor:
        cursor.execute(EMPTY_EVENTS, told)
