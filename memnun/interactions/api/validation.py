"""Reading one contact, and saying in human words what is wrong with it.

msgspec reads and checks at once, in one pass over the bytes, and stops at the first wrong place; its
messages are taken apart here and told anew. What it cannot know (a moment far in the future, an id that
PostgreSQL's text cannot hold) is checked after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import Any, get_args
from uuid import UUID

import msgspec
from django.utils.translation import gettext, gettext_noop

from memnun.foundation import clock
from memnun.interactions.api.problems import INVALID, MALFORMED, Fault, Problem
from memnun.interactions.contact import (
    OUTSIDE_ITS_SCALE,
    ChannelName,
    Contact,
    ContactCustomer,
    ContactPurchase,
    ContactRating,
    ContactTypeName,
    DirectionName,
    FunctionName,
    decode,
)

BOM = b"\xef\xbb\xbf"
EARLIEST = 1900
AHEAD = timedelta(days=1)
WIDEST_OFFSET = timedelta(hours=14)
NO_TIME = timedelta(0)

CHOICES: dict[str, tuple[str, ...]] = {
    "/channel": get_args(ChannelName),
    "/direction": get_args(DirectionName),
    "/function": get_args(FunctionName),
    "/contact_type": get_args(ContactTypeName),
}
FIELDS = {
    "": Contact.__struct_fields__,
    "/customer": ContactCustomer.__struct_fields__,
    "/rating": ContactRating.__struct_fields__,
    "/purchase": ContactPurchase.__struct_fields__,
}
TYPES = {
    "str": gettext_noop("a text"),
    "int": gettext_noop("a whole number"),
    "float": gettext_noop("a number"),
    "bool": gettext_noop("true or false"),
    "object": gettext_noop("an object"),
    "array": gettext_noop("a list"),
    "null": gettext_noop("null"),
    "datetime": gettext_noop("a date and time"),
}

_LONE_SURROGATE = re.compile(
    rb"(?<!\\)(?:\\\\)*\\u[dD](?:[89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|[c-fC-F][0-9a-fA-F]{2})"
)
_PAIR = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


def read_contact(record: bytes | memoryview | msgspec.Raw) -> Contact:
    """The contact these bytes tell of.

    Raises Problem (MALFORMED or INVALID) with one fault.
    """
    try:
        contact = decode(record)
    except msgspec.ValidationError as error:
        raise Problem(INVALID, validation_fault(str(error))) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Problem(MALFORMED, malformed_fault(bytes(record), error)) from None
    if contact.occurred_at is not None or contact.customer.id is not None:
        _check_moment(contact)
        _check_customer(contact)
    if "\x00" in contact.external_id or "\x00" in contact.account:
        raise Problem(INVALID, _nul(contact))
    return contact


class Horizon:
    """The latest moment a contact may have happened, as far as it was last asked for.

    It only ever moves on, so most moments are below it and need no look at the clock.
    """

    def __init__(self) -> None:
        self.at = datetime(EARLIEST, 1, 1, tzinfo=UTC)

    def is_before(self, at: datetime) -> bool:
        """Whether `at` is too late even now."""
        self.at = clock.now() + AHEAD
        return at > self.at


_horizon = Horizon()


def _check_moment(contact: Contact) -> None:
    at = contact.occurred_at
    if at is None:
        return
    if abs(at.utcoffset() or NO_TIME) > WIDEST_OFFSET:
        message = gettext_noop("No place on Earth is more than 14 hours away from UTC.")
    elif at > _horizon.at and _horizon.is_before(at):
        message = gettext_noop("This moment is more than a day in the future.")
    elif at.year < EARLIEST:
        message = gettext_noop("This moment is before the year 1900.")
    else:
        return
    raise Problem(INVALID, Fault(message, "/occurred_at"))


def _check_customer(contact: Contact) -> None:
    if contact.customer.id is None:
        return
    try:
        UUID(contact.customer.id)
    except ValueError:
        message = gettext_noop(
            "“{value}” is not an id of Memnun; your own id of the customer is “external_id”."
        )
        raise Problem(
            INVALID, Fault(message, "/customer/id", parameters={"value": contact.customer.id})
        ) from None


def _nul(contact: Contact) -> Fault:
    pointer = "/external_id" if "\x00" in contact.external_id else "/account"
    return Fault(gettext_noop("This field may not hold the character U+0000."), pointer)


def validation_fault(said: str) -> Fault:
    """One message of msgspec, taken apart."""
    said, _, place = said.partition(" - at `")
    pointer = _pointer(place.removesuffix("`"))
    for pattern, tell in _MESSAGES:
        if match := pattern.fullmatch(said):
            return tell(pointer, *match.groups())
    return Fault(gettext_noop("This value does not fit here."), pointer)


def _pointer(place: str) -> str:
    """A JSON pointer (RFC 6901) of msgspec's path `$.customer.facts[...]`."""
    place = place.rpartition("`")[2] if "`" in place else place
    steps = re.findall(r"\.([^.\[\]]+)|\[(\d+)\]", place.removeprefix("$"))
    return "".join(f"/{(name or number).replace('~', '~0').replace('/', '~1')}" for name, number in steps)


