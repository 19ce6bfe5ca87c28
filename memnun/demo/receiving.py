"""Sample contacts enter as raw records, the way every receiver stores them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from memnun.demo.sample_channel import SLUG
from memnun.foundation import clock
from memnun.foundation.copying import copy_rows
from memnun.foundation.ids import uuid7s
from memnun.interactions.contact import FORM, Contact, encode
from memnun.interactions.models import Channel, ChannelAccount
from memnun.interactions.models.raw import RawState
from memnun.people.models import Brand

_COLUMNS = [
    "id", "brand_id", "channel_account_id", "external_id", "form", "body", "received_at", "source_kind",
    "state", "attempts", "problem",
]  # fmt: skip
_SCRATCH = """
CREATE TEMPORARY TABLE IF NOT EXISTS demo_come (LIKE interactions_rawinbound) ON COMMIT DELETE ROWS
"""
_NAMED = ", ".join(_COLUMNS)
_KEEP_NEW = f"""
INSERT INTO interactions_rawinbound ({_NAMED})
SELECT {_NAMED} FROM demo_come ORDER BY id ON CONFLICT DO NOTHING
"""


@transaction.atomic
def receive(brand: Brand, sent: Sequence[Contact]) -> int:
    """Store contacts as raw records; returns how many were new, known ones are left as they are."""
    accounts = _accounts(brand, {contact.channel for contact in sent})
    with connection.cursor() as cursor:
        cursor.execute(_SCRATCH)
        copy_rows(cursor.cursor, "demo_come", _COLUMNS, _rows(brand, sent, accounts))
        cursor.execute(_KEEP_NEW)
        return int(cursor.rowcount)


def _accounts(brand: Brand, channels: set[str]) -> dict[str, Any]:
    return {channel: _account(brand, channel).id for channel in channels}


def _account(brand: Brand, channel: str) -> ChannelAccount:
    """The brand's account on a channel, which takes answers and reaches nobody."""
    given = {"kind": SLUG, "name": _("{channel} of the sample").format(channel=Channel(channel).label)}
    return ChannelAccount.objects.get_or_create(brand=brand, channel=channel, slug="main", defaults=given)[0]


def _rows(brand: Brand, sent: Sequence[Contact], accounts: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    now, waiting = clock.now(), RawState.WAITING.value
    for id, contact in zip(uuid7s(len(sent)), sent, strict=True):
        account, body = accounts[contact.channel], encode(contact)
        yield id, brand.id, account, contact.external_id, FORM, body, now, "system", waiting, 0, ""
