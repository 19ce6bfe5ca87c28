"""A browser begins, or takes up, a visitor's talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from memnun.channels.chat.identity import OURS, Identity
from memnun.channels.chat.models import Visitor, VisitorSession
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.foundation.secrets import digest_token, new_token

PREFIX = "chat"
REMEMBERED = (0, 30, 90)
"""Days for which a visitor may ask to be remembered; zero is the visit."""

VISIT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Opened:
    """The token, which is told once and never again, and whom it belongs to."""

    token: str
    visitor: Visitor


@transaction.atomic
def open_session(
    *,
    brand_id: UUID,
    account_id: UUID,
    language: str,
    identity: Identity | None = None,
    remembered_days: int = 0,
    page: tuple[str, str] = ("", ""),
) -> Opened:
    """Open a session: with an identity for that customer's talk, whatever the device, otherwise for a new visitor."""
    visitor = _known(brand_id, account_id, identity) if identity else _stranger(brand_id, account_id)
    visitor.language = language
    visitor.page_url, visitor.page_title = page
    visitor.save()
    token = new_token(PREFIX)
    days = remembered_days if remembered_days in REMEMBERED else 0
    VisitorSession.objects.create(
        brand_id=brand_id,
        visitor=visitor,
        token_digest=digest_token(token),
        remembered_days=days,
        expires_at=expiry(days, clock.now()),
    )
    return Opened(token, visitor)


def expiry(days: int, now: datetime) -> datetime:
    """Until when a session lives that is not used any more."""
    return now + (timedelta(days=days) if days else VISIT)


def _stranger(brand_id: UUID, account_id: UUID) -> Visitor:
    id_ = uuid7()
    return Visitor(id=id_, brand_id=brand_id, account_id=account_id, external_id=f"{OURS}{id_}")


def _known(brand_id: UUID, account_id: UUID, identity: Identity) -> Visitor:
    new = Visitor(brand_id=brand_id, account_id=account_id, external_id=identity.id, known=True)
    Visitor.objects.bulk_create([new], ignore_conflicts=True)
    visitor = Visitor.objects.select_for_update(no_key=True).get(
        account_id=account_id, external_id=identity.id
    )
    visitor.name = identity.name or visitor.name
    visitor.email = identity.email or visitor.email
    return visitor
