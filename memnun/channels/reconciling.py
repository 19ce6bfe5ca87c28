"""Comparing, once a day, what the other side has with what the ledger has."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils.translation import ngettext

from memnun.channels import events as acts
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.interactions.channel_kinds import Reconciliation, TryLater, kind_of
from memnun.interactions.models import ChannelAccount

logger = logging.getLogger(__name__)


def reconcile(account: ChannelAccount) -> Reconciliation | None:
    """Compare one account; what was missing has been fetched and is told. None when its kind cannot count.

    Trouble of the other side is kept with the account.
    """
    kind = kind_of(account)
    if kind is None:
        return None
    try:
        found = kind.reconcile(account)
    except TryLater as problem:
        ChannelAccount.objects.filter(id=account.id).update(
            problem=str(problem)[:500], checked_at=clock.now()
        )
        return None
    if found is not None:
        _keep(account, found)
    return found


@transaction.atomic
def _keep(account: ChannelAccount, found: Reconciliation) -> None:
    count = len(found.missing)
    words = (
        ngettext(
            "{count} message was missing and has been fetched.",
            "{count} messages were missing and have been fetched.",
            count,
        ).format(count=count)
        if count
        else ""
    )
    ChannelAccount.objects.filter(id=account.id).update(problem=words, checked_at=clock.now())
    record(
        acts.RECONCILED,
        brand_id=account.brand_id,
        subject_id=account.id,
        account=str(account),
        compared=found.compared,
        missing=count,
    )
    if count:
        logger.warning("Of %s compared on %s, %s were missing.", found.compared, account, count)
