"""What is broken rings for managers and owners of its own brand, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.consent.actions import Given, record_consent
from memnun.consent.models import Confirmation, IysAccount, IysMismatch, IysReport
from memnun.desk.alarms.counting import counts_of
from memnun.desk.alarms.sources import LIVE, SOURCES
from memnun.events.kinds import REGISTRY
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount, OutboxMessage, RawInbound
from memnun.interactions.testing import make_contact, receive, record
from memnun.people.models import Person
from memnun.people.testing import Cast, signed_in_client

pytestmark = pytest.mark.django_db


def account_fails(cast: Cast) -> None:
    ChannelAccount.objects.create(
        brand=cast.brand,
        channel="email",
        kind="email",
        slug="destek",
        name="Destek",
        problem="Parola kabul edilmedi.",
    )


def message_strands(cast: Cast) -> OutboxMessage:
    [contact] = record(cast.brand, make_contact("Merhaba"))
    conversation = contact.conversation
    return OutboxMessage.objects.create(
        brand=cast.brand, conversation=conversation, customer=contact.customer, channel="email", kind="email",
        channel_account=conversation.channel_account, key="k", purpose="support_reply", to_kind="email",
        to_value="a@b.example", text="x", state="failed", problem="550 böyle biri yok",
    )  # fmt: skip


def record_cannot_be_read(cast: Cast) -> None:
    receive(cast.brand, make_contact("?"))
    RawInbound.objects.update(state="quarantined", problem="Tarih okunamadı.")


def consent_given(cast: Cast) -> None:
    given = Given("EPOSTA", "ayse@musteri.example", "ONAY", "HS_WEB", clock.now())
    record_consent(given, brand=cast.brand)
    IysReport.objects.update(state="accepted")


def consent_is_not_confirmed(cast: Cast) -> None:
    consent_given(cast)
    Confirmation.objects.update(due_at=clock.now() - timedelta(minutes=1))


def iys_is_not_told(cast: Cast) -> None:
    consent_given(cast)
    IysReport.objects.update(state="waiting", due_at=clock.now() - timedelta(minutes=1))


def sides_differ(cast: Cast) -> None:
    IysMismatch.objects.create(
        brand=cast.brand, type="EPOSTA", address="a@b.example", recipient_type="BIREYSEL", ours="ONAY",
        theirs="RET", ours_at=clock.now(), theirs_at=clock.now(),
    )  # fmt: skip


def iys_account_fails(cast: Cast) -> None:
    IysAccount.objects.create(brand=cast.brand, username="marka", problem="401")


BREAKS: dict[str, Callable[[Cast], Any]] = {
    "accounts": account_fails,
    "dead_letters": message_strands,
    "quarantine": record_cannot_be_read,
    "confirmations": consent_is_not_confirmed,
    "iys_late": iys_is_not_told,
    "iys_differences": sides_differ,
    "iys_account": iys_account_fails,
}


def bell(person: Person) -> Any:
    return signed_in_client(person).get("/alarms/bell/")


@pytest.mark.parametrize("slug", [source.slug for source in SOURCES])
def test_each_rings_for_its_own_brand_and_says_what_to_do(cast: Cast, slug: str) -> None:
    assert counts_of(cast.murat) == {}
    BREAKS[slug](cast)
    assert counts_of(cast.murat) == {slug: 1}
    assert counts_of(cast.deniz) == {}
    page = signed_in_client(cast.murat).get("/alarms/").content.decode()
    [source] = [one for one in SOURCES if one.slug == slug]
    assert str(source.todo) in page
    assert f'id="alarm-{slug}"' in page
    assert "1" in bell(cast.murat).content.decode()


def test_a_consent_that_can_no_longer_be_confirmed_stops_ringing_after_a_week(cast: Cast) -> None:
    consent_given(cast)
    for days, rings in ((6, True), (8, False)):
        Confirmation.objects.update(due_at=clock.now() - timedelta(days=days))
        assert ("confirmations" in counts_of(cast.murat)) is rings


def test_the_page_leads_to_the_rows_with_their_words(cast: Cast) -> None:
    account_fails(cast)
    message_strands(cast)
    page = signed_in_client(cast.selin).get("/alarms/").content.decode()
    account = ChannelAccount.objects.get(slug="destek")
    assert "Parola kabul edilmedi." in page
    assert f"/settings/channels/{account.id}/" in page
    assert "550 böyle biri yok" in page


def test_agents_and_analysts_are_not_rung_for(cast: Cast) -> None:
    account_fails(cast)
    for person in (cast.elif_, cast.arda):
        assert bell(person).status_code == 403
        assert signed_in_client(person).get("/alarms/").status_code == 403
    assert 'id="alarms"' not in signed_in_client(cast.elif_).get("/").content.decode()


def test_every_page_of_a_manager_carries_the_bell(cast: Cast) -> None:
    page = signed_in_client(cast.murat).get("/settings/channels/").content.decode()
    assert 'hx-get="/alarms/bell/"' in page
    assert 'data-live="interactions.quarantined' in page


def test_the_bell_is_empty_where_all_is_well(cast: Cast) -> None:
    assert bell(cast.murat).content.strip() == b""
    assert "Bozuk bir şey yok" in signed_in_client(cast.murat).get("/alarms/").content.decode()


def test_all_are_counted_in_one_statement(cast: Cast) -> None:
    for each in (account_fails, message_strands, sides_differ):
        each(cast)
    person = cast.murat
    counts_of(person)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert counts_of(person) == {"accounts": 1, "dead_letters": 1, "iys_differences": 1}
    assert len(asked) == 1


def test_the_bell_listens_to_acts_that_screens_are_told_of() -> None:
    assert [name for name in LIVE if not REGISTRY[name].live] == []
