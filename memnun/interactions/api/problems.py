"""Errors as RFC 9457 problem details, in the language of the asker.

`type` leads to the section of the reference page that tells what to do.
"""

from __future__ import annotations

from math import ceil
from typing import Any

import msgspec
from django.utils.translation import gettext, gettext_noop, override

REFERENCE = "/api/v1/"

encoded = msgspec.json.Encoder().encode


class Complaint(msgspec.Struct, omit_defaults=True):
    """What is wrong at one place: of the body (`pointer`, RFC 6901) or of the address (`parameter`)."""

    message: str
    pointer: str | None = None
    parameter: str | None = None


class ProblemDetails(msgspec.Struct, omit_defaults=True):
    """RFC 9457. `errors` says each place where something is wrong, as far as it could be told."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[Complaint] = []


class Kind(msgspec.Struct, frozen=True):
    """One kind of problem: its name on the reference page, status, title and what to do about it."""

    name: str
    status: int
    title: str
    detail: str


KEY_MISSING = Kind(
    "key-missing", 401, gettext_noop("No API key"),
    gettext_noop("Send your key in the header “Authorization: Bearer mem_…”."),
)  # fmt: skip
KEY_UNKNOWN = Kind(
    "key-unknown", 401, gettext_noop("Unknown API key"),
    gettext_noop("This key does not exist or was revoked. Make a new one under Settings → API keys."),
)  # fmt: skip
SCOPE_MISSING = Kind(
    "scope-missing", 403, gettext_noop("The key may not do this"),
    gettext_noop("The key lacks the scope “{scope}”."),
)  # fmt: skip
NOT_FOUND = Kind(
    "not-found", 404, gettext_noop("Not found"),
    gettext_noop("Nothing of your brand stands at this address."),
)  # fmt: skip
METHOD = Kind(
    "method-not-allowed", 405, gettext_noop("Method not allowed"),
    gettext_noop("This address takes {methods}."),
)  # fmt: skip
TOO_LARGE = Kind(
    "too-large", 413, gettext_noop("Too large"),
    gettext_noop("A request to this address may hold {megabytes} MB."),
)  # fmt: skip
TOO_MANY_ROWS = Kind(
    "too-many-rows", 413, gettext_noop("Too many rows"),
    gettext_noop("A batch may hold {most} rows; this one holds {count}. Send it in parts."),
)  # fmt: skip
MEDIA_TYPE = Kind(
    "media-type", 415, gettext_noop("Content type not understood"),
    gettext_noop("This address takes {types}."),
)  # fmt: skip
MALFORMED = Kind(
    "malformed", 400, gettext_noop("Not valid JSON"),
    gettext_noop("The body could not be read."),
)  # fmt: skip
INVALID = Kind(
    "invalid", 422, gettext_noop("The content is not valid"),
    gettext_noop("Nothing was recorded. Correct the places named under “errors” and send again."),
)  # fmt: skip
TOO_MANY = Kind(
    "too-many-requests", 429, gettext_noop("Too many requests"),
    gettext_noop("Wait {seconds} seconds and go on."),
)  # fmt: skip
UNEXPECTED = Kind(
    "unexpected", 500, gettext_noop("Something went wrong on our side"),
    gettext_noop("The server has written it to its log. Send again: an external id is recorded once."),
)  # fmt: skip
UNAVAILABLE = Kind(
    "unavailable", 503, gettext_noop("Not available now"),
    gettext_noop("Nothing is acknowledged. Send again in {seconds} s: an external id is recorded once."),
)  # fmt: skip

KINDS = (
    KEY_MISSING, KEY_UNKNOWN, SCOPE_MISSING, NOT_FOUND, METHOD, TOO_LARGE, TOO_MANY_ROWS, MEDIA_TYPE,
    MALFORMED, INVALID, TOO_MANY, UNEXPECTED, UNAVAILABLE,
)  # fmt: skip


class Fault(msgspec.Struct, frozen=True):
    """One wrong place before it is put into words; `parameters` fill the placeholders of `message`."""

    message: str
    pointer: str | None = None
    parameter: str | None = None
    parameters: dict[str, Any] = {}

    def told(self) -> Complaint:
        """In the language that is active."""
        return Complaint(gettext(self.message).format(**self.parameters), self.pointer, self.parameter)


class Problem(Exception):
    """What a request is answered with instead of what it asked for."""

    def __init__(
        self, kind: Kind, *faults: Fault, headers: list[tuple[bytes, bytes]] | None = None, **parameters: Any
    ) -> None:
        super().__init__(kind.name)
        self.kind = kind
        self.faults = faults
        self.headers = headers or []
        self.parameters = parameters

    def details(self, language: str) -> ProblemDetails:
        """The problem in words."""
        with override(language):
            return ProblemDetails(
                type=f"{REFERENCE}#{self.kind.name}",
                title=gettext(self.kind.title),
                status=self.kind.status,
                detail=gettext(self.kind.detail).format(**self.parameters),
                errors=[fault.told() for fault in self.faults],
            )


def wait_problem(kind: Kind, seconds: float, headers: list[tuple[bytes, bytes]] | None = None) -> Problem:
    """A problem that passes: says after how many seconds to come back."""
    whole = max(1, ceil(seconds))
    retry = (b"retry-after", b"%d" % whole)
    return Problem(kind, headers=[retry, *(headers or [])], seconds=whole)


def language_of(accepted: str) -> str:
    """Turkish or English by an Accept-Language header; Turkish unless English is clearly preferred."""
    wishes: dict[str, float] = {}
    for part in accepted.lower().split(",")[:20]:
        name, _, weight = part.partition(";")
        wishes.setdefault(name.strip().partition("-")[0], _weight(weight))
    turkish = wishes.get("tr", wishes.get("*", 0.0))
    return "en" if wishes.get("en", 0.0) > turkish else "tr"


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
