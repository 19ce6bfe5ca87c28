"""Customers are listed and shown over all channels, to whoever may see them, with few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.customers.actions import merge
from memnun.customers.models import Customer
from memnun.desk.customer.listing import PAGE
from memnun.interactions.actions import assign_team
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.testing import AYSE, KEREM, make_contact, record
from memnun.people.testing import make_team, signed_in_client

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_list_is_paged_without_gap_in_both_orders_and_costs_the_same_at_any_length(cast):
    names = ["Zeynep Ak", "Çiğdem Er", "Cem Er", "İpek Su", "Işık Su", "Ömer Ay"]
    record(
        cast.brand,
        *(
            make_contact("x", ContactCustomer(name=f"{names[i % 6]} {i}", email=f"m{i}@x.example"))
            for i in range(4)
        ),
    )
    client = signed_in_client(cast.elif_)
    client.get("/customers/")
    few = queries(client, "/customers/")
    record(
        cast.brand,
        *(
            make_contact("x", ContactCustomer(name=f"{names[i % 6]} {i + 4}", email=f"n{i}@x.example"))
            for i in range(100)
        ),
    )
    assert queries(client, "/customers/") == few
    for order in ("", "name"):
        seen, address = [], f"/customers/?order={order}"
        while address:
            answer = client.get(address)
            page = answer.context["page"]
            assert len(page.customers) <= PAGE
            seen += [customer.name for customer in page.customers]
            address = f"/customers/?{answer.context['older']}" if answer.context["older"] else ""
        assert len(seen) == len(set(seen)) == 104
        if order:
            firsts = [name.split()[0] for name in seen]
            assert list(dict.fromkeys(firsts)) == ["Cem", "Çiğdem", "Işık", "İpek", "Ömer", "Zeynep"]


def test_filters_narrow_and_nonsense_is_left_out(cast):
    record(
        cast.brand,
        make_contact("x", ContactCustomer(name="A", email="a@x.example", facts={"province": "İzmir"})),
        make_contact("y", KEREM),
    )
    client = signed_in_client(cast.elif_)
    assert [c.name for c in client.get("/customers/?province=İzmir").context["page"].customers] == ["A"]
    assert len(client.get("/customers/?group=x&branch=y&seen=z&after=q").context["page"].customers) == 2


def test_the_page_shows_every_channel_and_costs_the_same_with_many_contacts(cast):
    [first] = record(cast.brand, make_contact("Kargom gelmedi", KEREM))
    client = signed_in_client(cast.elif_)
    address = f"/customers/{first.customer_id}/"
    few = queries(client, address)
    record(
        cast.brand,
        *(make_contact(f"ileti {i}", KEREM, channel=["email", "phone", "chat"][i % 3]) for i in range(60)),
    )
    assert queries(client, address) <= few + 2
    answer = client.get(address)
    assert "ileti 59" in answer.content.decode()
    assert answer.context["page"].older
    assert "ileti" in client.get(f"{address}?before={answer.context['page'].older}").content.decode()


def test_what_a_private_team_works_on_is_not_shown_to_others(cast):
    [contact] = record(cast.brand, make_contact("gizli bir dava konusu, rezalet", KEREM))
    assign_team(
        contact.conversation, team=make_team(cast.brand, "Hukuk", cast.burak, private=True), by=cast.murat
    )
    for person, sees in ((cast.elif_, False), (cast.burak, True)):
        assert (
            "dava" in signed_in_client(person).get(f"/customers/{contact.customer_id}/").content.decode()
        ) == sees
    assert signed_in_client(cast.deniz).get(f"/customers/{contact.customer_id}/").status_code == 404


def test_a_merged_customers_address_leads_to_the_one_kept(cast):
    one, two = record(cast.brand, make_contact("bir", AYSE), make_contact("iki", KEREM))
    merge(one.customer, into=two.customer, by=cast.elif_)
    answer = signed_in_client(cast.elif_).get(f"/customers/{one.customer_id}/")
    assert answer["Location"] == f"/customers/{two.customer_id}/"
    assert Customer.objects.current().count() == 1
