"""Troubles that return are found with their day and their cost, and each figure opens its rows."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.cases.actions import concede, resolve
from memnun.cases.actions.tidying import date_cases
from memnun.cases.models import Case, RootCause
from memnun.cases.testing import COMPLAINT, count_marked_days, make_case
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.shares import Share
from memnun.interactions.contact import ContactCustomer, ContactPurchase
from memnun.interactions.models import BrandTopic
from memnun.interactions.testing import make_contact, record
from memnun.knowledge.models import Article
from memnun.people.testing import Cast, signed_in_client
from memnun.preventing.frictions import CAUSE, TOPIC, Friction, frictions_of, period_since
from memnun.preventing.telling import TroublesTold
from memnun.purchases.models import Purchase

pytestmark = pytest.mark.django_db


def trouble(cast: Cast, number: int, *, days: int | None, cause: str = "Geç geldi", **given: Any) -> Case:
    """A solved case of a customer who bought so many days before."""
    [contact] = record(
        cast.brand,
        make_contact(
            COMPLAINT,
            person(f"müşteri{number}"),
            purchase=ContactPurchase(clock.today() - timedelta(days), f"S{number}")
            if days is not None
            else None,
        ),
    )
    case = make_case(
        cast.brand, customer_id=contact.customer_id, conversation_id=contact.conversation_id,
        interaction_id=contact.id, topics=["delivery"], **given,
    )  # fmt: skip
    top, _fresh = RootCause.objects.get_or_create(brand=cast.brand, parent=None, name="Kargo")
    row, _fresh = RootCause.objects.get_or_create(brand=cast.brand, parent=top, name=cause)
    resolve(case, done="Teslim edildi.", cause=row, by=cast.elif_)
    return case


def told(cast: Cast, kind: str) -> list[Friction]:
    """The troubles of half a year."""
    count_marked_days()
    return frictions_of(TroublesTold.since(cast.murat, period_since(clock.now(), 180)), kind)


def person(name: str) -> ContactCustomer:
    return ContactCustomer(name=name.title(), email=f"{name}@musteri.example")


def buy(cast: Cast, customer_id: UUID, *, days: int) -> None:
    """Another purchase so many days ago."""
    on = clock.today() - timedelta(days)
    Purchase.objects.create(brand=cast.brand, customer_id=customer_id, key=str(on), on=on)


def test_a_trouble_that_returns_is_told_with_its_day_and_its_cost(cast: Cast) -> None:
    cases = [trouble(cast, number, days=days) for number, days in enumerate((4, 6, 8, None))]
    trouble(cast, 9, days=5, cause="Bir kez oldu")
    concede(cases[0], kind="refund", amount=Decimal("149.90"), reason="Gecikme", by=cast.elif_)
    Customer.objects.filter(id=cases[1].customer_id).update(group="at_risk")
    [found] = told(cast, CAUSE)
    assert (found.trouble.name, found.cases, found.customers) == ("Kargo › Geç geldi", 4, 4)
    assert (found.dated, found.early, found.median, found.late) == (3, 5, 6, 7)
    assert (found.given, found.at_risk) == (Decimal("149.90"), 1)
    [topic] = told(cast, TOPIC)
    assert (topic.trouble.name, topic.cases, topic.given) == ("Teslimat ve kargo", 5, Decimal("149.90"))


def test_a_topic_the_brand_named_itself_is_told_by_its_word(cast: Cast) -> None:
    topic = BrandTopic.objects.create(brand=cast.brand, name="montaj", by=cast.murat)
    for number in range(3):
        trouble(cast, number, days=3)
    Case.objects.update(topics=[topic.slug])
    [found] = told(cast, TOPIC)
    assert found.trouble.name == "montaj"
    client = signed_in_client(cast.murat)
    assert client.get("/preventing/rows/", {"topic": topic.slug}).context["n"] == 3
    assert client.get("/preventing/rows/", {"topic": "own:bilinmeyen"}).status_code == 404


def test_a_solution_that_was_taken_back_counts_for_no_cause(cast: Cast) -> None:
    cases = [trouble(cast, number, days=3) for number in range(3)]
    cases[0].resolutions.update(undone_at=clock.now())
    assert told(cast, CAUSE) == []


def test_the_page_asks_as_much_for_many_troubles_as_for_one(cast: Cast) -> None:
    client = signed_in_client(cast.murat)
    for number in range(3):
        trouble(cast, number, days=3)
    count_marked_days()
    client.get("/preventing/")
    with CaptureQueriesContext(connection) as few:
        client.get("/preventing/")
    for number in range(10, 19):
        trouble(cast, number, days=3, cause=f"Neden {number % 3}")
    count_marked_days()
    with CaptureQueriesContext(connection) as many:
        page = client.get("/preventing/")
    assert "Kargo › Neden 1" in page.content.decode()
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("figure", "expected"), [("cases", 3), ("dated", 2), ("given", 1), ("at_risk", 1), ("bogus", 3)]
)
def test_each_figure_opens_its_rows(cast: Cast, figure: str, expected: int) -> None:
    cases = [trouble(cast, number, days=days) for number, days in enumerate((4, 6, None))]
    concede(cases[0], kind="gift", amount=Decimal(50), reason="Gecikme", by=cast.elif_)
    Customer.objects.filter(id=cases[2].customer_id).update(group="at_risk")
    page = signed_in_client(cast.murat).get("/preventing/rows/", {"topic": "delivery", "figure": figure})
    assert len(page.context["cases"]) == page.context["n"] == expected


def test_customers_lost_after_a_trouble_stand_beside_what_is_usual(cast: Cast) -> None:
    cases = [trouble(cast, number, days=days) for number, days in enumerate((100, 101, 102, 20))]
    Case.objects.filter(id__in=[case.id for case in cases[:3]]).update(opened_at=clock.now() - timedelta(95))
    Case.objects.update(days_after_purchase=5)
    buy(cast, cases[0].customer_id, days=40)
    for number in range(4):
        [contact] = record(cast.brand, make_contact("Teşekkürler", person(f"sakin{number}")))
        buy(cast, contact.customer_id, days=150)
        if number:
            buy(cast, contact.customer_id, days=70)
    [found] = told(cast, CAUSE)
    assert (found.loss.lost, found.loss.usual) == (Share(2, 3), Share(1, 4))
    assert (found.loss.expected, found.loss.proved) == (0.75, False)
    page = signed_in_client(cast.murat).get("/preventing/rows/", {"topic": "delivery", "figure": "lost"})
    assert {case.id for case in page.context["cases"]} == {cases[1].id, cases[2].id}


def test_agents_and_other_brands_see_nothing(cast: Cast) -> None:
    cases = [trouble(cast, number, days=3) for number in range(3)]
    count_marked_days()
    assert signed_in_client(cast.elif_).get("/preventing/").status_code == 403
    stranger = signed_in_client(cast.deniz)
    assert "Geç geldi" not in stranger.get("/preventing/").content.decode()
    cause = cases[0].resolutions.get().cause_id
    assert stranger.get("/preventing/rows/", {"cause": cause}).status_code == 404


def test_one_click_drafts_an_article_with_what_was_done(cast: Cast) -> None:
    for number in range(3):
        trouble(cast, number, days=3)
    count_marked_days()
    client = signed_in_client(cast.murat)
    answer = client.post("/preventing/articles/", {"topic": "delivery", "days": "90"})
    article = Article.objects.get()
    assert answer.url == f"/knowledge/{article.id}/"
    assert (article.topic, article.finished_at) == ("delivery", None)
    assert "– Teslim edildi." in article.text
    assert signed_in_client(cast.elif_).get(answer.url).status_code == 404
    told = {
        "title": "Geç gelen kargo",
        "text": "Takip numaranıza bakın.",
        "topic": "delivery",
        "finished": "on",
    }
    client.post(answer.url, told)
    assert "Takip numaranıza bakın." in signed_in_client(cast.elif_).get(answer.url).content.decode()


def test_a_trouble_that_did_not_return_drafts_nothing(cast: Cast) -> None:
    trouble(cast, 1, days=3)
    answer = signed_in_client(cast.murat).post("/preventing/articles/", {"topic": "delivery"})
    assert answer.status_code == 404


def test_a_purchase_told_later_dates_the_case(cast: Cast) -> None:
    case = trouble(cast, 1, days=None)
    assert case.days_after_purchase is None
    Purchase.objects.create(
        brand=cast.brand, customer_id=case.customer_id, key="S1", on=clock.today() - timedelta(days=12)
    )
    assert date_cases() == 1
    assert date_cases() == 0
    case.refresh_from_db()
    assert case.days_after_purchase == 12
