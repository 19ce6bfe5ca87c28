"""A row on its way into the ledger, and its form in PostgreSQL's binary COPY."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from memnun.interactions.api.keys import Key
from memnun.interactions.contact import FORM
from memnun.interactions.models.raw import RawState

Bytes = bytes | bytearray | memoryview

TABLE = "interactions_rawinbound"
COLUMNS = (
    "id, brand_id, channel_account_id, source_id, source_kind, form, state, attempts, problem, "
    "external_id, body, received_at"
)
COPY = f"COPY {TABLE} ({COLUMNS}) FROM STDIN (FORMAT binary)".encode()

_SIGNATURE = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END = b"\xff\xff"
_COUNT = (12).to_bytes(2, "big") + (16).to_bytes(4, "big")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Stamp:
    """What all rows of one key and one channel account have in common."""

    __slots__ = ("account", "account_id", "key", "prefix")

    def __init__(self, key: Key, account_id: UUID) -> None:
        self.key = key
        self.account_id = account_id
        self.account = account_id.bytes
        ids = (key.brand_id, account_id, key.id)
        texts = (key.actor_kind, FORM, RawState.WAITING.value)
        self.prefix = b"".join(
            [_field(id_.bytes) for id_ in ids]
            + [_field(text.encode()) for text in texts]
            + [_field((0).to_bytes(2, "big")), _field(b"")]
        )


class Row:
    """One contact as it came. `id` is given when it is written; `known` and `differs` say what was found.

    A row whose `failure` is set was not written.
    """

    __slots__ = ("body", "differs", "external_id", "failure", "id", "known", "size", "stamp")

    def __init__(self, stamp: Stamp, external_id: str, body: Bytes, size: int) -> None:
        self.stamp = stamp
        self.external_id = external_id
        self.body = body
        self.size = size
        self.id: UUID | None = None
        self.known = False
        self.differs = False
        self.failure: BaseException | None = None


def copy_of(rows: Sequence[Row], received_at: datetime) -> bytes:
    """The rows, whose ids are set, as the data of `COPY`."""
    microseconds = (received_at - _EPOCH) // _MICROSECOND
    tail = _field(microseconds.to_bytes(8, "big", signed=True))
    parts: list[Bytes] = [_SIGNATURE]
    add = parts.extend
    for row in rows:
        external_id = row.external_id.encode()
        add((
            _COUNT,
            row.id.bytes,  # type: ignore[union-attr]
            row.stamp.prefix,
            len(external_id).to_bytes(4, "big"),
            external_id,
            row.size.to_bytes(4, "big"),
            row.body,
            tail,
        ))  # fmt: skip
    parts.append(_END)
    return b"".join(parts)


def _field(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value
