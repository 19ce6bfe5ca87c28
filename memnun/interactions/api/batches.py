"""Up to a thousand contacts come in at once; each gets a verdict of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from memnun.interactions.api.accounts import learn_accounts
from memnun.interactions.api.answers import JSON, PLAIN_HEADERS, Answer, Verdict, encode
from memnun.interactions.api.connections import Lookups
from memnun.interactions.api.doors import Door, charge
from memnun.interactions.api.flushing import Flushing
from memnun.interactions.api.keys import Key
from memnun.interactions.api.problems import (
    INVALID,
    TOO_LARGE,
    TOO_MANY_ROWS,
    UNAVAILABLE,
    Fault,
    Problem,
    wait_problem,
)
from memnun.interactions.api.receiving import LARGEST_RECORD, WRITE, failure_of, text_of
from memnun.interactions.api.requests import JSON_TYPES, MEGABYTE, NDJSON_TYPES, Request
from memnun.interactions.api.rows import Row
from memnun.interactions.api.splitting import NumberedRow, elements_of, lines_of
from memnun.interactions.api.validation import read_contact
from memnun.interactions.api.wording import NO_MORE_ACCOUNTS
from memnun.interactions.contact import Contact

LARGEST_BATCH = 20 * MEGABYTE
MOST_ROWS = 1_000
ROWS_A_REQUEST = 100
"""A batch counts against the key's limit as one request for every hundred rows begun."""
MOST_BYTES_AT_ONCE = 256 * MEGABYTE

_ACCEPTED = b'{"row":%d,"status":"accepted","id":"%b"}'
_KNOWN = b'{"row":%d,"status":"known","id":"%b"}'
_DIFFERS = b'{"row":%d,"status":"known","id":"%b","differs":true}'
_ANSWER = b'{"accepted":%d,"known":%d,"rejected":%d,"results":[%b]}'


class Sorted:
    """The rows of one batch: those to be written, and why the others are not."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, Row]] = []
        self.rejected: list[tuple[int, Problem]] = []


class Batches:
    """POST /api/v1/interactions/batch"""

    def __init__(self, door: Door, lookups: Lookups, flushing: Flushing) -> None:
        self._door = door
        self._lookups = lookups
        self._flushing = flushing
        self._bytes = 0

    async def answer(self, request: Request) -> Answer:
        """200 with a verdict a row, when all accepted rows are durably recorded."""
        key = await self._door.let_in(request, WRITE)
        request.take_only(JSON_TYPES + NDJSON_TYPES)
        with self._room(request):
            body = await request.body(LARGEST_BATCH)
            records = lines_of(body) if request.media_type in NDJSON_TYPES else elements_of(body)
            _check_count(records, key)
            batch = await self._sort(records, key)
            if batch.rows:
                await self._flushing.write([row for _, row in batch.rows])
            return _answer(batch, key, request.language)

    async def _sort(self, records: list[NumberedRow], key: Key) -> Sorted:
        batch = Sorted()
        contacts: list[tuple[int, bytes, Contact]] = []
        for number, record in records:
            try:
                contacts.append((number, record, _read(record)))
            except Problem as problem:
                batch.rejected.append((number, problem))
        await self._learn(contacts, key)
        for number, record, contact in contacts:
            stamp = key.stamps.get((contact.channel, contact.account))
            if stamp is None:
                batch.rejected.append((number, Problem(INVALID, Fault(NO_MORE_ACCOUNTS, "/account"))))
            else:
                batch.rows.append((number, Row(stamp, contact.external_id, record, len(record))))
        return batch

    async def _learn(self, contacts: list[tuple[int, bytes, Contact]], key: Key) -> None:
        wanted = {(contact.channel, contact.account) for _, _, contact in contacts}
        if not wanted <= key.stamps.keys():
            await learn_accounts(self._lookups, key, wanted)

    @contextmanager
    def _room(self, request: Request) -> Iterator[None]:
        """Keep what batches hold in memory within bounds."""
        size = min(request.length or LARGEST_BATCH, LARGEST_BATCH)
        if self._bytes + size > MOST_BYTES_AT_ONCE:
            raise wait_problem(UNAVAILABLE, 2)
        self._bytes += size
        try:
            yield
        finally:
            self._bytes -= size


def _read(record: bytes) -> Contact:
    if len(record) > LARGEST_RECORD:
        raise Problem(TOO_LARGE, megabytes=LARGEST_RECORD // MEGABYTE)
    return read_contact(record)


def _check_count(records: list[NumberedRow], key: Key) -> None:
    if len(records) > MOST_ROWS:
        raise Problem(TOO_MANY_ROWS, most=MOST_ROWS, count=len(records))
    if len(records) > ROWS_A_REQUEST:
        charge(key, (len(records) - 1) // ROWS_A_REQUEST)


def _answer(batch: Sorted, key: Key, language: str) -> Answer:
    parts: list[tuple[int, bytes]] = []
    rejected = list(batch.rejected)
    known = 0
    for number, row in batch.rows:
        if row.failure is not None or row.id is None:
            rejected.append((number, failure_of(row)))
            continue
        known += row.known
        form = _ACCEPTED if not row.known else _DIFFERS if row.differs else _KNOWN
        parts.append((number, form % (number, text_of(row.id))))
    accepted = len(parts) - known
    for number, problem in rejected:
        parts.append((number, encode(Verdict(number, "rejected", problem=problem.details(language)))))
    if rejected:
        parts.sort()
    body = _ANSWER % (accepted, known, len(rejected), b",".join([part for _, part in parts]))
    headers = [JSON, (b"content-length", b"%d" % len(body)), *PLAIN_HEADERS, *key.bucket.headers()]
    return Answer(200, headers, body)
