"""A talk as it was written down, with its photo."""

from __future__ import annotations

import msgspec

from memnun.interactions.contact import Contact
from memnun.interactions.placing.parsing import decoded, parser

FORM = "in_person/1"


class Photo(msgspec.Struct):
    """A picture as the phone named it."""

    name: str
    content: bytes


class Talk(msgspec.Struct, omit_defaults=True):
    """One talk."""

    contact: Contact
    photos: list[Photo] = []


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Talk).decode


@parser(FORM)
def parse_talk(body: bytes) -> Contact:
    """The contact of a talk. Raises Unparsable."""
    return decoded(decode, body).contact
