"""Two customers who may be one, as the page of likely duplicates shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from memnun.customers.models import Customer, DuplicateProposal, IdentityKind
from memnun.foundation.turkish.phones import show_phone


@dataclass(frozen=True)
class Candidate:
    """One of the two with every way they are known by, each told once."""

    customer: Customer
    known_by: list[str]


@dataclass(frozen=True)
class Pair:
    """A proposal with its two customers."""

    proposal: DuplicateProposal
    first: Candidate
    second: Candidate


def pair_up(proposals: Iterable[DuplicateProposal]) -> list[Pair]:
    """The proposals as pairs; their customers and identities should be fetched already."""
    return [Pair(one, _candidate(one.first), _candidate(one.second)) for one in proposals]


def _candidate(customer: Customer) -> Candidate:
    ways = (
        show_phone(one.value) if one.kind == IdentityKind.PHONE else str(one)
        for one in customer.identities.all()
    )
    return Candidate(customer, list(dict.fromkeys(ways)))
