"""A batch of mails and the folder's cursor, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import transaction

from memnun.channels.email.contact import FORM, with_envelope
from memnun.channels.email.fetching.sorting import Fetched, Sorted, sort_mails
from memnun.channels.email.models import FetchedMail, MailFolder, SetAsideMail
from memnun.channels.email.reading.letter import Envelope
from memnun.channels.email.tasks import read_notices
from memnun.foundation import clock
from memnun.foundation.ids import uuid7s
from memnun.interactions.inbound import Inbound, receive


class CursorMoved(Exception):
    """Somebody else read the folder meanwhile; nothing was stored."""


def store(folder: MailFolder, mails: Sequence[Fetched], envelope: Envelope, *, up_to: int) -> int:
    """Keep a batch and move the cursor to `up_to`; returns how many mails were new. Raises CursorMoved.

    Mails become contacts or are set aside with their reasons; what came before is not kept twice.
    """
    found = sort_mails(folder, mails, envelope)
    with transaction.atomic():
        held = MailFolder.objects.select_for_update(no_key=True).get(id=folder.id)
        if (held.uidvalidity, held.last_uid) != (folder.uidvalidity, folder.last_uid):
            raise CursorMoved
        new = _keep(folder, found)
        folder.last_uid, folder.read_at = max(up_to, folder.last_uid), clock.now()
        folder.save(update_fields=["last_uid", "read_at"])
    return new


@transaction.atomic
def store_unsorted(folder: MailFolder, mail: Fetched, envelope: Envelope) -> int:
    """Keep a mail that cannot even be sorted, under its digest; whoever places it shows what is wrong with it."""
    held = MailFolder.objects.select_for_update(no_key=True).get(id=folder.id)
    name = f"sha256-{hashlib.sha256(mail.body).hexdigest()}"
    record = with_envelope(mail.body, envelope)
    received = receive(folder.account, [Inbound(name, record, mail.arrived_at)], FORM)
    held.last_uid = folder.last_uid = max(mail.uid, held.last_uid)
    held.save(update_fields=["last_uid"])
    return sum(one.new for one in received)


def store_missing(folder: MailFolder, mails: Sequence[Fetched], envelope: Envelope) -> int:
    """Keep mails that a comparison found missing; the cursor stays."""
    found = sort_mails(folder, mails, envelope)
    with transaction.atomic():
        return _keep(folder, found)


def _keep(folder: MailFolder, found: Sequence[Sorted]) -> int:
    contacts = [one for one in found if not one.aside]
    aside = [one for one in found if one.aside]
    received = receive(
        folder.account,
        [Inbound(one.external_id, one.record, one.fetched.arrived_at) for one in contacts],
        FORM,
    )
    _set_aside(folder, aside)
    _note(folder, found)
    return sum(one.new for one in received)


def _note(folder: MailFolder, found: Sequence[Sorted]) -> None:
    ids = uuid7s(len(found))
    FetchedMail.objects.bulk_create(
        [
            FetchedMail(
                id=id_,
                brand_id=folder.account.brand_id,
                folder_id=folder.id,
                uidvalidity=folder.uidvalidity or 0,
                uid=one.fetched.uid,
                external_id=one.external_id,
                sender=one.letter.sender[1][:254],
                arrived_at=one.fetched.arrived_at,
            )
            for id_, one in zip(ids, found, strict=True)
        ],
        ignore_conflicts=True,
    )


def _set_aside(folder: MailFolder, found: Sequence[Sorted]) -> None:
    if not found:
        return
    SetAsideMail.objects.bulk_create([_row(folder, one) for one in found], ignore_conflicts=True)
    if any(one.aside == SetAsideMail.Kind.BOUNCE for one in found):
        read_notices.defer(account_id=str(folder.account_id))


def _row(folder: MailFolder, one: Sorted) -> SetAsideMail:
    is_own = one.aside == SetAsideMail.Kind.OWN
    return SetAsideMail(
        brand_id=folder.account.brand_id,
        account_id=folder.account_id,
        external_id=one.external_id,
        kind=one.aside,
        state=SetAsideMail.State.READ if is_own else SetAsideMail.State.HELD,
        sender=one.letter.sender[1][:320],
        subject=one.letter.subject,
        reasons=list(one.reasons),
        points=one.letter.suspicion.points,
        body=one.record,
        received_at=one.fetched.arrived_at,
    )
