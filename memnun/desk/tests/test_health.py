"""The health page and command tell honestly what is broken; the quarantine can be emptied by hand."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from memnun.customers.actions import merge
from memnun.customers.models import Customer
from memnun.events.checking import check_all
from memnun.events.invariants import REGISTRY
from memnun.events.models import InvariantCheck
from memnun.foundation import clock
from memnun.interactions.models import Conversation, Interaction, RawInbound, Reading, SearchDocument
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import AYSE, KEREM, make_contact, receive, record
from memnun.people.testing import signed_in_client

pytestmark = pytest.mark.django_db


def broken() -> set[str]:
    return {check.name for check in check_all() if check.count}


def test_every_rule_holds_after_ordinary_work(cast):
    one, two = record(cast.brand, make_contact("Kargom gelmedi", AYSE), make_contact("Teşekkürler", KEREM))
    merge(one.customer, into=two.customer, by=cast.elif_)
    assert broken() == set()
    assert InvariantCheck.objects.count() == len(REGISTRY)


def break_placing() -> None:
    RawInbound.objects.update(state="waiting", received_at=clock.now() - timedelta(hours=1))


BREAKS = {
    "raw_waiting": break_placing,
    "raw_without_interaction": lambda: Interaction.objects.all().delete(),
    "interaction_unread": lambda: Reading.objects.all().delete(),
    "interaction_unsearchable": lambda: SearchDocument.objects.all().delete(),
    "conversation_miscounted": lambda: Conversation.objects.update(interactions_count=7),
    "group_unexplained": lambda: Customer.objects.update(group="at_risk"),
    "grouping_overdue": lambda: Customer.objects.update(regroup_at=clock.now() - timedelta(hours=1)),
    "merge_without_undo": lambda: Customer.objects.filter(name="Ayşe Yılmaz").update(
        merged_into=Customer.objects.get(name="Kerem Aydın")
    ),
    "rearrangement_without_undo": lambda: Conversation.objects.filter(customer__name="Ayşe Yılmaz").update(
        merged_into=Conversation.objects.get(customer__name="Kerem Aydın")
    ),
    "interaction_of_another_customer": lambda: Interaction.objects.filter(
        customer__name="Ayşe Yılmaz"
    ).update(customer=Customer.objects.get(name="Kerem Aydın")),
}


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_a_broken_rule_is_found(cast, name):
    record(cast.brand, make_contact("Kargom gelmedi", AYSE), make_contact("Teşekkürler", KEREM))
    BREAKS[name]()
    assert name in broken()


@pytest.mark.parametrize("name", ["interaction_across_brands", "identity_across_brands"])
def test_rows_that_mix_brands_are_found(cast, name):
    record(cast.brand, make_contact("Kargom gelmedi", AYSE))
    table = "interactions_interaction" if name.startswith("interaction") else "customers_identity"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET brand_id = %s", [cast.other_brand.id])
    assert name in broken()


def test_the_command_ends_with_an_error_when_a_rule_is_broken(cast, capsys):
    call_command("health")
    record(cast.brand, make_contact("x"))
    Conversation.objects.update(interactions_count=7)
    with pytest.raises(SystemExit) as end:
        call_command("health")
    assert end.value.code == 1


def test_the_page_is_for_managers_and_shows_what_is_broken(cast):
    record(cast.brand, make_contact("x"))
    Conversation.objects.update(interactions_count=7)
    client = signed_in_client(cast.murat)
    client.post("/health/check/")
    page = client.get("/health/").content.decode()
    assert REGISTRY["conversation_miscounted"].name in {
        check.name for check in InvariantCheck.objects.filter(count=1)
    }
    assert "text-danger" in page
    assert signed_in_client(cast.elif_).get("/health/").status_code == 403


def test_quarantined_records_are_shown_read_again_and_set_aside(cast):
    ids = receive(cast.brand, make_contact("bir"), make_contact("iki"))
    RawInbound.objects.update(body=b"<b>bozuk</b>")
    place_waiting()
    client = signed_in_client(cast.murat)
    page = client.get("/quarantine/").content.decode()
    assert "&lt;b&gt;bozuk" in page
    client.post(f"/quarantine/{ids[0]}/release/")
    assert RawInbound.objects.get(id=ids[0]).state == "released"
    RawInbound.objects.filter(id=ids[1]).update(
        body=b'{"channel":"email","external_id":"1","text":"onarildi"}'
    )
    client.post("/quarantine/reruns/")
    place_waiting()
    assert Interaction.objects.get().text == "onarildi"
    assert signed_in_client(cast.deniz).post(f"/quarantine/{ids[0]}/release/").status_code == 404
