"""Customers are added, changed, merged and parted on screen; nothing is overwritten or lost silently."""

import pytest
from django.core import serializers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memnun.customers.actions import CannotMerge, merge, propose_duplicates, unmerge, version_of
from memnun.customers.models import Customer, CustomerMerge, DuplicateProposal, Identity
from memnun.events.checking import check_all
from memnun.events.models import Event
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import Conversation, Interaction
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.testing import signed_in_client

pytestmark = pytest.mark.django_db


def fields(customer: Customer, **changes) -> dict:
    told = {"name": customer.name, "hitap": customer.hitap, "language": "tr", "seen": version_of(customer)}
    return {**told, **changes}


def test_a_customer_is_added_with_a_way_to_recognise_them(cast):
    client = signed_in_client(cast.elif_)
    assert client.post("/customers/new/", {"name": "Ayşe"}).status_code == 422
    assert client.post("/customers/new/", {"name": "Ayşe", "email": "kötü"}).status_code == 422
    client.post("/customers/new/", {"name": "Ayşe Yılmaz", "phone": "0532 123 45 67"})
    assert Identity.objects.get().value == "+905321234567"
    again = client.post("/customers/new/", {"name": "Başkası", "phone": "+90 532 1234567"})
    assert again.status_code == 422
    assert "Ayşe Yılmaz" in again.content.decode()
    assert Customer.objects.count() == 1


def test_changes_are_kept_with_old_and_new(cast):
    [contact] = record(cast.brand, make_contact("x", KEREM))
    client = signed_in_client(cast.elif_)
    told = fields(
        contact.customer,
        province="İzmir",
        district="bornova",
        mon_from="09:00",
        mon_to="18:00",
        preferred_channels=["phone"],
    )
    assert client.post(f"/customers/{contact.customer_id}/edit/", told).status_code == 302
    kerem = Customer.objects.get()
    assert (kerem.province, kerem.district, kerem.preferred_hours) == (
        "İzmir",
        "Bornova",
        {"mon": ["09:00", "18:00"]},
    )
    event = Event.objects.get(kind="customers.changed")
    assert event.details["before"]["province"] == ""
    assert event.details["after"]["province"] == "İzmir"


@pytest.mark.parametrize(
    "wrong",
    [
        {"province": "İzmir", "district": "Çankaya"},
        {"mon_from": "18:00", "mon_to": "09:00"},
        {"mon_from": "09:00"},
        {"language": "xx"},
    ],
)
def test_wrong_input_is_refused_and_stays_in_the_form(cast, wrong):
    [contact] = record(cast.brand, make_contact("x", KEREM))
    answer = signed_in_client(cast.elif_).post(
        f"/customers/{contact.customer_id}/edit/", fields(contact.customer, name="Yeni Ad", **wrong)
    )
    assert answer.status_code == 422
    assert "Yeni Ad" in answer.content.decode()


def test_who_saves_late_overwrites_nobody(cast):
    [contact] = record(cast.brand, make_contact("x", KEREM))
    late = fields(contact.customer, name="Geç Kalan")
    signed_in_client(cast.burak).post(
        f"/customers/{contact.customer_id}/edit/", fields(contact.customer, name="Önce Davranan")
    )
    answer = signed_in_client(cast.elif_).post(f"/customers/{contact.customer_id}/edit/", late)
    assert answer.status_code == 422
    assert "Geç Kalan" in answer.content.decode()
    assert Customer.objects.get().name == "Önce Davranan"


def test_identities_are_added_and_removed(cast):
    [contact] = record(cast.brand, make_contact("x", KEREM))
    client = signed_in_client(cast.elif_)
    client.post(f"/customers/{contact.customer_id}/identities/", {"kind": "phone", "value": "0533 222 11 00"})
    added = Identity.objects.get(kind="phone")
    client.post(f"/customers/identities/{added.id}/removal/")
    assert not Identity.objects.filter(kind="phone").exists()
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"customers.identity_added", "customers.identity_removed"} <= kinds


def test_duplicates_are_shown_merged_and_parted_on_screen(cast):
    record(
        cast.brand,
        make_contact(
            "bir",
            ContactCustomer(
                name="Şükrü Öz", email="a@x.example", facts={"province": "İzmir", "district": "Konak"}
            ),
        ),
        make_contact(
            "iki",
            ContactCustomer(
                name="Şükrü Öz", email="b@x.example", facts={"province": "İzmir", "district": "Konak"}
            ),
        ),
    )
    propose_duplicates(cast.brand)
    proposal = DuplicateProposal.objects.get()
    client = signed_in_client(cast.elif_)
    assert "Konak" in client.get("/customers/duplicates/").content.decode()
    client.post(f"/customers/duplicates/{proposal.id}/merge/", {"kept": str(proposal.second_id)})
    assert Customer.objects.current().get().id == proposal.second_id
    client.post(f"/customers/merges/{CustomerMerge.objects.get().id}/undo/")
    assert Customer.objects.current().count() == 2


def test_analysts_read_and_change_nothing(cast):
    [contact] = record(cast.brand, make_contact("x", KEREM))
    client = signed_in_client(cast.arda)
    assert client.get(f"/customers/{contact.customer_id}/").status_code == 200
    assert client.get(f"/customers/{contact.customer_id}/edit/").status_code == 403
    assert client.post(f"/customers/{contact.customer_id}/identities/").status_code == 403


def everything() -> str:
    rows = [
        row
        for model in (Customer, Identity, Interaction, Conversation)
        for row in model.objects.order_by("pk")
    ]
    return repr(serializers.serialize("python", rows))


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("contact"), st.integers(0, 3), st.booleans()),
        st.tuples(st.just("merge"), st.integers(0, 3), st.integers(0, 3)),
        st.tuples(st.just("unmerge"), st.integers(0, 3), st.just(0)),
    ),
    min_size=3,
    max_size=8,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS)
def test_any_order_of_contacts_merges_and_partings_keeps_every_rule(cast, steps):
    for model in (CustomerMerge, Conversation, Interaction, Customer):
        model.objects.all().delete()
    for step, one, two in steps:
        if step == "contact":
            who = ContactCustomer(
                name=f"Kişi {one}", email=f"k{one}@x.example", phone=f"+90532000000{one}" if two else None
            )
            record(cast.brand, make_contact("ileti", who))
        elif step == "merge":
            current = list(Customer.objects.current().order_by("id"))
            if len(current) > 1:
                kept, absorbed = current[one % len(current)], current[two % len(current)]
                if kept != absorbed:
                    before = everything()
                    done = merge(absorbed, into=kept, by=cast.elif_)
                    unmerge(done, by=cast.elif_)
                    assert everything() == before
                    merge(
                        Customer.objects.get(id=absorbed.id),
                        into=Customer.objects.get(id=kept.id),
                        by=cast.elif_,
                    )
        else:
            done = CustomerMerge.objects.filter(undone_at=None).order_by("-at").first()
            if done:
                try:
                    unmerge(done, by=cast.elif_)
                except CannotMerge:
                    continue
    broken = {check.name for check in check_all() if check.count} - {"raw_without_interaction"}
    assert broken == set()
