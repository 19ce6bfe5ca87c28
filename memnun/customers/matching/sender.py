"""Who a contact says it is from, normalised."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from memnun.customers.models.identity import IdentityKind
from memnun.foundation.turkish.emails import read_email
from memnun.foundation.turkish.phones import read_phone

Key = tuple[str, UUID | None, str]


@dataclass(slots=True)
class Sender:
    """One contact's customer as told. `scope` is the channel account of the external id.

    `email` and `phone` are kept as they came; `keys()` gives what can recognise, strongest first.
    `thread_customer_id` is the customer of the thread the contact belongs to, if that is known; `thread`
    is its name within the scope, by which the contacts of one batch keep together. `answers_customer_id` is
    whom we wrote to at this very address, when the contact names what we wrote: it proves the address.
    """

    scope: UUID
    stated_id: UUID | None = None
    external_id: str | None = None
    email: str | None = None
    phone: str | None = None
    name: str = ""
    claimed: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    source: str = ""
    thread_customer_id: UUID | None = None
    thread: str = ""
    answers_customer_id: UUID | None = None

    def identities(self) -> list[tuple[Key, str, bool]]:
        """All identities told: (key, as written, claimed), strongest first; unreadable ones left out."""
        found: list[tuple[Key, str, bool]] = []
        if self.external_id:
            shown = str(self.facts.get("called") or self.external_id)
            found.append(((IdentityKind.EXTERNAL.value, self.scope, self.external_id), shown, False))
        if self.email and (email := normal_email(self.email)):
            found.append(((IdentityKind.EMAIL.value, None, email), self.email.strip(), self.claimed))
        if self.phone and (phone := normal_phone(self.phone)):
            found.append(((IdentityKind.PHONE.value, None, phone), self.phone.strip(), self.claimed))
        return found


@lru_cache(maxsize=4_096)
def normal_email(text: str) -> str | None:
    """The address in the form it is stored in, or None when it is none."""
    return read_email(text).value


@lru_cache(maxsize=4_096)
def normal_phone(text: str) -> str | None:
    """The number as E.164, or None when it is none."""
    return read_phone(text).value
