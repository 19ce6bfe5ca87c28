"""A meeting that took place, as it enters the ledger."""

from __future__ import annotations

import msgspec

from memnun.interactions.contact import Contact
from memnun.interactions.placing.parsing import decoded, parser

FORM = "video/1"

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Contact).decode


@parser(FORM)
def parse_meeting(body: bytes) -> Contact:
    """The contact of a meeting. Raises Unparsable."""
    return decoded(decode, body)
