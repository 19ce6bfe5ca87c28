"""What stands on every letter of an account: its words, its logo, its window."""

from __future__ import annotations

import io

from django.db import transaction

from memnun.channels.post import events as acts
from memnun.channels.post.drawing import Letterhead
from memnun.channels.post.enclosing import open_picture
from memnun.channels.post.models import Logo
from memnun.events.actions import record
from memnun.interactions.models import ChannelAccount
from memnun.people.models import Person

LARGEST_LOGO = 5 * 1024 * 1024
WIDEST = (1063, 402)
"""Dots that 45 × 17 mm take at 600 to the inch."""


def letterhead_of(account: ChannelAccount) -> Letterhead:
    """What stands on every letter of the account."""
    told = account.settings
    logo = Logo.objects.filter(account=account).first()
    return Letterhead(
        sender=str(told.get("sender") or account.brand.name), street=str(told.get("street", "")),
        town=str(told.get("town", "")), contact=str(told.get("contact", "")), footer=str(told.get("footer", "")),
        window=str(told.get("window", "left")), logo=bytes(logo.content) if logo else b"",
    )  # fmt: skip


@transaction.atomic
def set_logo(account: ChannelAccount, content: bytes, *, by: Person) -> None:
    """Keep the logo as a picture of our own making. Raises CannotPrint when it is none."""
    picture = open_picture(content)
    picture.thumbnail(WIDEST)
    drawn = io.BytesIO()
    picture.save(drawn, "PNG", optimize=True)
    Logo.objects.update_or_create(
        account=account, defaults={"brand_id": account.brand_id, "content": drawn.getvalue()}
    )
    record(acts.LOGO_SET, brand_id=account.brand_id, by=by, subject_id=account.id, account=str(account))


@transaction.atomic
def remove_logo(account: ChannelAccount, *, by: Person) -> None:
    """Letters carry no logo from now on."""
    if Logo.objects.filter(account=account).delete()[0]:
        record(
            acts.LOGO_REMOVED, brand_id=account.brand_id, by=by, subject_id=account.id, account=str(account)
        )
