"""One COPY and one more statement in one implicit transaction and two trips to PostgreSQL.

psycopg's own `copy()` needs five trips for BEGIN, COPY, its end, INSERT and COMMIT. Its documented
wrapper of libpq, `psycopg.pq`, lets both statements travel as one simple query: PostgreSQL runs them as
one transaction, committed when the answer arrives.
"""

from __future__ import annotations

import asyncio

import psycopg
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult


async def copy_and_run(
    connection: psycopg.AsyncConnection, copy: bytes, rows: bytes, statement: bytes
) -> None:
    """Feed `rows` to the COPY … FROM STDIN statement `copy`, run `statement`, commit both or neither.

    The connection must be in autocommit and idle. Raises psycopg.Error; the connection may be used again
    unless it is closed or broken.
    """
    server = connection.pgconn
    server.send_query(copy + b"; " + statement)
    await _flush(server)
    first = await _result(server)
    if first is None or first.status != ExecStatus.COPY_IN:
        await _drain(server)
        raise _error_of(server, first)
    server.put_copy_data(rows)
    server.put_copy_end()
    await _flush(server)
    failed = await _drain(server)
    if failed is not None:
        raise _error_of(server, failed)


async def _result(server: PGconn) -> PGresult | None:
    while server.is_busy():
        await _until_readable(server)
        server.consume_input()
    return server.get_result()


async def _drain(server: PGconn) -> PGresult | None:
    """Read all results up to the end of the query; gives the failed one."""
    failed = None
    while (result := await _result(server)) is not None:
        if result.status != ExecStatus.COMMAND_OK:
            failed = failed or result
            if result.status == ExecStatus.COPY_IN:
                return failed
    return failed


async def _flush(server: PGconn) -> None:
    while server.flush():
        await _until_writable_or_readable(server)
        server.consume_input()


async def _until_readable(server: PGconn) -> None:
    loop = asyncio.get_running_loop()
    ready = loop.create_future()
    descriptor = server.socket
    loop.add_reader(descriptor, _resolve, ready)
    try:
        await ready
    finally:
        loop.remove_reader(descriptor)


async def _until_writable_or_readable(server: PGconn) -> None:
    """PostgreSQL may have something to say before it reads on, so both sides are listened to."""
    loop = asyncio.get_running_loop()
    ready = loop.create_future()
    descriptor = server.socket
    loop.add_reader(descriptor, _resolve, ready)
    loop.add_writer(descriptor, _resolve, ready)
    try:
        await ready
    finally:
        loop.remove_reader(descriptor)
        loop.remove_writer(descriptor)


def _resolve(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)


def _error_of(server: PGconn, result: PGresult | None) -> psycopg.Error:
    if result is not None and result.status == ExecStatus.FATAL_ERROR:
        return psycopg.errors.error_from_result(result)
    return psycopg.OperationalError(server.get_error_message() or "PostgreSQL answered out of turn")
