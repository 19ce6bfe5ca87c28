"""What is given out to a customer and what remains of one who was erased."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from memnun.consent.actions import change_wishes
from memnun.consent.deciding import decide
from memnun.consent.invariants import REFUSAL_OVERDUE, SENT_WITHOUT_CONSENT
from memnun.consent.links import link_for
from memnun.consent.models import (
    Consent,
    ConsentState,
    ContactPolicy,
    Erasure,
    GateDecision,
    IysReport,
    Preference,
    PreferenceLink,
    Purpose,
)
from memnun.consent.privacy import PROOF_KEPT, erase, export, forget_proof
from memnun.consent.testing import TUESDAY_NOON, address_of, give_consent, make_customer, make_intent
from memnun.customers.models import Customer
from memnun.events.checking import check
from memnun.people.testing import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_a_customer_is_given_everything_that_is_held(ayse: Customer) -> None:
    give_consent(ayse)
    change_wishes(ayse, wishes={"topics_off": ["surveys"]})
    decide(make_intent(ayse))
    told = json.loads(json.dumps(export(ayse)))
    assert told["consents"][0]["address"] == "ayse@musteri.example"
    assert told["wishes"]["topics_off"] == ["surveys"]
    assert told["decisions"][0]["verdict"] == "SEND"


def test_erasing_ends_consents_keeps_their_proof_and_forgets_the_rest(ayse: Customer, cast: Cast) -> None:
    give_consent(ayse)
    change_wishes(ayse, wishes={"topics_off": ["surveys"]})
    link_for(ayse.brand_id, address_of(ayse, "email"), customer_id=ayse.id)
    decide(make_intent(ayse))
    done = erase(ayse, by=cast.selin)
    assert done == {"wishes": 1, "links": 1, "suppressions": 0, "decisions": 1, "proof_kept": 2}
    assert not Preference.objects.exists()
    assert not PreferenceLink.objects.exists()
    assert GateDecision.objects.get().address == ""
    assert set(Consent.objects.values_list("status", "customer")) == {("ONAY", None), ("RET", None)}
    assert IysReport.objects.get().consent.status == "RET"
    assert not Erasure.objects.filter(digest__contains="ayse").exists()
    assert decide(make_intent(ayse)).reason == "erased"


def test_the_door_for_erasing_closes_again(ayse: Customer) -> None:
    give_consent(ayse)
    erase(ayse)
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        Consent.objects.all().delete()


def test_the_proof_goes_three_years_after_the_consent_ended(ayse: Customer, cast: Cast, noon: Any) -> None:
    kerem = make_customer(cast.brand, "Kerem Aydın")
    give_consent(ayse)
    give_consent(kerem, status="RET")
    erase(ayse)
    noon.move(PROOF_KEPT - timedelta(days=1))
    assert forget_proof() == 0
    noon.move(timedelta(days=2))
    assert forget_proof() == 2
    assert Consent.objects.get().customer_id == kerem.id
    assert ConsentState.objects.count() == 1


def test_the_health_page_tells_of_an_overdue_refusal_and_of_advertising_without_consent(
    ayse: Customer,
) -> None:
    assert (check(REFUSAL_OVERDUE).count, check(SENT_WITHOUT_CONSENT).count) == (0, 0)
    refusal = give_consent(ayse, status="RET")
    IysReport.objects.create(consent=refusal, brand=ayse.brand, due_at=TUESDAY_NOON - timedelta(days=400))
    GateDecision.objects.create(
        brand=ayse.brand, customer=ayse, channel="email", address_kind="email", address="ayse@musteri.example",
        purpose="campaign", verdict="SEND", reason="send", at=timezone.now(),
    )  # fmt: skip
    assert (check(REFUSAL_OVERDUE).count, check(SENT_WITHOUT_CONSENT).count) == (1, 1)


def test_what_the_gate_let_through_breaks_no_rule_even_after_an_erasure(ayse: Customer, cast: Cast) -> None:
    ContactPolicy.objects.create(brand=cast.brand, exempt=list(Purpose.values))
    firm = make_customer(cast.brand, "Kaya Ltd", legal_person=True)
    give_consent(ayse)
    for one in (ayse, firm):
        assert decide(make_intent(one, now=timezone.now())).may_send
    assert check(SENT_WITHOUT_CONSENT).count == 0
    erase(ayse)
    assert check(SENT_WITHOUT_CONSENT).count == 0
