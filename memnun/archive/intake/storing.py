"""Rows of an import become raw records, in batches; what is known already adds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from memnun.foundation import clock
from memnun.foundation.ids import uuid7s
from memnun.interactions.models import ChannelAccount, Import, WrongRow


@dataclass(frozen=True, slots=True)
class Incoming:
    """One contact to be stored: its channel, account and id there, and its bytes in a form."""

    channel: str
    account: str
    external_id: str
    form: str
    body: bytes


INSERT = """
INSERT INTO interactions_rawinbound
    (id, brand_id, channel_account_id, external_id, form, body, received_at, source_kind, source_id, state, attempts, problem)
SELECT x.id, %(brand)s, x.account, x.external_id, x.form, x.body, %(now)s, 'import', %(source)s, 'waiting', 0, ''
FROM unnest(%(ids)s::uuid[], %(accounts)s::uuid[], %(external_ids)s::text[], %(forms)s::text[], %(bodies)s::bytea[])
    AS x(id, account, external_id, form, body)
ON CONFLICT (channel_account_id, external_id) DO NOTHING
"""


class Storing:
    """The writing side of one import."""

    def __init__(self, intake: Import) -> None:
        self.intake = intake
        self.accounts: dict[tuple[str, str], UUID] = {}

    @transaction.atomic
    def store(self, incoming: Sequence[Incoming], wrong: Sequence[WrongRow], last_row: int) -> None:
        """Write a batch and how far the import has come, in one transaction: a restart goes on from there."""
        added = self._insert(incoming)
        WrongRow.objects.bulk_create(wrong)
        intake = self.intake
        intake.rows_read += len(incoming) + len(wrong)
        intake.rows_added += added
        intake.rows_known += len(incoming) - added
        intake.rows_wrong += len(wrong)
        intake.resume_from = last_row
        intake.save(update_fields=["rows_read", "rows_added", "rows_known", "rows_wrong", "resume_from"])

    def _insert(self, incoming: Sequence[Incoming]) -> int:
        if not incoming:
            return 0
        ids = uuid7s(len(incoming))
        given: dict[str, Any] = {
            "brand": self.intake.brand_id,
            "now": clock.now(),
            "source": self.intake.id,
            "ids": ids,
            "accounts": [self._account(one.channel, one.account) for one in incoming],
            "external_ids": [one.external_id for one in incoming],
            "forms": [one.form for one in incoming],
            "bodies": [one.body for one in incoming],
        }
        with connection.cursor() as cursor:
            cursor.execute(INSERT, given)
            return int(cursor.rowcount)

    def _account(self, channel: str, slug: str) -> UUID:
        key = (channel, slug)
        if key not in self.accounts:
            account, _created = ChannelAccount.objects.get_or_create(
                brand_id=self.intake.brand_id, channel=channel, slug=slug
            )
            self.accounts[key] = account.id
        return self.accounts[key]
