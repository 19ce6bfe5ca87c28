"""Purchases are learned from contacts, each once, and follow their customer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.customers.actions import merge
from memnun.foundation import clock
from memnun.interactions.contact import ContactCustomer, ContactPurchase
from memnun.interactions.testing import AYSE, KEREM, make_contact, record
from memnun.people.testing import Cast
from memnun.purchases.actions import BoughtBefore
from memnun.purchases.models import Purchase

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def kept() -> list[tuple[str, date, str]]:
    return list(Purchase.objects.order_by("on", "key").values_list("key", "on", "product"))


def test_a_contact_that_names_its_purchase_is_believed_and_the_last_word_counts(cast: Cast) -> None:
    record(cast.brand, make_contact(purchase=ContactPurchase(DAY, "S1", "Kettle")))
    record(cast.brand, make_contact(purchase=ContactPurchase(DAY + timedelta(1), "S1", "Kettle")))
    assert kept() == [("S1", DAY + timedelta(1), "Kettle")]


def test_a_contact_of_sales_with_an_order_number_is_a_purchase_of_its_day(cast: Cast) -> None:
    [contact] = record(cast.brand, make_contact(function="sales", meta={"order_number": "S2"}))
    record(cast.brand, make_contact(function="service", meta={"order_number": "S3"}))
    assert kept() == [("S2", clock.today(), "")]
    assert contact.meta == {"order_number": "S2"}


def test_a_fact_of_the_customer_tells_the_day(cast: Cast) -> None:
    for told in ("2026-03-01T10:00:00+03:00", "dün", 5):
        facts = {"last_purchase": told}
        record(cast.brand, make_contact(customer=ContactCustomer(email="ayse@musteri.example", facts=facts)))
    assert kept() == [("2026-03-01", DAY, "")]


def test_contacts_that_tell_of_none_cost_no_statement(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        record(cast.brand, make_contact("Merhaba"))
    assert not any("purchases_purchase" in each["sql"] for each in asked)


def test_the_days_since_the_last_purchase_before_a_day(cast: Cast) -> None:
    [contact] = record(cast.brand, make_contact(purchase=ContactPurchase(DAY, "S1")))
    record(cast.brand, make_contact(purchase=ContactPurchase(DAY + timedelta(10), "S2")))
    bought = BoughtBefore([contact.customer_id])
    days = [bought.days_since(contact.customer_id, DAY + timedelta(number)) for number in (-1, 0, 9, 12, 101)]
    assert days == [None, 0, 9, 2, None]


def test_purchases_follow_customers_that_become_one(cast: Cast) -> None:
    [ayse] = record(cast.brand, make_contact(customer=AYSE, purchase=ContactPurchase(DAY, "S1")))
    [kerem] = record(cast.brand, make_contact(customer=KEREM, purchase=ContactPurchase(DAY, "S2")))
    merge(kerem.customer, into=ayse.customer, by=cast.murat)
    assert set(Purchase.objects.filter(customer=ayse.customer).values_list("key", flat=True)) == {"S1", "S2"}