def _missing(pointer: str, name: str) -> Fault:
    return Fault(
        gettext_noop("The field “{name}” is missing."), f"{pointer}/{name}", parameters={"name": name}
    )


def _unknown(pointer: str, name: str) -> Fault:
    near = get_close_matches(name, FIELDS.get(pointer, ()), n=1)
    place = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
    if near:
        message = gettext_noop("There is no field “{name}”. Did you mean “{near}”?")
        return Fault(message, place, parameters={"name": name, "near": near[0]})
    message = gettext_noop("There is no field “{name}”. What has no field of its own goes into “meta”.")
    return Fault(message, place, parameters={"name": name})


def _choice(pointer: str, value: str) -> Fault:
    message = gettext_noop("“{value}” is not one of: {choices}.")
    choices = ", ".join(CHOICES.get(pointer, ()))
    return Fault(message, pointer, parameters={"value": value, "choices": choices})


def _too_short(pointer: str, least: str) -> Fault:
    if least == "1":
        return Fault(gettext_noop("This field may not be empty."), pointer)
    message = gettext_noop("This field takes at least {least} characters.")
    return Fault(message, pointer, parameters={"least": least})


def _too_long(pointer: str, most: str) -> Fault:
    message = gettext_noop("This field takes at most {most} characters.")
    return Fault(message, pointer, parameters={"most": most})


def _naive(pointer: str) -> Fault:
    message = gettext_noop("The time zone is missing: end the time with “+03:00”, or with “Z” for UTC.")
    return Fault(message, pointer)


def _not_a_time(pointer: str) -> Fault:
    message = gettext_noop("This is not a date and time; write it like 2026-03-15T14:30:00+03:00.")
    return Fault(message, pointer)


def _not_a_day(pointer: str) -> Fault:
    return Fault(gettext_noop("This is not a day; write it like 2026-03-15."), pointer)


def _outside_its_scale(pointer: str) -> Fault:
    message = gettext_noop(
        "The score lies outside its scale, which runs from 1 to 5 unless “lowest” and “highest” say otherwise."
    )
    return Fault(message, pointer)


def _wrong_type(pointer: str, wanted: str, got: str) -> Fault:
    message = gettext_noop("This takes {wanted}, and {got} came.")
    kinds = [kind for kind in wanted.split(" | ") if kind != "null"]
    return Fault(message, pointer, parameters={"wanted": Word(*kinds), "got": Word(got)})


def _out_of_range(pointer: str, _what: str) -> Fault:
    return Fault(gettext_noop("This number is too large."), pointer)


class Word:
    """Kinds of JSON values, told in the language that is active when a message is put together."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def __format__(self, _: str) -> str:
        return "/".join(gettext(TYPES.get(kind, kind)) for kind in self.kinds)


_MESSAGES: list[tuple[re.Pattern[str], Callable[..., Fault]]] = [
    (re.compile(r"Object missing required field `(.+)`"), _missing),
    (re.compile(r"Object contains unknown field `(.+)`", re.DOTALL), _unknown),
    (re.compile(r"Invalid enum value '?(.*?)'?", re.DOTALL), _choice),
    (re.compile(r"Expected `.+` of length >= (\d+)"), _too_short),
    (re.compile(r"Expected `.+` of length <= (\d+)"), _too_long),
    (re.compile(r"Expected `datetime` with a timezone component"), _naive),
    (re.compile(r"Invalid RFC3339 encoded datetime"), _not_a_time),
    (re.compile(r"Invalid RFC3339 encoded date"), _not_a_day),
    (re.compile(OUTSIDE_ITS_SCALE), _outside_its_scale),
    (re.compile(r"Expected `(.+)`, got `(.+)`"), _wrong_type),
    (re.compile(r"(Integer value|Number) out of range"), _out_of_range),
]


def malformed_fault(record: bytes, error: Exception) -> Fault:
    """Why these bytes are not JSON."""
    place: dict[str, Any] = {}
    if isinstance(error, RecursionError):
        message = gettext_noop("The values are nested too deeply.")
    elif isinstance(error, UnicodeDecodeError):
        message = gettext_noop("The text is not UTF-8. Turkish letters saved as Windows-1254 look like this.")
    elif not record.strip():
        message = gettext_noop("The body is empty.")
    elif record[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = gettext_noop("The text is UTF-16; send it as UTF-8.")
    elif _LONE_SURROGATE.search(_PAIR.sub(b"", record)):
        message = gettext_noop("Half of a character stands alone (\\uD800–\\uDFFF); an emoji was cut in two.")
    elif "truncated" in str(error):
        message = gettext_noop("The JSON ends too early: a bracket or a quotation mark is not closed.")
    elif at := re.search(r"\(byte (\d+)\)", str(error)):
        message = gettext_noop("The JSON is wrong at byte {byte}: {near}")
        byte = int(at[1])
        place = {"byte": byte, "near": record[max(0, byte - 12) : byte + 12].decode("utf-8", "replace")}
    else:
        message = gettext_noop("This is not valid JSON.")
    return Fault(message, "", parameters=place)
