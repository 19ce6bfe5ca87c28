"""Reading a folder from its cursor on, in batches that fit into memory."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db import OperationalError

from memnun.channels.email.fetching.sorting import Fetched
from memnun.channels.email.fetching.storing import CursorMoved, store, store_unsorted
from memnun.channels.email.mailbox import FolderState, Listed, Mailbox
from memnun.channels.email.models import MailFolder
from memnun.channels.email.reading.letter import Envelope
from memnun.channels.email.settings import MailSettings, own_addresses
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount

logger = logging.getLogger(__name__)

MOST_IN_A_BATCH = 100
BYTES_IN_A_BATCH = 16 * 1024 * 1024
LISTED_AT_ONCE = 1_000
KEPT_OF_TOO_LARGE = 512 * 1024
"""Of a mail above the account's limit the headers and the words at its beginning are kept."""
A_DAY = timedelta(days=1)


def envelope_of(account: ChannelAccount, settings: MailSettings, folder: str) -> Envelope:
    """What every mail of a folder is read with."""
    return Envelope(own=own_addresses(account), trusted=settings.trusted, folder=folder)


def read_folder(
    mailbox: Mailbox,
    account: ChannelAccount,
    settings: MailSettings,
    name: str,
    stop: threading.Event | None = None,
) -> int:
    """Store what is new in a folder; returns how many mails were new. Raises CursorMoved, one of Trouble.

    Stops between two batches when `stop` is set: the next reading goes on there.
    """
    state = mailbox.enter(name)
    folder = _folder(account, name)
    if folder.uidvalidity != state.uidvalidity:
        _begin(folder, state, mailbox, settings)
    new = 0
    envelope = envelope_of(account, settings, name)
    for uids in _portions(mailbox.uids(folder.last_uid, state.next_uid), LISTED_AT_ONCE):
        for batch in batches(mailbox.sizes(uids), settings.largest):
            if stop and stop.is_set():
                return new
            new += _store_patiently(folder, fetch(mailbox, batch, settings.largest), envelope, batch[-1].uid)
        if uids[-1] > folder.last_uid:
            # mails that were listed and are gone by now
            store(folder, [], envelope, up_to=uids[-1])
    return new


def _store_patiently(folder: MailFolder, mails: Sequence[Fetched], envelope: Envelope, up_to: int) -> int:
    """Store a batch; when it fails as a whole, mail by mail, so that no single one holds the mailbox up."""
    try:
        return store(folder, mails, envelope, up_to=up_to)
    except (CursorMoved, OperationalError):
        raise
    except Exception:
        logger.exception("A batch of mails could not be stored; trying them one by one.")
        folder.refresh_from_db(fields=["uidvalidity", "last_uid"])
    new = 0
    for mail in mails:
        try:
            new += store(folder, [mail], envelope, up_to=mail.uid)
        except (CursorMoved, OperationalError):
            raise
        except Exception:
            logger.exception("A mail could not be sorted; it is kept as it is.")
            folder.refresh_from_db(fields=["uidvalidity", "last_uid"])
            new += store_unsorted(folder, mail, envelope)
    return new + store(folder, [], envelope, up_to=up_to)


def _folder(account: ChannelAccount, name: str) -> MailFolder:
    folder, _made = MailFolder.objects.get_or_create(account=account, name=name)
    folder.account = account
    return folder


def _begin(folder: MailFolder, state: FolderState, mailbox: Mailbox, settings: MailSettings) -> None:
    """Set the cursor where reading begins: as the settings say at first, and after the server numbered anew.

    A mailbox that was numbered anew is read again as far back as it had been; what came before is
    known by its id and not kept twice.
    """
    last_uid = 0
    since = settings.begin_at if settings.begin == "since" else None
    if settings.begin == "now":
        since = folder.begin_at - A_DAY if folder.begin_at else None
        if folder.begin_at is None:
            last_uid = (state.next_uid or max(mailbox.uids(0), default=0) + 1) - 1
    if since:
        uids = mailbox.uids_since(since.date())
        last_uid = (min(uids) if uids else state.next_uid or 1) - 1
    folder.begin_at = folder.begin_at or clock.now()
    folder.uidvalidity, folder.last_uid = state.uidvalidity, last_uid
    folder.save(update_fields=["uidvalidity", "last_uid", "begin_at"])


def fetch(mailbox: Mailbox, batch: Sequence[Listed], largest: int) -> list[Fetched]:
    """The mails of a batch, of those that are too large only the beginning."""
    small = [one.uid for one in batch if one.size <= largest]
    large = [one.uid for one in batch if one.size > largest]
    bodies = mailbox.bodies(small)
    beginnings = mailbox.bodies(large, KEPT_OF_TOO_LARGE) if large else {}
    found = []
    for one in batch:
        if one.uid in bodies:
            found.append(Fetched(one.uid, bodies[one.uid], one.arrived_at))
        elif one.uid in beginnings:
            found.append(Fetched(one.uid, beginnings[one.uid], one.arrived_at, one.size))
    return found


def batches(listed: Sequence[Listed], largest: int) -> Iterator[list[Listed]]:
    """Batches of at most a hundred mails and 16 MB; a larger mail is a batch of its own."""
    batch: list[Listed] = []
    weight = 0
    for one in listed:
        size = min(one.size, KEPT_OF_TOO_LARGE) if one.size > largest else one.size
        if batch and (len(batch) >= MOST_IN_A_BATCH or weight + size > BYTES_IN_A_BATCH):
            yield batch
            batch, weight = [], 0
        batch.append(one)
        weight += size
    if batch:
        yield batch


def _portions(uids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(uids), size):
        yield uids[start : start + size]
