"""Fetches updates of bots without a webhook: one thread a bot, one process at a time."""

from __future__ import annotations

import logging
import threading
from uuid import UUID

import psycopg
from django.db import connection, transaction

from memnun.channels.telegram.bot import Bot, Conflict, Unsure
from memnun.channels.telegram.models import UpdateCursor
from memnun.channels.telegram.receiving import cut, number_of, take
from memnun.channels.telegram.settings import BY_ASKING, KIND, TOKEN, WANTED
from memnun.events.listening import connection_parameters
from memnun.interactions.channel_kinds import Refused, TryLater
from memnun.interactions.models import ChannelAccount

LOOK_EVERY = 3.0
WAITS_THERE = 8
"""Seconds for which Telegram holds an empty answer back."""

REST = 15.0
MOST = 100

logger = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Keep a thread for every bot that is asked, until `stop` is set."""
    threads: dict[UUID, threading.Thread] = {}
    while not stop.is_set():
        for account_id in _asked():
            if account_id not in threads or not threads[account_id].is_alive():
                threads[account_id] = threading.Thread(
                    target=_follow, args=(account_id, stop), name=f"telegram {account_id}", daemon=True
                )
                threads[account_id].start()
        stop.wait(LOOK_EVERY)
    for thread in threads.values():
        thread.join(WAITS_THERE + 1)


def fetch(account: ChannelAccount, bot: Bot, *, wait: int = 0) -> int:
    """Fetch one page and keep it with its cursor; returns how many updates came. Raises what Bot raises."""
    cursor = UpdateCursor.objects.filter(account=account).first()
    body = bot.read(
        "getUpdates", patience=wait + 20, timeout=wait, limit=MOST, allowed_updates=WANTED,
        offset=cursor.next_update if cursor else None,
    )  # fmt: skip
    bodies = cut(body)
    if bodies:
        with transaction.atomic():
            take(account, bodies)
            newest = max(number_of(each) for each in bodies)
            UpdateCursor.objects.update_or_create(account=account, defaults={"next_update": newest + 1})
    return len(bodies)


def _asked() -> list[UUID]:
    try:
        accounts = ChannelAccount.objects.filter(kind=KIND, active=True, settings__mode=BY_ASKING)
        return list(accounts.values_list("id", flat=True))
    finally:
        connection.close()


def _follow(account_id: UUID, stop: threading.Event) -> None:
    """Fetch while this process holds the bot's lock; ends when the bot is no longer to be asked."""
    try:
        with psycopg.connect(**connection_parameters()) as holder:
            row = holder.execute(
                "SELECT pg_try_advisory_lock(hashtext('telegram'), hashtext(%s))", [str(account_id)]
            ).fetchone()
            if row and row[0]:
                _fetch_on(account_id, stop, holder)
    except Exception:
        logger.exception(
            "Fetching the updates of the bot %s was interrupted; it goes on in a moment", account_id
        )
        stop.wait(LOOK_EVERY)
    finally:
        connection.close()


def _fetch_on(account_id: UUID, stop: threading.Event, holder: psycopg.Connection) -> None:
    while not stop.is_set():
        account = ChannelAccount.objects.filter(
            id=account_id, kind=KIND, active=True, settings__mode=BY_ASKING
        ).first()
        if account is None:
            return
        holder.execute("SELECT 1")
        try:
            with Bot(account.secret(TOKEN)) as bot:
                fetch(account, bot, wait=WAITS_THERE)
            _note(account, "")
        except Unsure:
            stop.wait(1)
        except Conflict as problem:
            _note(account, str(problem))
            stop.wait(REST)
        except (TryLater, Refused) as problem:
            _note(account, str(problem))
            stop.wait(REST)


def _note(account: ChannelAccount, problem: str) -> None:
    if account.problem != problem:
        ChannelAccount.objects.filter(id=account.id).update(problem=problem[:500])
