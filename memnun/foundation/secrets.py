"""Secrets at rest: sealed when needed back (passwords of channels), digested when not (API keys)."""

import hashlib
import os
import secrets
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"\x01"
_NONCE_BYTES = 12


class UnsealError(ValueError):
    """The bytes were not sealed for this purpose with any of the keys, or they were changed."""


def seal(text: str, *, keys: Sequence[str], purpose: str) -> bytes:
    """Encrypt `text` with AES-256-GCM under the first of `keys`; `purpose` binds it to its use.

    The layout is one byte of version, 12 of nonce, then the ciphertext with its 16-byte tag.
    """
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + _cipher(keys[0], purpose).encrypt(nonce, text.encode(), _VERSION)


def unseal(sealed: bytes, *, keys: Sequence[str], purpose: str) -> str:
    """The text that `seal` took. All of `keys` are tried, newest first, so keys can be rotated.

    Raises UnsealError.
    """
    sealed = bytes(sealed)
    if sealed[:1] != _VERSION:
        raise UnsealError("not a sealed secret")
    nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    for key in keys:
        try:
            return _cipher(key, purpose).decrypt(nonce, ciphertext, _VERSION).decode()
        except (InvalidTag, ValueError):
            continue
    raise UnsealError("no key opens this secret")


def new_token(prefix: str) -> str:
    """A new bearer token with 256 random bits, as `mk_live_…`; the prefix lets secret scanners find leaks."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def digest_token(token: str) -> str:
    """What is stored of a token: its SHA-256 in hex. The token is random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


@lru_cache(maxsize=64)
def _cipher(key: str, purpose: str) -> AESGCM:
    if len(key) < 16:
        raise ValueError("a sealing key has at least 16 characters")
    derived = HKDF(SHA256(), length=32, salt=None, info=b"memnun/seal/" + purpose.encode())
    return AESGCM(derived.derive(key.encode()))
