"""Keeping İYS through a connected account: tell what is due, ask what became of it, take over changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from memnun.consent import events as acts
from memnun.consent.actions.policy import policy_of
from memnun.consent.iys.client import IysAway, IysClient, IysRefusal, Outcome
from memnun.consent.iys.parsing import IysRow, WrongRow, read_row
from memnun.consent.iys.reading import take_over
from memnun.consent.iys.writing import COLUMNS, accept, fields_of, gather_file
from memnun.consent.keys import signing_keys
from memnun.consent.models import Consent, ContactPolicy, IysAccount, IysFile, IysMode, IysReport
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.foundation.secrets import UnsealError, seal, unseal
from memnun.people.models import Brand, Person

PURPOSE = "iys"
AT_ONCE = 1000
ASKED_FOR = timedelta(days=3)
"""How long İYS is asked what became of a request."""
MOST_PORTIONS = 200


@transaction.atomic
def connect(brand: Brand, *, site: str, username: str, password: str, by: Person) -> IysAccount:
    """Keep İYS through this account from now on."""
    sealed = seal(password, keys=[settings.SECRET_KEY], purpose=PURPOSE)
    account, _new = IysAccount.objects.update_or_create(
        brand=brand,
        defaults={"site": site, "username": username, "secret": sealed, "after": "", "problem": ""},
    )
    _switch(brand, IysMode.API)
    record(acts.ACCOUNT_CONNECTED, brand_id=brand.id, by=by, subject_id=account.id, username=username)
    return account


@transaction.atomic
def disconnect(brand: Brand, *, by: Person) -> None:
    """Keep İYS with files again; the password is forgotten."""
    if IysAccount.objects.filter(brand=brand).delete()[0]:
        _switch(brand, IysMode.FILE)
        record(acts.ACCOUNT_DISCONNECTED, brand_id=brand.id, by=by)


def sync(account: IysAccount) -> bool:
    """One round; what goes wrong is kept in words on the account, and the next round tries again."""
    try:
        client = client_of(account)
        _ask_outcomes(account, client)
        _tell(account, client)
        unread = _take_changes(account, client)
        problem = _("{count} records of İYS could not be read; please read İYS's file.") if unread else ""
        problem = problem.format(count=unread)
    except UnsealError:
        problem = _("The password can no longer be opened; please connect the account again.")
    except (IysRefusal, IysAway) as failed:
        problem = str(failed) or type(failed).__name__
    account.problem, account.tried_at = problem[:300], clock.now()
    account.save(update_fields=["problem", "tried_at"])
    return not problem


def client_of(account: IysAccount) -> IysClient:
    """A client with the account's password. Raises UnsealError when it was not sealed here."""
    policy = policy_of(account.brand)
    password = unseal(bytes(account.secret or b""), keys=signing_keys(), purpose=PURPOSE)
    return IysClient(
        account.site, iys_code=policy.iys_code, brand_code=policy.iys_brand_code, username=account.username,
        password=password,
    )  # fmt: skip


def _switch(brand: Brand, mode: str) -> None:
    ContactPolicy.objects.get_or_create(brand=brand)
    ContactPolicy.objects.filter(brand=brand).update(iys_mode=mode, iys_pulled_at=None)


def _tell(account: IysAccount, client: IysClient) -> None:
    """What waits goes out in portions; a portion whose answer was lost goes again, İYS takes nothing twice."""
    unsent = IysFile.objects.filter(
        brand=account.brand, kind=IysFile.Kind.EXPORT, by=None, request_id="", uploaded_at=None
    )
    waiting = list(unsent.filter(reports__state=IysReport.State.SENT).distinct()[:MOST_PORTIONS])
    while made := (waiting.pop() if waiting else gather_file(account.brand, None, AT_ONCE)):
        rows = _rows_of(made)
        made.request_id = client.send([_record(row) for row in rows])
        made.save(update_fields=["request_id"])


def _record(row: Consent) -> dict[str, str]:
    told = zip(COLUMNS, fields_of(row), strict=True)
    return {name: value for name, value in told if value}


def _rows_of(made: IysFile) -> list[Consent]:
    return list(Consent.objects.filter(iys_report__file=made).order_by("taken_at", "id"))


def _ask_outcomes(account: IysAccount, client: IysClient) -> None:
    sent = IysFile.objects.filter(brand=account.brand, at__gte=clock.now() - ASKED_FOR).exclude(request_id="")
    for made in sent.filter(reports__state=IysReport.State.SENT).distinct()[:MOST_PORTIONS]:
        _keep_outcomes(made, client.outcomes(made.request_id))


@transaction.atomic
def _keep_outcomes(made: IysFile, outcomes: list[Outcome]) -> None:
    rows, taken, now = _rows_of(made), dict[UUID, str](), clock.now()
    for outcome in outcomes:
        if not 0 <= outcome.index < len(rows):
            continue
        row = rows[outcome.index]
        if outcome.state == "success":
            taken[row.id] = outcome.transaction_id
        elif outcome.state == "failure":
            IysReport.objects.filter(consent=row, state=IysReport.State.SENT).update(
                state=IysReport.State.REFUSED, problem=outcome.problem, changed_at=now
            )
    accept(list(taken), taken)


def _take_changes(account: IysAccount, client: IysClient) -> int:
    """Take over all changes since the last round; returns how many of them nobody can read."""
    began, unread = clock.now(), 0
    for _portion in range(MOST_PORTIONS):
        told, after = client.changes(after=account.after)
        rows, wrong = _last_of_each(told)
        unread += wrong
        take_over(account.brand, rows, source_name="İYS")
        moved, account.after = after != account.after, after[:200]
        account.save(update_fields=["after"])
        if not told or not moved:
            ContactPolicy.objects.filter(brand=account.brand).update(iys_pulled_at=began)
            break
    return unread


def _last_of_each(told: list[dict[str, Any]]) -> tuple[list[IysRow], int]:
    """The newest word about each address, and how many records cannot be read."""
    rows: dict[tuple[str, str, str], IysRow] = {}
    wrong = 0
    for each in told:
        try:
            row = read_row({name.lower(): value for name, value in each.items()})
        except WrongRow:
            wrong += 1
            continue
        key = (row.type, row.address, row.recipient_type)
        known = rows.get(key)
        if known is None or (row.taken_at and known.taken_at and row.taken_at >= known.taken_at):
            rows[key] = row
    return list(rows.values()), wrong
