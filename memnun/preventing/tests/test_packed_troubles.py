"""Troubles from packed days are those a plain count over the rows finds, after random cases and purchases."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from memnun.cases.actions import concede, open_cases, reopen, resolve, take_concession_back
from memnun.cases.actions.opening import Opening
from memnun.cases.models import Case, Concession, RootCause
from memnun.cases.testing import count_marked_days
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.clock import ISTANBUL
from memnun.foundation.shares import Share
from memnun.people.testing import Cast
from memnun.preventing.frictions import CAUSE, TOPIC, frictions_of, period_since
from memnun.preventing.telling import TroublesTold, percentiles
from memnun.purchases.models import Purchase

pytestmark = pytest.mark.django_db
DAYS = 200


@pytest.fixture
def cast() -> Cast:
    return Cast()


def live(cast: Cast, chance: random.Random) -> None:
    """Cases of the last months with causes, gifts and purchases, some of which are taken back or move."""
    people = [Customer.objects.create(brand=cast.brand, name=f"Müşteri {number}") for number in range(12)]
    causes = [RootCause.objects.create(brand=cast.brand, name=f"Neden {number}") for number in range(3)]
    for number in range(40):
        at = clock.now() - timedelta(days=chance.randrange(DAYS + 30), minutes=chance.randrange(1440))
        told = Opening(
            customer_id=chance.choice(people).id, type="complaint", title=f"{number}", at=at, never_joins=True,
            topics=chance.choice([[], ["delivery"], ["refund"], ["delivery", "refund"]]),
        )  # fmt: skip
        [case] = open_cases([told], brand_id=cast.brand.id)
        days = chance.choice([None, 3, 30, 100])
        Case.objects.filter(id=case.id).update(days_after_purchase=days)
        if chance.random() < 0.5:
            concede(case, kind="refund", amount=Decimal("12.34"), reason="Gecikme", by=cast.elif_)
        if chance.random() < 0.8:
            resolve(case, done="Yapıldı", cause=chance.choice(causes), by=cast.elif_)
    for number in range(30):
        on = clock.today() - timedelta(days=chance.randrange(DAYS + 60))
        Purchase.objects.create(brand=cast.brand, customer=chance.choice(people), key=f"{number}", on=on)
    count_marked_days()
    befall(cast, chance)
    count_marked_days()


def befall(cast: Cast, chance: random.Random) -> None:
    """Things that change what was counted already."""
    for case in Case.objects.filter(state="resolved").order_by("number")[:6]:
        reopen(case, by=cast.murat, why="Olmadı")
    for given in Concession.objects.order_by("at")[:4]:
        take_concession_back(given, reason="Yanlış", by=cast.murat)
    for bought in Purchase.objects.order_by("key")[:5]:
        bought.on -= timedelta(days=chance.randrange(1, 90))
        bought.save()
    Purchase.objects.filter(key__in=["20", "21", "22"]).delete()
    Customer.objects.filter(name__in=["Müşteri 1", "Müşteri 2", "Müşteri 5"]).update(group="at_risk")


def counted(cast: Cast, kind: str, since: Any) -> dict[str, dict[str, Any]]:
    """The same by reading every row one by one."""
    found: dict[str, list[Case]] = defaultdict(list)
    cases = list(Case.objects.filter(brand=cast.brand, opened_at__gte=since))
    for case in cases:
        standing = case.resolutions.filter(undone_at=None).first()
        cause = str(standing.cause_id) if standing else ""
        key = cause if kind == CAUSE else (case.topics or [""])[0]
        if key:
            found[key].append(case)
    return {key: figures(each) for key, each in found.items() if len(each) >= 3}


def figures(cases: list[Case]) -> dict[str, Any]:
    standing = [case.resolutions.filter(undone_at=None).first() for case in cases]
    given = Concession.objects.filter(case__in=cases, state="given")
    days = [case.days_after_purchase for case in cases if case.days_after_purchase is not None]
    old, lost = set(), set()
    for case in cases:
        if case.days_after_purchase is None:
            continue
        bought = case.opened_at.astimezone(ISTANBUL).date() - timedelta(days=case.days_after_purchase)
        if bought <= clock.today() - timedelta(days=90):
            old.add(case.customer_id)
            if not again(case.customer_id, bought):
                lost.add(case.customer_id)
    return {
        "cases": len(cases),
        "customers": len({case.customer_id for case in cases}),
        "months": len({f"{case.opened_at.astimezone(ISTANBUL):%Y-%m}" for case in cases}),
        "at_risk": len({case.customer_id for case in cases if case.customer.group == "at_risk"}),
        "took": sum(each.took or 0 for each in standing if each),
        "given": sum((each.amount for each in given), Decimal(0)),
        "dated": len(days),
        "median": pytest.approx(np.median(days)) if days else None,
        "lost": Share(len(lost), len(old)),
    }


def again(customer: Any, day: date) -> bool:
    return Purchase.objects.filter(customer=customer, on__gt=day, on__lte=day + timedelta(days=90)).exists()


@pytest.mark.parametrize("seed", range(3))
def test_troubles_from_packed_days_are_those_of_the_rows(cast: Cast, seed: int) -> None:
    live(cast, random.Random(seed))
    since = period_since(clock.now(), DAYS)
    told = TroublesTold.since(cast.murat, since)
    for kind in (CAUSE, TOPIC):
        found = {
            each.trouble.key: {
                **{name: getattr(each, name) for name in figures([]) if name != "lost"},
                "lost": each.loss.lost,
            }
            for each in frictions_of(told, kind)
        }
        assert found
        assert found == counted(cast, kind, since)
    troubled = set(Case.objects.filter(opened_at__gte=since).values_list("customer", flat=True))
    rows = Purchase.objects.filter(
        on__gte=since.astimezone(ISTANBUL).date(), on__lte=clock.today() - timedelta(90)
    )
    others = [row for row in rows if row.customer_id not in troubled]
    assert told.usual_loss == Share(sum(not again(row.customer_id, row.on) for row in others), len(others))


@pytest.mark.parametrize("seed", range(5))
def test_percentiles_without_sorting_are_the_usual_ones(seed: int) -> None:
    chance = np.random.default_rng(seed)
    numbers = chance.integers(0, 60, size=1 + seed * 7)
    assert percentiles(numbers, (25, 50, 75, 90)) == pytest.approx(np.percentile(numbers, (25, 50, 75, 90)))
