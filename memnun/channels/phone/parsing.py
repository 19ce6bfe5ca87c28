"""A call that has ended, as it enters the ledger."""

from __future__ import annotations

from datetime import datetime

import msgspec

from memnun.interactions.contact import Contact, ContactCustomer
from memnun.interactions.placing.parsing import decoded, parser

FORM = "phone/1"


class ToldCall(msgspec.Struct, omit_defaults=True):
    """One call. `words` says it in a sentence of the brand's language; `text` is a note, if there is one.

    `waits` says that it was missed just now and nobody called back yet.
    """

    external_id: str
    account: str
    direction: str
    number: str
    began_at: datetime
    words: str
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    line: str = ""
    extension: str = ""
    queue: str = ""
    staff: str = ""
    text: str = ""
    notice_played_at: datetime | None = None
    waits: bool = False


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(ToldCall).decode


@parser(FORM)
def parse_call(body: bytes) -> Contact:
    """The contact of a call. Raises Unparsable."""
    call = decoded(decode, body)
    talked = call.ended_at - call.answered_at if call.ended_at and call.answered_at else None
    told: dict[str, object] = {
        "call": "answered" if call.answered_at else "missed",
        "missed": call.waits,
        "seconds": int(talked.total_seconds()) if talked else 0,
        "line": call.line,
        "extension": call.extension,
        "queue": call.queue,
        "wordless": not call.text,
        "notice_played_at": call.notice_played_at.isoformat() if call.notice_played_at else "",
    }
    return Contact(
        channel="phone",
        external_id=call.external_id,
        account=call.account,
        direction="out" if call.direction == "out" else "in",
        occurred_at=call.began_at,
        customer=ContactCustomer(phone=call.number or None),
        subject=call.words[:300],
        text=call.text,
        staff=call.staff or None,
        meta={name: value for name, value in told.items() if value not in ("", 0, False)},
    )
