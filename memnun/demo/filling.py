"""Filling the sample brand: two years of contacts on the same way as real ones, then the desk of today."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from memnun.customers.actions import propose_duplicates
from memnun.demo import events as acts
from memnun.demo.founding import found_sample_brand
from memnun.demo.knowing import write_down
from memnun.demo.ledger import contacts
from memnun.demo.owed import owe
from memnun.demo.receiving import receive
from memnun.demo.today import set_the_desk
from memnun.demo.wishes import keep_wishes
from memnun.events.actions import record
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.contact import Contact
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.placing.writing import REST_OF_HISTORY
from memnun.people.models import Brand
from memnun.segments.actions import regroup_due

CUSTOMERS, CONTACTS, SEED = 5_000, 40_000, 1
_AT_ONCE = 2_000

Tell = Callable[[int, int], None]
"""Called with how many contacts are in the ledger, of how many."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is told, and from which seed."""

    customers: int = CUSTOMERS
    contacts: int = CONTACTS
    seed: int = SEED


def fill(amount: Amount, tell: Tell) -> Brand:
    """Found the sample brand if need be and bring its contacts in; what is there is not brought twice.

    The two years end when the brand was founded, so that an interrupted filling goes on where it was.
    """
    brand = found_sample_brand()
    if is_filled(brand, amount):
        return brand
    brought = 0
    for chunk in _chunks(
        contacts(amount.seed, brand.created_at, customers=amount.customers, count=amount.contacts)
    ):
        receive(brand, chunk)
        while place_waiting():
            pass
        brought += len(chunk)
        tell(brought, amount.contacts)
    keep_wishes(brand, amount.seed)
    _settle(brand)
    write_down(brand)
    set_the_desk(brand, amount.seed)
    owe(brand, amount.seed)
    record(
        acts.FILLED, brand_id=brand.id, count=amount.contacts, customers=amount.customers, seed=amount.seed
    )
    return brand


def is_filled(brand: Brand, amount: Amount) -> bool:
    """Whether exactly this was brought in before."""
    told = {"count": amount.contacts, "customers": amount.customers, "seed": amount.seed}
    return Event.objects.filter(brand_id=brand.id, kind=acts.FILLED.name, details=told).exists()


def _chunks(told: Iterator[Contact]) -> Iterator[list[Contact]]:
    while chunk := list(islice(told, _AT_ONCE)):
        yield chunk


def _settle(brand: Brand) -> None:
    """Put everybody into their group and propose likely duplicates, without waiting for the worker."""
    while regroup_due(clock.now() + REST_OF_HISTORY + timedelta(seconds=1)):
        pass
    propose_duplicates(brand)
