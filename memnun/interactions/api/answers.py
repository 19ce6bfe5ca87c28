"""What requests are answered with, as shapes and as bytes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec

from memnun.interactions.api.problems import Problem, ProblemDetails

Headers = list[tuple[bytes, bytes]]

JSON = (b"content-type", b"application/json")
PROBLEM = (b"content-type", b"application/problem+json")
PLAIN_HEADERS: Headers = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]

encode = msgspec.json.Encoder().encode


class Accepted(msgspec.Struct, omit_defaults=True):
    """The contact is durably recorded. `differs` says that an earlier one with the same external id says
    something else: the earlier one stands."""

    id: UUID
    status: Literal["accepted", "known"]
    differs: bool = False


class Verdict(msgspec.Struct, omit_defaults=True):
    """What became of one row; `row` counts from 1 (lines, in NDJSON)."""

    row: int
    status: Literal["accepted", "known", "rejected"]
    id: UUID | None = None
    differs: bool = False
    problem: ProblemDetails | None = None


class BatchVerdict(msgspec.Struct):
    """What became of each row of a batch."""

    accepted: int
    known: int
    rejected: int
    results: list[Verdict]


class Reading(msgspec.Struct):
    """What was understood of the text, by which version of the model."""

    version: str
    language: str
    sentiment: Literal["positive", "neutral", "negative"]
    mixed: bool
    kinds: list[str]
    topics: list[str]
    threats: list[str]
    urgency: int
    unsure: bool
    read_at: datetime


class Interaction(msgspec.Struct, omit_defaults=True):
    """One contact. Until it is placed it has an id, a status and the time it was received."""

    id: UUID
    status: Literal["waiting", "placed", "quarantined", "released"]
    received_at: datetime
    channel: str
    account: str
    external_id: str | None = None
    problem: str | None = None
    direction: str | None = None
    function: str | None = None
    contact_type: str | None = None
    occurred_at: datetime | None = None
    conversation_id: UUID | None = None
    customer_id: UUID | None = None
    staff: str | None = None
    branch: str | None = None
    subject: str | None = None
    text: str | None = None
    meta: dict[str, Any] | None = None
    reading: Reading | None = None


class InteractionPage(msgspec.Struct):
    """One page of placed interactions; `next` is the value of `after` for the page behind it."""

    interactions: list[Interaction]
    next: str | None


class Identity(msgspec.Struct):
    """One way to recognise a customer; `claimed` ones were typed by somebody and recognise nobody."""

    kind: Literal["email", "phone", "external"]
    value: str
    claimed: bool
    channel: str | None
    account: str | None


class Customer(msgspec.Struct):
    """A customer. One that was merged into another names it in `merged_into`."""

    id: UUID
    name: str
    language: str
    hitap: str
    group: Literal["satisfied", "at_risk", "suggesting", "unknown"]
    group_since: datetime
    age_band: str
    education: str
    income_band: str
    marital_status: str
    province: str
    district: str
    facts: dict[str, Any]
    identities: list[Identity]
    interactions_count: int
    first_seen_at: datetime
    last_seen_at: datetime
    merged_into: UUID | None


class Answer(NamedTuple):
    """Status, headers and body of a response."""

    status: int
    headers: Headers
    body: bytes


def shape_answer(shape: msgspec.Struct, headers: Headers | None = None) -> Answer:
    """200 with a shape."""
    body = encode(shape)
    length = (b"content-length", b"%d" % len(body))
    return Answer(200, [JSON, length, *PLAIN_HEADERS, *(headers or [])], body)


def problem_answer(problem: Problem, language: str) -> Answer:
    """A problem in words."""
    body = encode(problem.details(language))
    headers = [
        PROBLEM,
        (b"content-length", b"%d" % len(body)),
        (b"content-language", language.encode()),
        (b"vary", b"accept-language"),
        *PLAIN_HEADERS,
        *problem.headers,
    ]
    return Answer(problem.kind.status, headers, body)
