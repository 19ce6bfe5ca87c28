"""Every active mailbox is watched by one thread of one process: it waits for news and looks by itself as a net."""

from __future__ import annotations

import contextlib
import logging
import threading
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from memnun.channels.email.fetching.reading import read_folder
from memnun.channels.email.fetching.storing import CursorMoved
from memnun.channels.email.mailbox import Mailbox, NotSignedIn, Trouble, connect
from memnun.channels.email.oauth import NoToken, sign_in_of
from memnun.channels.email.settings import MailSettings, read_settings
from memnun.channels.email.troubles import words_of
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount

LOOK_AROUND = 3.0
LONGEST_WAIT = 20 * 60
"""Seconds after which a waiting connection (IDLE) is renewed; servers may end it after 29 minutes."""
SLICE = 1.0
FIRST_REST, LONGEST_REST = 2.0, 300.0

logger = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Watch every active mailbox that no other process watches, until `stop` is set."""
    with psycopg.connect(autocommit=True, **_parameters()) as locks:
        watchers: dict[UUID, _Watcher] = {}
        try:
            while not stop.is_set():
                _look_around(locks, watchers)
                stop.wait(LOOK_AROUND)
        finally:
            for watcher in watchers.values():
                watcher.stop.set()
            for watcher in watchers.values():
                watcher.join(8)


def _look_around(locks: psycopg.Connection[Any], watchers: dict[UUID, _Watcher]) -> None:
    """Begin to watch new mailboxes, stop watching those that were changed, paused or taken away."""
    locks.execute("SELECT 1")
    wanted = {account.id: _fingerprint(account) for account in _active_accounts()}
    for account_id, watcher in list(watchers.items()):
        if wanted.get(account_id) != watcher.fingerprint or not watcher.is_alive():
            watcher.stop.set()
            if not watcher.is_alive():
                del watchers[account_id]
                locks.execute(
                    "SELECT pg_advisory_unlock(hashtext('mailbox'), hashtext(%s))", [str(account_id)]
                )
    for account_id, fingerprint in wanted.items():
        if account_id not in watchers and _lock(locks, account_id):
            watchers[account_id] = _Watcher(account_id, fingerprint)
            watchers[account_id].start()


def _active_accounts() -> list[ChannelAccount]:
    return [
        account
        for account in ChannelAccount.objects.filter(kind="email", active=True)
        if account.settings.get("imap_host")
    ]


def _fingerprint(account: ChannelAccount) -> int:
    """Changes when the mailbox is to be read differently; new access tokens do not count."""
    told = sorted((name, str(value)) for name, value in account.settings.items())
    return hash(
        (
            str(told),
            account.all_secrets().get("password", ""),
            account.all_secrets().get("refresh_token", "") != "",
        )
    )


def _lock(locks: psycopg.Connection[Any], account_id: UUID) -> bool:
    row = locks.execute(
        "SELECT pg_try_advisory_lock(hashtext('mailbox'), hashtext(%s))", [str(account_id)]
    ).fetchone()
    return bool(row and row[0])


def _parameters() -> dict[str, Any]:
    given = connection.get_connection_params()
    return {
        name: value
        for name, value in given.items()
        if name not in ("context", "prepare_threshold", "cursor_factory")
    }


class _Watcher(threading.Thread):
    """Watches one mailbox; trouble is told on the account's page and tried again with growing rests."""

    def __init__(self, account_id: UUID, fingerprint: int) -> None:
        super().__init__(name=f"mailbox-{account_id}", daemon=True)
        self.account_id, self.fingerprint = account_id, fingerprint
        self.stop = threading.Event()

    def run(self) -> None:
        """Until stopped."""
        rest = FIRST_REST
        while not self.stop.is_set():
            try:
                if self._watch():
                    rest = FIRST_REST
            except (NotSignedIn, NoToken, *Trouble) as problem:
                self._tell(words_of(problem))
            except CursorMoved:
                pass
            except Exception:
                logger.exception(
                    "Watching the mailbox %s was interrupted; it goes on in a moment.", self.account_id
                )
            finally:
                connection.close()
            self.stop.wait(rest)
            rest = min(rest * 2, LONGEST_REST)

    def _watch(self) -> bool:
        account = ChannelAccount.objects.get(id=self.account_id)
        settings = read_settings(account)
        mailbox = connect(settings.incoming, sign_in_of(account))
        try:
            self._tell("")
            while not self.stop.is_set():
                for name in (*settings.folders[1:], settings.folders[0]):
                    read_folder(mailbox, account, settings, name, self.stop)
                connection.close()
                wait_for_news(mailbox, settings, self.stop)
        finally:
            mailbox.close()
        return True

    def _tell(self, problem: str) -> None:
        with contextlib.suppress(ChannelAccount.DoesNotExist):
            accounts = ChannelAccount.objects.filter(id=self.account_id)
            accounts.update(problem=problem[:500], checked_at=clock.now())


def wait_for_news(mailbox: Mailbox, settings: MailSettings, stop: threading.Event) -> None:
    """Return when the server tells of new mail, when it is time to look, or when `stop` is set."""
    seconds = min(settings.poll_seconds, LONGEST_WAIT)
    if not mailbox.can_wait:
        stop.wait(min(seconds, 30.0))
        mailbox.rest()
        return
    with mailbox.waiting():
        for _ in range(max(int(seconds / SLICE), 1)):
            if stop.is_set() or mailbox.hears(SLICE):
                return
