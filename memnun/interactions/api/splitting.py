"""A batch taken apart into the bytes of its rows, exactly as they came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from memnun.interactions.api.problems import INVALID, MALFORMED, Problem
from memnun.interactions.api.validation import BOM, malformed_fault, validation_fault

NumberedRow = tuple[int, bytes]
"""The row's number from 1 and its bytes."""


class Batch(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a batch that is not a bare list."""

    interactions: list[msgspec.Raw]


_split_list = msgspec.json.Decoder(list[msgspec.Raw]).decode
_split_object = msgspec.json.Decoder(Batch).decode
_WRAPPED = re.compile(rb'\s*\{\s*"interactions"\s*:(.*)\}\s*', re.DOTALL)
_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)


def lines_of(body: bytes) -> list[NumberedRow]:
    """The rows of NDJSON; empty lines are passed over and counted."""
    lines = body.removeprefix(BOM).split(b"\n")
    return [(number, line.strip()) for number, line in enumerate(lines, 1) if not line.isspace() and line]


def elements_of(body: bytes) -> list[NumberedRow]:
    """The rows of a JSON list, or of the list under `interactions`.

    A row that is not valid JSON is cut out all the same where brackets and quotation marks are closed, so
    that it fails alone. Raises Problem (MALFORMED, INVALID) when the rows cannot be told apart.
    """
    body = body.removeprefix(BOM)
    wrapped = body.lstrip()[:1] == b"{"
    try:
        raws = _split_object(body).interactions if wrapped else _split_list(body)
    except msgspec.ValidationError as error:
        raise Problem(INVALID, validation_fault(str(error))) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        rows = _cut(body, wrapped)
        if rows is None:
            raise Problem(MALFORMED, malformed_fault(body, error)) from None
        return list(enumerate(rows, 1))
    return [(number, bytes(raw)) for number, raw in enumerate(raws, 1)]


def _cut(body: bytes, wrapped: bool) -> list[bytes] | None:
    """The elements between the outermost brackets, or None when those cannot be made out."""
    if wrapped:
        match = _WRAPPED.fullmatch(body)
        if match is None:
            return None
        body = match[1]
    body = body.strip()
    edges = list(_edges(body))
    if len(edges) < 2 or edges[0] != 0 or edges[-1] != len(body) - 1:
        return None
    rows = [body[start + 1 : end].strip() for start, end in pairwise(edges)]
    return [] if rows == [b""] else rows


def _edges(body: bytes) -> Iterator[int]:
    """Where the outermost list opens, its commas stand, and it closes."""
    depth = 0
    for token in _TOKENS.finditer(body):
        mark = body[token.start()]
        if mark in b"[{":
            depth += 1
            if depth == 1:
                if mark != ord("["):
                    return
                yield token.start()
        elif mark in b"]}":
            depth -= 1
            if depth == 0:
                yield token.start()
                if mark != ord("]"):
                    yield -1
                return
        elif mark == ord(",") and depth == 1:
            yield token.start()
