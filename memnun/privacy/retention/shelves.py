"""What one batch of destruction does to each category; nothing of a customer with an open case or dispute is touched.

Every shelf goes through its rows in one order, some hundred at a time, so that memory does not grow with them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Cast

from memnun.cases.models import Case
from memnun.channels.phone.models import Call
from memnun.consent.models import Suppression
from memnun.foundation import clock
from memnun.interactions.models import (
    Attachment,
    Conversation,
    Interaction,
    Note,
    OutboxMessage,
    RawInbound,
    Reading,
    SearchDocument,
    ThreadEvidence,
)
from memnun.interactions.models.attachment import AttachmentState
from memnun.interactions.models.raw import RawState
from memnun.privacy.erasing import SAFE_DETAILS, destroy
from memnun.privacy.models import Category, Destruction

BATCH = 500
TIME_BITS = 80
HEARD = Q(content_type__startswith="audio/") | Q(content_type__startswith="video/")


@dataclass(frozen=True, slots=True)
class Done:
    """What a batch did: how many rows of each table, how far it came, and whether there may be more."""

    rows: dict[str, int] = field(default_factory=dict)
    reached: str = ""
    more: bool = False


Shelf = Callable[[UUID, datetime, str], Done]
"""Brand, the moment up to which it is destroyed, how far it came before ("" for the beginning)."""


def held_customers(brand_id: UUID) -> Q:
    """Customers of whom nothing may go: a case is open, or a dispute stands."""
    cases = Case.objects.filter(brand_id=brand_id).open().values("customer_id")
    return Q(customer_id__in=cases) | Q(customer_id__in=_disputes(brand_id).values("customer_id"))


def _disputes(brand_id: UUID) -> QuerySet[Suppression]:
    standing = Suppression.objects.standing().filter(brand_id=brand_id, customer__isnull=False)
    return standing.filter(reason=Suppression.Reason.LEGAL)


def contents(brand_id: UUID, until: datetime, after: str) -> Done:
    """The words of contacts, wherever they are kept; that they happened, when and about what, stays."""
    rows = Interaction.objects.filter(brand_id=brand_id, occurred_at__lt=until)
    if after:
        at, _sign, last = after.partition(" ")
        rows = rows.behind(datetime.fromisoformat(at), UUID(last))
    window = list(rows.oldest_first().values_list("occurred_at", "id")[:BATCH])
    if not window:
        return Done(reached=after)
    free = Interaction.objects.filter(id__in=[id_ for _at, id_ in window]).exclude(held_customers(brand_id))
    written = free.exclude(text="", subject="", meta={})
    told = dict(written.values_list("id", "conversation_id"))
    reached = f"{window[-1][0].isoformat()} {window[-1][1]}"
    return Done(_empty_contacts(brand_id, told, until), reached, len(window) == BATCH)


def _empty_contacts(brand_id: UUID, told: dict[UUID, UUID], until: datetime) -> dict[str, int]:
    ids, conversations = list(told), set(told.values())
    if not ids:
        return {}
    over = Conversation.objects.filter(id__in=conversations, last_at__lt=until)
    done = {
        "interactions.searchdocument": SearchDocument.objects.filter(interaction__in=ids).update(
            words=Cast(Value(""), SearchVectorField())
        ),
        "interactions.reading": Reading.objects.filter(interaction__in=ids).update(details={}),
        "interactions.threadevidence": ThreadEvidence.objects.filter(interaction__in=ids).delete()[0],
        "interactions.rawinbound": RawInbound.objects.filter(id__in=ids).update(body=b"", problem=""),
        "interactions.outboxmessage": OutboxMessage.objects.filter(id__in=ids).update(
            subject="", text="", problem="", meta={}, proof={"destroyed": True}
        ),
        "interactions.note": Note.objects.filter(conversation__in=over).delete()[0],
        "interactions.conversation": over.update(subject="", last_text=""),
        "interactions.interaction": Interaction.objects.filter(id__in=ids).update(
            subject="", text="", meta={}
        ),
    }
    return {label: count for label, count in done.items() if count}


def raws(brand_id: UUID, until: datetime, after: str) -> Done:
    """The bytes as they came; what was made of them stays."""
    rows = _by_id(RawInbound.objects.filter(brand_id=brand_id), until, after)
    window = list(rows.values_list("id", flat=True)[:BATCH])
    held = Interaction.objects.filter(id__in=window).filter(held_customers(brand_id)).values("id")
    settled = RawInbound.objects.filter(id__in=window, state__in=[RawState.PLACED, RawState.RELEASED])
    count = settled.exclude(body=b"").exclude(id__in=held).update(body=b"")
    return _done("interactions.rawinbound", count, window, after)


def files(brand_id: UUID, until: datetime, after: str) -> Done:
    """Attachments but what is heard or seen."""
    return _files(brand_id, until, after, ~HEARD)


def recordings(brand_id: UUID, until: datetime, after: str) -> Done:
    """Voice and video, and links to recorded calls where no shorter time of their line came first."""
    done = _files(brand_id, until, after, HEARD)
    if done.more:
        return done
    calls = Call.objects.filter(brand_id=brand_id, began_at__lt=until).exclude(recording="")
    held = Interaction.objects.filter(brand_id=brand_id).filter(held_customers(brand_id)).values("id")
    count = calls.exclude(id__in=held).update(recording="", recording_destroyed_at=clock.now())
    return Done({**done.rows, **({"channel_phone.call": count} if count else {})}, done.reached, done.more)


def _files(brand_id: UUID, until: datetime, after: str, which: Q) -> Done:
    rows = _by_id(Attachment.objects.filter(brand_id=brand_id), until, after)
    window = list(rows.values_list("id", flat=True)[:BATCH])
    free = Attachment.objects.filter(
        which, id__in=window, state=AttachmentState.KEPT, interaction__isnull=False
    )
    owners = Interaction.objects.filter(held_customers(brand_id), attachments__in=window).values("id")
    free = free.exclude(interaction__in=owners)
    paths = dict(free.values_list("id", "path"))
    count = Attachment.objects.filter(id__in=list(paths)).update(
        path="", sha256="", problem="", size=0, state=AttachmentState.DESTROYED
    )
    gone = {path for path in paths.values() if path}
    transaction.on_commit(lambda: destroy(gone))
    return _done("interactions.attachment", count, window, after)


EMPTY_LOG = """
WITH portion AS (SELECT id, customer_id FROM events_event
    WHERE brand_id = %(brand)s AND id > %(after)s AND at < %(until)s ORDER BY id LIMIT %(batch)s),
