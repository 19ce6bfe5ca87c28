"""The process that does what was put off: the jobs of the queue, and the rooms' endless loops."""

import argparse
import asyncio
import contextlib
import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import cast

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.worker import Worker

from memnun.config import loops
from memnun.config.pulse import beating
from memnun.config.turns import take_short_turns

JOBS_AT_ONCE = 4
HEARTBEAT = 5.0
STALLED_AFTER = 20.0
"""Seconds without a heartbeat after which a worker counts as dead and its jobs are given to another."""
GRACE = 10.0


class JobWorker(Worker):
    """A worker that leaves periodic jobs to the clock."""

    async def _periodic_deferrer(self) -> None:
        await asyncio.Event().wait()


def worker(arguments: Sequence[str]) -> int:
    """Do jobs and run the loops until told to stop."""
    parser = argparse.ArgumentParser(prog="bin/memnun worker")
    parser.add_argument("--jobs", type=int, default=JOBS_AT_ONCE, help="jobs done at once")
    options = parser.parse_args(arguments)
    take_short_turns()
    with loops.running(loops.present()) as working, beating("worker", working):
        asyncio.run(_do_jobs(options.jobs))
    return 0


async def _do_jobs(at_once: int) -> None:
    running = asyncio.get_running_loop()
    running.set_default_executor(ThreadPoolExecutor(at_once, thread_name_prefix="job"))
    queue = worker_queue()
    async with queue.open_async():
        jobs = JobWorker(
            queue,
            concurrency=at_once,
            install_signal_handlers=False,
            delete_jobs="successful",
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=STALLED_AFTER,
            shutdown_graceful_timeout=GRACE,
            task_middleware=queue.worker_defaults.get("task_middleware"),
        )
        work = asyncio.ensure_future(jobs.run())  # type: ignore[no-untyped-call]
        for number in (signal.SIGINT, signal.SIGTERM):
            running.add_signal_handler(number, work.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await work


def worker_queue() -> App:
    """The queue with connections of its own, which wait for new jobs; Django's cannot."""
    return app.with_connector(cast(DjangoConnector, app.connector).get_worker_connector())
