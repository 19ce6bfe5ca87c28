"""Raw bytes to contacts. Each form of raw record has one parser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import msgspec

from memnun.interactions import contact as contacts
from memnun.interactions.contact import Contact

Told = TypeVar("Told")
Parser = Callable[[bytes], Contact]
PARSERS: dict[str, Parser] = {}
EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
LATEST_AHEAD = timedelta(days=1)


class Unparsable(Exception):
    """The record cannot become an interaction; the text says why, for a person to read."""


def parser(form: str) -> Callable[[Parser], Parser]:
    """Register the parser of a form."""

    def register(function: Parser) -> Parser:
        PARSERS[form] = function
        return function

    return register


def parse(form: str, body: bytes, received_at: datetime) -> Contact:
    """The contact in a raw record. Raises Unparsable."""
    if form not in PARSERS:
        raise Unparsable(f"There is no parser for records of the form {form}.")
    contact = PARSERS[form](body)
    when = contact.occurred_at or received_at
    if when < EARLIEST or when > received_at + LATEST_AHEAD:
        raise Unparsable(
            f"The time {when.isoformat()} cannot be right: it lies before 1970 or in the future."
        )
    contact.occurred_at = when
    contact.text = _storable(contact.text)
    contact.subject = _storable(contact.subject)
    return contact


def decoded(decode: Callable[[bytes], Told], body: bytes) -> Told:
    """What a decoder of JSON reads. Raises Unparsable with its reason when it refuses the bytes."""
    try:
        return decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise Unparsable(str(problem)) from None


@parser(contacts.FORM)
def parse_ledger(body: bytes) -> Contact:
    """The API's own JSON."""
    return decoded(contacts.decode, body)


def _storable(text: str) -> str:
    """PostgreSQL holds no NUL and no half surrogate in text; the raw bytes keep them."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
