"""The process that keeps time: puts periodic jobs into the queue, and gives dead workers' jobs to others.

Any number may run on as many machines; one of them leads, the others wait to take over.
"""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Sequence

import psycopg
from django.conf import settings
from django.utils import timezone
from procrastinate import App
from procrastinate.periodic import PeriodicDeferrer

from memnun.config import database
from memnun.config.pulse import beating
from memnun.config.worker import STALLED_AFTER, worker_queue

LEADER_LOCK = 0x6D656D6E756E
"""Number of the PostgreSQL advisory lock that the leading clock holds ("memnun" in ASCII)."""
STALLED_INTERVAL = 10.0
TURN_INTERVAL = 5.0

logger = logging.getLogger(__name__)


def clock(arguments: Sequence[str]) -> int:
    """Keep time until told to stop."""
    if arguments:
        raise SystemExit("bin/memnun clock takes no arguments.")
    with beating("clock"):
        asyncio.run(_until_told_to_stop())
    return 0


async def _until_told_to_stop() -> None:
    work = asyncio.ensure_future(_keep_time())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, work.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await work


async def _keep_time() -> None:
    queue = worker_queue()
    async with queue.open_async(), _leading() as leader, asyncio.TaskGroup() as tasks:
        tasks.create_task(_hold(leader))
        tasks.create_task(_give_on_stalled_jobs(queue))
        if queue.periodic_registry.periodic_tasks:
            tasks.create_task(PeriodicDeferrer(registry=queue.periodic_registry).worker())


@contextlib.asynccontextmanager
async def _leading() -> AsyncIterator[psycopg.AsyncConnection]:
    """Wait for our turn, and lead as long as the connection lives."""
    address = database.address(settings.ENVIRONMENT)
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
        while True:
            row = await (
                await connection.execute("SELECT pg_try_advisory_lock(%s)", [LEADER_LOCK])
            ).fetchone()
            if row and row[0]:
                break
            await asyncio.sleep(TURN_INTERVAL)
        yield connection


async def _hold(leader: psycopg.AsyncConnection) -> None:
    """Notice, by an error that ends the process, when the connection and with it the lead is lost."""
    while True:
        await asyncio.sleep(TURN_INTERVAL)
        await leader.execute("SELECT 1")


async def _give_on_stalled_jobs(queue: App) -> None:
    """Put jobs of workers that gave no sign of life back into the queue."""
    while True:
        for job in await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
            logger.warning("Job %s (%s) lost its worker and is done again", job.id, job.task_name)
            await queue.job_manager.retry_job(job, retry_at=timezone.now())
        await asyncio.sleep(STALLED_INTERVAL)
