"""A letter that came in: when, from whom, its pages, and its words as far as somebody typed them."""

from __future__ import annotations

import msgspec

from memnun.interactions.contact import Contact
from memnun.interactions.placing.parsing import decoded, parser

FORM = "post/1"


class Page(msgspec.Struct):
    """One scanned file."""

    name: str
    content: bytes


class LetterIn(msgspec.Struct, omit_defaults=True):
    """One letter."""

    contact: Contact
    pages: list[Page] = []


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(LetterIn).decode


@parser(FORM)
def parse_letter(body: bytes) -> Contact:
    """The contact of a letter. Raises Unparsable."""
    return decoded(decode, body).contact
