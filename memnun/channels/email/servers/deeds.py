"""What the processes that are killed do: the very work of the worker's loops."""

from __future__ import annotations

import threading
from uuid import UUID

from memnun.channels.email.fetching.reading import read_folder
from memnun.channels.email.mailbox import open_mailbox
from memnun.channels.email.oauth import sign_in_of
from memnun.channels.email.settings import read_settings
from memnun.interactions.models import ChannelAccount
from memnun.interactions.outbox import loop


def fetch(account_id: UUID, stop: threading.Event) -> None:
    """Read the account's inbox from its cursor to its end."""
    account = ChannelAccount.objects.get(id=account_id)
    settings = read_settings(account)
    with open_mailbox(settings.incoming, sign_in_of(account)) as mailbox:
        read_folder(mailbox, account, settings, "INBOX", stop)


def send(_account_id: UUID, stop: threading.Event) -> None:
    """Send what waits, taking up what a dead sender left."""
    loop.run(stop)
