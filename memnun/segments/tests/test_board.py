"""The board shows who stands where, why, since when and what to do next, to whoever may see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.customers.models import Customer
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.actions import assign_team, resolve, split
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.testing import AYSE, KEREM, ZEYNEP, make_contact, record
from memnun.people.testing import Cast, make_team, signed_in_client
from memnun.segments.actions import regroup_due
from memnun.segments.board import cards

pytestmark = pytest.mark.django_db

COMPLAINT = "Kargom üç haftadır gelmedi, rezalet bir hizmet!"
PRAISE = "Harikasınız, çok memnun kaldım, elinize sağlık, herkese tavsiye ederim!"
IDEA = "Uygulamaya karanlık mod eklenirse çok güzel olur."


@pytest.fixture
def cast() -> Cast:
    cast = Cast()
    record(cast.brand, make_contact(COMPLAINT, KEREM), make_contact(PRAISE, AYSE), make_contact(IDEA, ZEYNEP))
    while regroup_due(clock.now() + timedelta(seconds=90)):
        pass
    return cast


def test_every_group_has_its_customer_with_words_and_a_next_step(cast):
    page = signed_in_client(cast.elif_).get("/groups/").content.decode()
    for name in ("Kerem Aydın", "Ayşe Yılmaz", "Zeynep Çelik"):
        assert name in page
    [card], _ = cards(cast.elif_, "at_risk")
    assert card.next_step == "conversation"
    assert card.ground.words
    resolve(Customer.objects.get(group="at_risk").conversations.get(), by=cast.elif_)
    [card], _ = cards(cast.elif_, "at_risk")
    assert card.next_step == "read"


def test_the_reason_in_a_private_teams_conversation_is_not_shown_to_others(cast):
    kerem = Customer.objects.get(group="at_risk")
    assign_team(
        kerem.conversations.get(),
        team=make_team(cast.brand, "Hukuk", cast.burak, private=True),
        by=cast.murat,
    )
    for person, sees in ((cast.elif_, False), (cast.burak, True)):
        page = signed_in_client(person).get(f"/groups/?customer={kerem.id}").content.decode()
        assert ("gelmedi" in page) == sees


def test_nowhere_are_words_of_a_private_teams_conversation_shown_to_others(cast):
    """Not on the board, beside it, on the customer's page, beside another conversation, nor on the stream."""
    kerem = Customer.objects.get(group="at_risk")
    complaint = kerem.conversations.get()
    hukuk = make_team(cast.brand, "Hukuk", cast.burak, private=True)
    assign_team(complaint, team=hukuk, by=cast.murat)
    [other] = record(cast.brand, make_contact("Merhaba, faturamı istiyorum.", KEREM, channel="chat"))
    pages = [
        "/groups/",
        "/groups/at_risk/",
        f"/groups/?customer={kerem.id}",
        f"/groups/customers/{kerem.id}/",
        f"/customers/{kerem.id}/",
        f"/conversations/{other.conversation_id}/",
        f"/conversations/{other.conversation_id}/standing/",
    ]
    for person, sees in ((cast.elif_, False), (cast.burak, True), (cast.murat, True)):
        client = signed_in_client(person)
        for page in pages:
            text = client.get(page, follow=True).content.decode()
            assert ("rezalet" in text) == sees, (person, page)
    told = Event.objects.filter(kind__startswith="segments.")
    assert told.exists()
    assert not any("rezalet" in str(event.details) for event in told)


def test_words_go_with_their_contact_when_it_is_split_off_to_a_private_team(cast):
    kerem = Customer.objects.get(group="at_risk")
    contact = kerem.interactions.get()
    [later] = record(cast.brand, make_contact("Faturamı da istiyorum.", KEREM))
    assert later.conversation_id == contact.conversation_id
    done = split(contact.conversation, interaction_ids=[contact.id], by=cast.murat)
    assign_team(done.target, team=make_team(cast.brand, "Hukuk", cast.burak, private=True), by=cast.murat)
    page = signed_in_client(cast.elif_).get(f"/conversations/{later.conversation_id}/").text
    assert "rezalet" not in page
    assert "rezalet" in signed_in_client(cast.burak).get(f"/conversations/{later.conversation_id}/").text


def test_columns_are_paged_without_gap_and_with_a_bounded_number_of_queries(cast):
    many = [ContactCustomer(name=f"Müşteri {i}", email=f"m{i}@x.example") for i in range(45)]
    record(cast.brand, *(make_contact(COMPLAINT, customer) for customer in many))
    while regroup_due(clock.now() + timedelta(seconds=90)):
        pass
    seen, after = [], ""
    while True:
        with CaptureQueriesContext(connection) as queries:
            page, after = cards(cast.elif_, "at_risk", after)
        assert len(queries) <= 5
        seen += [card.customer.id for card in page]
        if not after:
            break
    assert len(seen) == len(set(seen)) == 46
    client = signed_in_client(cast.elif_)
    client.get("/groups/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/groups/")
    assert len(queries) <= 14


def test_a_person_overrules_and_takes_it_back_on_the_page(cast):
    kerem = Customer.objects.get(group="at_risk")
    client = signed_in_client(cast.elif_)
    refused = client.post(f"/groups/customers/{kerem.id}/overrule/", {"group": "satisfied", "reason": ""})
    assert refused.status_code == 422
    client.post(
        f"/groups/customers/{kerem.id}/overrule/", {"group": "satisfied", "reason": "Telefonda mutluydu"}
    )
    assert Customer.objects.get(id=kerem.id).group == "satisfied"
    assert "Telefonda mutluydu" in client.get(f"/groups/?customer={kerem.id}").content.decode()
    client.post(f"/groups/customers/{kerem.id}/overrule/removal/")
    assert Customer.objects.get(id=kerem.id).group == "at_risk"
    assert signed_in_client(cast.arda).post(f"/groups/customers/{kerem.id}/overrule/").status_code == 403
    assert signed_in_client(cast.deniz).get(f"/groups/?customer={kerem.id}").status_code == 404


def test_addresses_that_make_no_sense_are_harmless(cast):
    client = signed_in_client(cast.elif_)
    assert client.get("/groups/unknown/").status_code == 404
    assert client.get("/groups/at_risk/?after=xx").status_code == 200
    assert client.get("/groups/?customer=xx").status_code == 200
