"""The page of similar contacts."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from memnun.foundation import clock
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.testing import AYSE, KEREM, make_contact, record
from memnun.people.testing import signed_in_client

pytestmark = pytest.mark.django_db

LATE = "Kargom dokuz gündür gelmedi, paketim şubede bekliyor. Beni 0532 123 45 67 numarasından arayın."


def _others(brand: Any, count: int, **fields: Any) -> None:
    record(
        brand,
        *(
            make_contact(
                LATE.replace("dokuz", "sekiz"),
                ContactCustomer(name=f"Müşteri {number}", email=f"m{number}@musteri.example"),
                **fields,
            )
            for number in range(count)
        ),
    )


def test_a_contact_leads_to_others_like_it(cast: Any, elif_: Client) -> None:
    asked = record(cast.brand, make_contact(LATE, KEREM))[0]
    other = record(cast.brand, make_contact("Paketim gelmedi, kargo şubede görünüyor.", AYSE))[0]
    page = reverse("desk:similar", args=[asked.id])
    conversation = elif_.get(reverse("desk:conversation", args=[asked.conversation_id])).content.decode()
    assert page in conversation
    body = elif_.get(page).content.decode()
    assert f"{reverse('desk:conversation', args=[other.conversation_id])}#i-{other.id}" in body
    assert '<mark class="found">Paketim</mark>' in body


def test_topic_and_time_narrow_the_list(cast: Any, elif_: Client) -> None:
    asked = record(cast.brand, make_contact(LATE, KEREM))[0]
    _others(cast.brand, 1, occurred_at=clock.now() - timedelta(weeks=30))
    page = reverse("desk:similar", args=[asked.id])
    assert b"M\xc3\xbc\xc5\x9fteri 0" in elif_.get(page, {"topic": "delivery", "weeks": "52"}).content
    assert b"M\xc3\xbc\xc5\x9fteri 0" not in elif_.get(page, {"weeks": "12"}).content
    assert b"M\xc3\xbc\xc5\x9fteri 0" not in elif_.get(page, {"topic": "food_drink"}).content
    assert elif_.get(page, {"topic": "yok", "weeks": "x"}).status_code == 200


def test_personal_data_of_others_stays_hidden(cast: Any, elif_: Client) -> None:
    asked = record(cast.brand, make_contact(LATE, KEREM))[0]
    _others(cast.brand, 1)
    assert b"0532 123 45 67" not in elif_.get(reverse("desk:similar", args=[asked.id])).content


def test_the_same_customers_other_conversation_may_be_merged(cast: Any, elif_: Client) -> None:
    asked, _again = record(cast.brand, *(make_contact(LATE, KEREM, thread=name) for name in ("bir", "iki")))
    body = elif_.get(reverse("desk:similar", args=[asked.id])).content.decode()
    assert reverse("desk:merge_choices", args=[asked.conversation_id]) in body


def test_many_similar_contacts_take_as_many_queries_as_few(
    cast: Any, elif_: Client, django_assert_max_num_queries: Any
) -> None:
    asked = record(cast.brand, make_contact(LATE, KEREM))[0]
    _others(cast.brand, 40)
    with django_assert_max_num_queries(26) as captured:
        elif_.get(reverse("desk:similar", args=[asked.id]))
    many = len(captured)
    asked = record(cast.other_brand, make_contact(LATE, KEREM))[0]
    deniz = signed_in_client(cast.deniz)
    _others(cast.other_brand, 2)
    with django_assert_max_num_queries(many):
        deniz.get(reverse("desk:similar", args=[asked.id]))


def test_a_contact_of_another_brand_does_not_exist(cast: Any, elif_: Client) -> None:
    foreign = record(cast.other_brand, make_contact(LATE, KEREM))[0]
    assert elif_.get(reverse("desk:similar", args=[foreign.id])).status_code == 404
