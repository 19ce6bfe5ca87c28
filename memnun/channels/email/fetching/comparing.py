"""Once a day: does the ledger have what the server has? What is missing is fetched and told."""

from __future__ import annotations

from dataclasses import dataclass

from memnun.channels.email.fetching.reading import batches, envelope_of, fetch
from memnun.channels.email.fetching.storing import store_missing
from memnun.channels.email.mailbox import Mailbox
from memnun.channels.email.models import FetchedMail, MailFolder
from memnun.channels.email.settings import MailSettings
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount

WINDOW = 20_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many mails the server has in what was read, and the UIDs that the ledger lacked."""

    compared: int
    missing: tuple[int, ...]


def compare_folder(
    mailbox: Mailbox, account: ChannelAccount, settings: MailSettings, name: str
) -> Comparison | None:
    """Compare one folder as far as it has been read; None when it has not begun or was numbered anew."""
    state = mailbox.enter(name)
    folder = MailFolder.objects.filter(account=account, name=name).first()
    if folder is None or folder.uidvalidity != state.uidvalidity:
        return None
    folder.account = account
    first = _first_read(folder)
    compared, missing = 0, []
    for start in range(first, folder.last_uid + 1, WINDOW):
        end = min(start + WINDOW, folder.last_uid + 1)
        there = mailbox.uids(start - 1, end)
        here = set(
            FetchedMail.objects.filter(
                folder=folder, uidvalidity=state.uidvalidity, uid__gte=start, uid__lt=end
            ).values_list("uid", flat=True)
        )
        compared += len(there)
        missing += [uid for uid in there if uid not in here]
    _fetch_missing(mailbox, folder, settings, missing)
    folder.compared_at, folder.server_count, folder.missing = clock.now(), compared, len(missing)
    folder.save(update_fields=["compared_at", "server_count", "missing"])
    return Comparison(compared, tuple(missing))


def _first_read(folder: MailFolder) -> int:
    """The lowest UID that was read: what lies before it was left out on purpose."""
    read = FetchedMail.objects.filter(folder=folder, uidvalidity=folder.uidvalidity or 0)
    lowest = read.order_by("uid").values_list("uid", flat=True).first()
    return lowest if lowest is not None else folder.last_uid + 1


def _fetch_missing(mailbox: Mailbox, folder: MailFolder, settings: MailSettings, missing: list[int]) -> None:
    envelope = envelope_of(folder.account, settings, folder.name)
    for start in range(0, len(missing), 1_000):
        for batch in batches(mailbox.sizes(missing[start : start + 1_000]), settings.largest):
            store_missing(folder, fetch(mailbox, batch, settings.largest), envelope)
