"""Kills a reader or a sender at random moments, again and again, and counts what was lost or doubled."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode
from uuid import UUID

import imap_tools
from django.conf import settings
from django.db import connection

from memnun.channels.email.servers.dovecot import PASSWORD, Dovecot
from memnun.interactions.models import ChannelAccount, OutboxMessage, OutboxState, RawInbound

LONGEST_BREATH = 0.35
"""Seconds after its beginning within which a process is killed."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came out. `repeated` counts mails that arrived once more under their own Message-ID."""

    killed: int
    lost: int
    doubled: int
    repeated: int = 0


def kill_while_fetching(account: ChannelAccount, *, mails: int, kills: int, chance: random.Random) -> Found:
    """Kill the reader of a mailbox that holds `mails` mails, let it finish, and count."""
    stored = RawInbound.objects.filter(channel_account=account)
    killed = _kill("fetch", account, kills, chance, lambda: stored.count() >= mails)
    ids = Counter(stored.values_list("external_id", flat=True))
    return Found(killed, mails - len(ids), sum(ids.values()) - len(ids))


def kill_while_sending(
    account: ChannelAccount,
    dovecot: Dovecot,
    customer: str,
    queued: Collection[UUID],
    *,
    kills: int,
    chance: random.Random,
) -> Found:
    """Kill the sender of the queued messages, let it finish, and count what stands in the customer's mailbox."""
    waiting = OutboxMessage.objects.filter(channel_account=account).exclude(state=OutboxState.SENT)
    killed = _kill("send", account, kills, chance, lambda: not waiting.exists())
    arrived = _arrived(dovecot, customer, len(queued))
    lost, strange = set(queued) - set(arrived), set(arrived) - set(queued)
    return Found(killed, len(lost), len(strange), sum(arrived.values()) - len(arrived))


def _kill(
    work: str, account: ChannelAccount, kills: int, chance: random.Random, is_done: Callable[[], bool]
) -> int:
    """Kill the work `kills` times in its middle, then let it end; returns how often it was killed."""
    killed = 0
    with _worker(work, account.id) as worker:
        while killed < kills and not is_done():
            child = _begin(worker)
            time.sleep(chance.uniform(0.0, LONGEST_BREATH))
            killed += _killed(child)
        child = _begin(worker)
        end = time.monotonic() + 300
        while time.monotonic() < end and _lives(child) and not is_done():
            time.sleep(0.05)
        _killed(child)
        worker.kill()
    return killed


def _begin(worker: subprocess.Popen[str]) -> int:
    """The number of a child that has just begun to work."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write("begin\n")
    worker.stdin.flush()
    return int(worker.stdout.readline())


def _killed(child: int) -> bool:
    """Kill a child; False when it had ended before."""
    lived = _lives(child)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    while _lives(child):
        time.sleep(0.005)
    return lived


def _lives(child: int) -> bool:
    return Path(f"/proc/{child}").exists()


def _worker(work: str, account_id: UUID) -> subprocess.Popen[str]:
    """A process that begins work on the database of this one."""
    return subprocess.Popen(
        [sys.executable, "-m", "memnun.channels.email.servers.working", work, str(account_id)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "DATABASE_URL": _database_url(),
            "MEMNUN_DATA": str(settings.ENVIRONMENT.data),
            "MEMNUN_SECRET_KEY": settings.SECRET_KEY,
            "DJANGO_SETTINGS_MODULE": "memnun.config.settings",
        },
    )


def _database_url() -> str:
    given = connection.settings_dict
    where = {name: str(given[name.upper()]) for name in ("host", "port") if given.get(name.upper())}
    who = quote(str(given["USER"])) + (f":{quote(str(given['PASSWORD']))}" if given.get("PASSWORD") else "")
    return f"postgresql://{who}@/{given['NAME']}?{urlencode(where)}"


def _arrived(dovecot: Dovecot, customer: str, wanted: int) -> Counter[UUID]:
    """How often each of our messages stands in the customer's mailbox."""
    end = time.monotonic() + 60
    found: Counter[UUID] = Counter()
    while time.monotonic() < end and len(found) < wanted:
        with imap_tools.MailBoxUnencrypted(dovecot.host, dovecot.port).login(customer, PASSWORD) as box:
            mails = box.fetch(headers_only=True, mark_seen=False, bulk=True)
            found = Counter(UUID(mail.headers["x-memnun-message"][0]) for mail in mails)
        time.sleep(0.3)
    return found
