"""Signed tokens by which a web site tells who of its customers is at the widget.

A token is `base64url(payload) . base64url(HMAC-SHA256(payload part, secret))`, without padding; the
payload is JSON with `id` (the site's own id of the customer), `exp` (seconds since 1970), and, where the
site knows them, `email` and `name`. docs/how-to/live-chat.md shows how to make one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

LONGEST = 4_000
OURS = "visitor-"
"""Ids that begin so are given by us to visitors nobody vouched for."""


class Refused(Exception):
    """The token does not make anybody known; the text says why, for the site's developer."""


class Identity(msgspec.Struct, frozen=True):
    """Whom the site vouches for."""

    id: Annotated[str, Meta(min_length=1, max_length=200)]
    exp: int
    email: Annotated[str, Meta(max_length=254)] = ""
    name: Annotated[str, Meta(max_length=200)] = ""


def sign(identity: Identity, secret: str) -> str:
    """A token, as the site makes it."""
    payload = _packed(msgspec.json.encode(identity))
    return f"{payload}.{_packed(_digest(payload, secret))}"


def verify(token: str, secret: str, now: datetime) -> Identity:
    """Who the token speaks of. Raises Refused for one that is forged, expired or not of this form."""
    if len(token) > LONGEST or not secret:
        raise Refused("The token is too long, or the account has no secret.")
    payload, _, signature = token.partition(".")
    if not hmac.compare_digest(_unpacked(signature), _digest(payload, secret)):
        raise Refused("The signature does not fit.")
    try:
        identity = msgspec.json.decode(_unpacked(payload), type=Identity)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise Refused(f"The payload cannot be read: {problem}") from None
    if identity.exp <= now.timestamp():
        raise Refused("The token has expired.")
    if identity.id.startswith(OURS) or "\x00" in identity.id:
        raise Refused("This id cannot be taken.")
    return identity


def _digest(payload: str, secret: str) -> bytes:
    return hmac.new(secret.encode(), payload.encode(), hashlib.sha256).digest()


def _packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _unpacked(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Refused("The token is not of the form payload.signature.") from None
