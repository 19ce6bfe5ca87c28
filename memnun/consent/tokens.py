"""Tokens of public pages: the id of a row and a keyed signature of it. Nothing can be read from one or made up."""

from __future__ import annotations

import base64
import binascii
import hmac
from uuid import UUID

from django.utils.crypto import salted_hmac

from memnun.consent.keys import signing_keys

SIGNATURE_BYTES = 16


def token_of_row(id: UUID, purpose: str) -> str:
    """43 letters that say nothing; a token of one purpose opens nothing of another."""
    raw = id.bytes + _signature(id, purpose, signing_keys()[0])
    return _spelt(raw)


def row_of_token(token: str, purpose: str) -> UUID | None:
    """The id in a token of this purpose; None for anything we did not sign, and for another spelling of it."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    if len(raw) != 16 + SIGNATURE_BYTES or _spelt(raw) != token:
        return None
    id = UUID(bytes=raw[:16])
    known = any(hmac.compare_digest(raw[16:], _signature(id, purpose, key)) for key in signing_keys())
    return id if known else None


def _spelt(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _signature(id: UUID, purpose: str, key: str) -> bytes:
    return salted_hmac(purpose, id.hex, key, algorithm="sha256").digest()[:SIGNATURE_BYTES]
