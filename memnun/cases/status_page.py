"""The address under which a customer sees the promise without signing in: signed, and telling nothing else."""

from __future__ import annotations

from uuid import UUID

from django.core import signing
from django.urls import reverse

from memnun.cases.models import Case

SALT = "memnun.cases.status"


def token_of(case: Case) -> str:
    """The signed name of a case; it cannot be guessed from another's."""
    return signing.Signer(salt=SALT).sign(case.id.hex)


def read_token(token: str) -> UUID | None:
    """The case a token names; None for one that nobody signed."""
    try:
        return UUID(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def address_of(case: Case) -> str:
    """The path of the page."""
    return reverse("case_status", args=[token_of(case)])
