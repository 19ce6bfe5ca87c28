"""The token that names a conversation in an address (destek+TOKEN@…) and in the words of a mail.

It is the conversation's id and a signature of it, so that nobody can write into a conversation by
guessing, and no table needs to be asked.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from uuid import UUID

from django.conf import settings

_SIGNATURE_BYTES = 7
_LENGTH = 37
_PLUS = re.compile(rf"^([^@+]+)\+([a-z2-7]{{{_LENGTH}}})@([^@]+)$", re.IGNORECASE)
MARKER = re.compile(rf"\[ref:([a-z2-7]{{{_LENGTH}}})\]", re.IGNORECASE)


def token_of(conversation_id: UUID) -> str:
    """37 small letters and digits that survive any mail program."""
    return _spell(conversation_id.bytes + _signature(conversation_id.bytes, settings.SECRET_KEY))


def conversation_in(token: str) -> UUID | None:
    """The conversation a token names, None when we did not make it."""
    spelled = token.strip().upper()
    try:
        data = base64.b32decode(spelled + "=" * (-len(spelled) % 8))
    except (binascii.Error, ValueError):
        return None
    name, signature = data[:16], data[16:]
    keys: list[str] = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    known = len(name) == 16 and any(hmac.compare_digest(signature, _signature(name, key)) for key in keys)
    return UUID(bytes=name) if known else None


def with_token(address: str, conversation_id: UUID) -> str:
    """destek@marka.example as destek+TOKEN@marka.example; unchanged when it would grow too long for mail."""
    local, _, domain = address.rpartition("@")
    if len(local) + 1 + _LENGTH > 64:
        return address
    return f"{local}+{token_of(conversation_id)}@{domain}"


def conversation_in_address(address: str) -> UUID | None:
    """The conversation that a plus-address names."""
    match = _PLUS.match(address)
    return conversation_in(match[2]) if match else None


def without_token(address: str) -> str:
    """The bare address of one that may carry a token."""
    match = _PLUS.match(address)
    return f"{match[1]}@{match[3]}" if match else address


def marker(conversation_id: UUID) -> str:
    """The mark below a mail's words, which survives in the quotation when everything else is lost."""
    return f"[ref:{token_of(conversation_id)}]"


def conversations_marked(text: str) -> list[UUID]:
    """The conversations marked in a text, each once."""
    found = (conversation_in(match[1]) for match in MARKER.finditer(text))
    return list(dict.fromkeys(one for one in found if one))


def _spell(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=").lower()


def _signature(name: bytes, key: str) -> bytes:
    derived = hashlib.sha256(b"memnun/email/token/" + key.encode()).digest()
    return hmac.new(derived, name, hashlib.sha256).digest()[:_SIGNATURE_BYTES]
