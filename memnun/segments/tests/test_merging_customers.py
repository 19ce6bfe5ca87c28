"""Merging customers keeps everything and can be undone to the byte, over all rooms."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core import serializers

from memnun.customers.actions import CannotMerge, dismiss_duplicate, merge, propose_duplicates, unmerge
from memnun.customers.models import Customer, CustomerMerge, DuplicateProposal
from memnun.foundation import clock
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import Conversation, Interaction
from memnun.interactions.testing import make_contact, record
from memnun.segments.actions import regroup_due

pytestmark = pytest.mark.django_db

WORK = ContactCustomer(
    name="Şükrü Öztürk", email="sukru@is.example", facts={"province": "İzmir", "district": "Bornova"}
)
HOME = ContactCustomer(name="ŞÜKRÜ ÖZTÜRK", email="sukru@ev.example", phone="0532 111 22 33",
                       facts={"province": "İzmir", "district": "Bornova", "hitap": "bey"})  # fmt: skip


@pytest.fixture
def pair(cast) -> tuple[Customer, Customer]:
    one, two = record(
        cast.brand,
        make_contact("Kargom gelmedi", WORK),
        make_contact("Kargom yine gelmedi", HOME, channel="phone"),
    )
    while regroup_due(clock.now() + timedelta(seconds=90)):
        pass
    return Customer.objects.get(id=one.customer_id), Customer.objects.get(id=two.customer_id)


def everything() -> str:
    left_out = {
        "customers.customermerge",
        "events.event",
        "customers.duplicateproposal",
        "customers.groupcount",
    }
    models = [model for model in apps.get_models() if model.__module__.startswith("memnun.")]
    rows = [
        row
        for model in models
        if model._meta.label_lower not in left_out
        for row in model.objects.order_by("pk")
    ]
    return repr(serializers.serialize("python", rows))


def test_a_merge_brings_everything_to_the_one_kept(cast, pair):
    work, home = pair
    merge(work, into=home, by=cast.elif_, reason="Aynı kişi")
    home.refresh_from_db()
    assert home.interactions_count == Interaction.objects.filter(customer=home).count() == 2
    assert Conversation.objects.filter(customer=home).count() == 2
    assert home.identities.count() == 3
    assert Customer.objects.current().get() == home
    [later] = record(cast.brand, make_contact("bir daha", WORK))
    assert later.customer_id == home.id


def test_an_undone_merge_leaves_everything_as_it_was_to_the_byte(cast, pair):
    work, home = pair
    before = everything()
    done = merge(home, into=work, by=cast.elif_)
    assert everything() != before
    unmerge(done, by=cast.murat)
    assert everything() == before
    with pytest.raises(CannotMerge):
        unmerge(done, by=cast.murat)


def test_what_came_after_a_merge_stays_with_the_one_kept(cast, pair):
    work, home = pair
    done = merge(home, into=work, by=cast.elif_)
    record(cast.brand, make_contact("sonra gelen", WORK))
    Customer.objects.filter(id=work.id).update(district="Konak")
    unmerge(done, by=cast.elif_)
    work.refresh_from_db()
    home.refresh_from_db()
    assert (work.interactions_count, home.interactions_count) == (2, 1)
    assert Interaction.objects.filter(customer=work).count() == 2
    assert (work.district, work.hitap, home.hitap) == ("Konak", "", "bey")


def test_chains_of_merges_are_undone_last_first(cast, pair):
    work, home = pair
    [third] = record(cast.brand, make_contact("üçüncü", ContactCustomer(email="uc@x.example")))
    first = merge(home, into=work, by=cast.elif_)
    second = merge(Customer.objects.get(id=work.id), into=third.customer, by=cast.elif_)
    with pytest.raises(CannotMerge):
        unmerge(first, by=cast.elif_)
    unmerge(second, by=cast.elif_)
    unmerge(first, by=cast.elif_)
    assert Customer.objects.current().count() == 3


def test_customers_of_different_brands_or_one_and_the_same_are_not_merged(cast, pair):
    [foreign] = record(cast.other_brand, make_contact("x", WORK))
    for other in (foreign.customer, pair[0]):
        with pytest.raises(CannotMerge):
            merge(other, into=pair[0], by=cast.elif_)
    assert CustomerMerge.objects.count() == 0


def test_likely_duplicates_are_proposed_with_reasons_and_dismissed_for_good(cast, pair):
    assert propose_duplicates(cast.brand) == 1
    proposal = DuplicateProposal.objects.get()
    assert [reason["rule"] for reason in proposal.reasons] == ["same_name_and_place"]
    claim = ContactCustomer(name="Birisi", email="sukru@is.example", claimed=True)
    record(cast.brand, make_contact("form", claim, channel="web"))
    assert propose_duplicates(cast.brand) == 1
    dismiss_duplicate(proposal, by=cast.elif_)
    assert propose_duplicates(cast.brand) == 0
    assert DuplicateProposal.objects.filter(state="open").count() == 1
