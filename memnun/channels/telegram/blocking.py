"""Customers who stopped the bot get nothing more until they start it again."""

from __future__ import annotations

from django.utils.translation import gettext as _

from memnun.consent.actions.suppressing import lift, suppress
from memnun.consent.models import Suppression
from memnun.interactions.models import ChannelAccount

EXTERNAL = "external"


def note_block(account: ChannelAccount, address: str) -> None:
    """Nothing more goes to this address."""
    suppress(
        account.brand,
        reason=Suppression.Reason.WISH,
        address=(EXTERNAL, address),
        note=_("Stopped the bot {account} on Telegram").format(account=account),
    )


def note_return(account: ChannelAccount, address: str) -> None:
    """The customer started the bot again: what stopped it no longer stands."""
    standing = Suppression.objects.standing().filter(
        brand_id=account.brand_id, address_kind=EXTERNAL, address=address, by=None
    )
    for row in standing:
        lift(row, why=_("Started the bot again"), by=None)
