"""Connecting, changing, trying and switching the accounts of a brand."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction

from memnun.channels import events as acts
from memnun.events.actions import record
from memnun.events.kinds import Kind
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.foundation.secrets import UnsealError
from memnun.foundation.turkish.folding import fold
from memnun.interactions.channel_kinds import ChannelKind
from memnun.interactions.models import ChannelAccount
from memnun.people.models import Person


@transaction.atomic
def connect(kind: ChannelKind, *, name: str, values: dict[str, Any], by: Person) -> ChannelAccount:
    """Make an account of a kind with what its form says; secrets are sealed."""
    account = ChannelAccount(
        id=uuid7(),
        brand_id=by.brand_id,
        channel=kind.channel,
        kind=kind.slug,
        slug=_free_slug(by, kind, name),
        name=name,
    )
    _set(account, kind, values)
    account.save(force_insert=True)
    kind.after_save(account)
    _tell(acts.CONNECTED, account, by)
    return account


@transaction.atomic
def change(
    account: ChannelAccount, kind: ChannelKind, *, name: str, values: dict[str, Any], by: Person
) -> None:
    """Change an account; a secret that is left empty stays as it was."""
    account.name = name
    _set(account, kind, values)
    account.problem, account.paused_until = "", None
    account.save()
    kind.after_save(account)
    _tell(acts.CHANGED, account, by)


@transaction.atomic
def switch(account: ChannelAccount, *, on: bool, by: Person) -> None:
    """Let an account work, or let it rest: nothing is fetched or sent then, and nothing is lost."""
    if account.active != on:
        account.active = on
        account.save(update_fields=["active"])
        _tell(acts.SWITCHED_ON if on else acts.SWITCHED_OFF, account, by)


def try_out(account: ChannelAccount, kind: ChannelKind, *, by: Person) -> list[str]:
    """Try the connection; keeps and returns what is wrong, in words."""
    problems = kind.check(account)
    account.problem, account.checked_at = " ".join(problems)[:500], clock.now()
    account.paused_until = None if not problems else account.paused_until
    account.save(update_fields=["problem", "checked_at", "paused_until"])
    _tell(acts.TRIED, account, by, well=not problems)
    return problems


def _set(account: ChannelAccount, kind: ChannelKind, values: dict[str, Any]) -> None:
    secrets = _present_secrets(account)
    for name, value in values.items():
        if name in kind.secret_fields:
            if value:
                secrets[name] = value
        else:
            account.settings[name] = value
    account.set_secrets(secrets)


def _present_secrets(account: ChannelAccount) -> dict[str, str]:
    """What was sealed before; secrets sealed with a lost key have to be given again."""
    try:
        return dict(account.all_secrets())
    except UnsealError:
        return {}


def _free_slug(by: Person, kind: ChannelKind, name: str) -> str:
    wish = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:60] or kind.slug
    taken = set(
        ChannelAccount.objects.filter(
            brand_id=by.brand_id, channel=kind.channel, slug__startswith=wish
        ).values_list("slug", flat=True)
    )
    number = 1
    while (slug := wish if number == 1 else f"{wish}-{number}") in taken:
        number += 1
    return slug


def _tell(kind: Kind, account: ChannelAccount, by: Person, **details: Any) -> None:
    record(kind, brand_id=account.brand_id, by=by, subject_id=account.id, account=str(account), **details)
