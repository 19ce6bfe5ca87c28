"""The signed token every shown form carries: the form it belongs to, when it was shown, an id of its own.

It stands in for a CSRF cookie, which browsers do not send from a form embedded in another site.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.core import signing

from memnun.foundation import clock

SALT = "memnun/web-form"
LONGEST_OPEN = timedelta(days=14)
"""Browsers keep what was written without a connection this long."""


@dataclass(frozen=True)
class Shown:
    """One showing of a form."""

    address: str
    at: datetime
    client_id: str


class BadToken(ValueError):
    """The token is none of ours, belongs to another form, or is too old."""


def issue(address: str) -> str:
    """A token for a form that is being shown."""
    return signing.dumps([address, int(clock.now().timestamp()), uuid4().hex], salt=SALT)


def read(token: str, address: str) -> Shown:
    """What the token says. Raises BadToken."""
    try:
        shown_for, seconds, client_id = signing.loads(token[:400], salt=SALT)
        shown = Shown(str(shown_for), datetime.fromtimestamp(int(seconds), UTC), str(client_id))
    except (signing.BadSignature, ValueError, TypeError):
        raise BadToken from None
    if shown.address != address or clock.now() - shown.at > LONGEST_OPEN:
        raise BadToken
    return shown