emptied AS (UPDATE events_event e SET details = COALESCE(
        (SELECT jsonb_object_agg(key, value) FROM jsonb_each(e.details) WHERE key = ANY(%(safe)s)), '{}'::jsonb)
    FROM portion WHERE e.id = portion.id AND (portion.customer_id IS NULL OR portion.customer_id <> ALL(%(held)s))
    AND e.details <> '{}'::jsonb RETURNING e.id)
SELECT (SELECT count(*) FROM emptied), (SELECT count(*) FROM portion), (SELECT max(id) FROM portion)
"""


def log(brand_id: UUID, until: datetime, after: str) -> Done:
    """What acts tell beyond who, what and when."""
    held = Case.objects.filter(brand_id=brand_id).open().values_list("customer_id", flat=True)
    disputes = _disputes(brand_id).values_list("customer_id", flat=True)
    given: dict[str, Any] = {
        "brand": brand_id, "until": until, "after": int(after or 0), "batch": BATCH, "safe": list(SAFE_DETAILS),
        "held": list({*held, *disputes}),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(EMPTY_LOG, given)
        count, seen, last = cursor.fetchone()
    return Done({"events.event": count} if count else {}, str(last or after), seen == BATCH)


def traces(brand_id: UUID, until: datetime, after: str) -> Done:
    """Rows of this very log, once the law wants them no more."""
    old = Destruction.objects.filter(brand_id=brand_id, at__lt=until).order_by("id")[:BATCH]
    count = Destruction.objects.filter(id__in=old.values("id")).delete()[0]
    return Done({"privacy.destruction": count} if count else {}, "", count == BATCH)


SHELVES: dict[str, Shelf] = {
    Category.CONTENT: contents,
    Category.RAW: raws,
    Category.FILES: files,
    Category.RECORDINGS: recordings,
    Category.LOG: log,
    Category.TRACES: traces,
}


def _by_id(rows: QuerySet[Any], until: datetime, after: str) -> QuerySet[Any]:
    """By their ids, which hold the time they were made."""
    first_after = UUID(int=int(until.timestamp() * 1000) << TIME_BITS)
    rows = rows.filter(id__lt=first_after).order_by("id")
    return rows.filter(id__gt=UUID(after)) if after else rows


def _done(label: str, count: int, window: list[UUID], after: str) -> Done:
    reached = str(window[-1]) if window else after
    return Done({label: count} if count else {}, reached, len(window) == BATCH)
