from decimal import Decimal

import pytest

from memnun.cases.actions import concede, promise
from memnun.cases.carrying import Owed
from memnun.cases.models import Case, Concession, Promise
from memnun.cases.testing import at, make_case
from memnun.customers.models import Customer
from memnun.foundation.clock import FrozenClock
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db


def test_what_is_owed_follows_merged_customers_and_goes_back(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    case = make_case(cast.brand)
    promise(case, text="Ara", due_at=at("2026-03-05T17:00"), by=cast.elif_)
    concede(case, kind="gift", amount=Decimal(10), reason="Gecikme", by=cast.elif_)
    kept, own = (
        Customer.objects.create(brand=cast.brand, name="Kerem Aydın"),
        make_case(cast.brand, type="invoice", never_joins=True),
    )
    Case.objects.filter(id=own.id).update(customer=kept)
    moved = Owed().absorb(kept=kept.id, absorbed=case.customer_id)
    assert {row.customer_id for model in (Case, Promise, Concession) for row in model.objects.all()} == {
        kept.id
    }
    Owed().part(moved, kept=kept.id, absorbed=case.customer_id)
    case.refresh_from_db()
    assert case.customer_id != kept.id
    assert Case.objects.get(id=own.id).customer_id == kept.id
    assert Promise.objects.get().customer_id == case.customer_id
