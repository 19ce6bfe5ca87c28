"""One contact comes in: read, written with all others that wait, answered after the commit."""

from __future__ import annotations

from uuid import UUID

from memnun.interactions.api.accounts import learn_accounts
from memnun.interactions.api.answers import JSON, Answer
from memnun.interactions.api.careful import Vanished
from memnun.interactions.api.connections import Lookups
from memnun.interactions.api.doors import Door
from memnun.interactions.api.flushing import Flushing
from memnun.interactions.api.keys import Key
from memnun.interactions.api.problems import INVALID, UNAVAILABLE, Fault, Problem, wait_problem
from memnun.interactions.api.requests import JSON_TYPES, MEGABYTE, Request
from memnun.interactions.api.rows import Row
from memnun.interactions.api.validation import BOM, read_contact
from memnun.interactions.api.wording import NO_MORE_ACCOUNTS, NOT_STORED
from memnun.people.models.api_key import Scope as KeyScope

LARGEST_RECORD = 2 * MEGABYTE
WRITE = KeyScope.WRITE_INTERACTIONS.value
PLACE = b"/api/v1/interactions/"

_ACCEPTED = b'{"id":"%b","status":"accepted"}'
_KNOWN = b'{"id":"%b","status":"known"}'
_DIFFERS = b'{"id":"%b","status":"known","differs":true}'
_HEADERS = {
    form: [JSON, (b"content-length", b"%d" % len(form % bytes(36)))] for form in (_ACCEPTED, _KNOWN, _DIFFERS)
}


class Receiving:
    """POST /api/v1/interactions"""

    def __init__(self, door: Door, lookups: Lookups, flushing: Flushing) -> None:
        self._door = door
        self._lookups = lookups
        self._flushing = flushing

    async def answer(self, request: Request) -> Answer:
        """201 when the contact is new, 200 when its external id is known; both durably recorded."""
        key = await self._door.let_in(request, WRITE)
        request.take_only(JSON_TYPES)
        record = (await request.body(LARGEST_RECORD)).removeprefix(BOM)
        contact = read_contact(record)
        stamp = key.stamps.get((contact.channel, contact.account))
        if stamp is None:
            account = (contact.channel, contact.account)
            await learn_accounts(self._lookups, key, [account])
            stamp = key.stamps.get(account)
            if stamp is None:
                raise Problem(INVALID, Fault(NO_MORE_ACCOUNTS, "/account"))
        row = Row(stamp, contact.external_id, record, len(record))
        await self._flushing.write((row,))
        return _answer(row, key)


def _answer(row: Row, key: Key) -> Answer:
    if row.failure is not None:
        raise failure_of(row)
    assert row.id is not None
    id_ = text_of(row.id)
    form = _ACCEPTED if not row.known else _DIFFERS if row.differs else _KNOWN
    headers = [*_HEADERS[form], *key.bucket.headers()]
    if row.known:
        return Answer(200, headers, form % id_)
    headers.append((b"location", PLACE + id_))
    return Answer(201, headers, form % id_)


def failure_of(row: Row) -> Problem:
    """Why a row that read well could not be written."""
    if isinstance(row.failure, Vanished):
        return wait_problem(UNAVAILABLE, 1)
    return Problem(INVALID, Fault(NOT_STORED, "", parameters={"external_id": row.external_id}))


def text_of(id_: UUID) -> bytes:
    """The id with its dashes, faster than str()."""
    text = b"%032x" % id_.int
    return b"%b-%b-%b-%b-%b" % (text[:8], text[8:12], text[12:16], text[16:20], text[20:])
