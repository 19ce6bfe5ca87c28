"""Who may hand over updates: Telegram itself, by the secret it was given together with the address."""

from __future__ import annotations

from uuid import UUID

from django.utils.crypto import constant_time_compare

from memnun.channels.telegram.settings import HOOK_SECRET, KIND
from memnun.interactions.models import ChannelAccount


def let_in(account_id: UUID, given: str) -> ChannelAccount | None:
    """The account whose secret was given; None otherwise, whether the account exists or not."""
    account = ChannelAccount.objects.filter(id=account_id, kind=KIND).select_related("brand").first()
    secret = account.secret(HOOK_SECRET) if account else ""
    same = constant_time_compare(given, secret or "-")
    return account if secret and same else None
