"""The gate: what passes, what waits, what does not go, and in which order that is looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from memnun.consent.deciding import Address, Intent, UnknownCustomer, decide, decide_many, explain, release
from memnun.consent.gate.gathering import erasure_digest
from memnun.consent.models import ContactPolicy, Erasure, GateDecision, Preference, Suppression
from memnun.consent.testing import TUESDAY_NOON, address_of, give_consent, make_customer, make_intent
from memnun.customers.actions import merge
from memnun.customers.models import Customer
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
"""23:30 in Istanbul."""


def test_a_reply_goes_at_any_hour_and_its_decision_is_kept(ayse: Customer) -> None:
    decision = decide(make_intent(ayse, purpose="support_reply", now=NIGHT))
    assert decision.may_send
    kept = GateDecision.objects.get(id=decision.id)
    assert (kept.verdict, kept.reason, kept.address) == ("SEND", "send", "ayse@musteri.example")
    assert [step["step"] for step in kept.steps] == [
        "suppression", "erasure", "purpose", "consent", "preference", "attention", "quiet_hours", "reply_window",
    ]  # fmt: skip


def test_a_campaign_without_consent_does_not_go(ayse: Customer) -> None:
    assert decide(make_intent(ayse)).reason == "no_consent"


def test_a_campaign_with_consent_goes(ayse: Customer) -> None:
    give_consent(ayse)
    assert decide(make_intent(ayse)).may_send


def test_a_greeting_and_a_survey_after_a_service_need_consent_too(ayse: Customer) -> None:
    for purpose in ("greeting", "survey_general", "survey_after_service"):
        assert decide(make_intent(ayse, purpose=purpose)).reason == "no_consent"


def test_a_survey_after_a_service_needs_none_once_the_brand_has_written_down_why(ayse: Customer) -> None:
    ContactPolicy.objects.create(brand=ayse.brand, survey_basis="Hizmetin parçası, tanıtım içermez.")
    assert decide(make_intent(ayse, purpose="survey_after_service")).may_send


def test_who_refused_gets_no_such_survey_either(ayse: Customer) -> None:
    ContactPolicy.objects.create(brand=ayse.brand, survey_basis="Hizmetin parçası, tanıtım içermez.")
    give_consent(ayse, status="RET")
    assert decide(make_intent(ayse, purpose="survey_after_service")).reason == "refused"


def test_the_question_about_ones_own_case_needs_no_consent_and_a_refusal_of_advertising_does_not_stop_it(
    ayse: Customer,
) -> None:
    ContactPolicy.objects.create(brand=ayse.brand, limits=[{"scope": "all", "most": 0, "days": 30}])
    assert decide(make_intent(ayse, purpose="case_follow_up")).may_send
    give_consent(ayse, status="RET")
    assert decide(make_intent(ayse, purpose="case_follow_up")).may_send


def test_the_question_about_ones_own_case_waits_for_the_hours_and_heeds_wishes(ayse: Customer) -> None:
    late = decide(make_intent(ayse, purpose="case_follow_up", now=NIGHT))
    assert (late.verdict, late.reason) == ("HOLD", "quiet_now")
    wish = Preference.objects.create(brand=ayse.brand, customer=ayse, channels_off=["email"])
    assert decide(make_intent(ayse, purpose="case_follow_up")).reason == "channel_off"
    wish.channels_off, wish.everything_off = [], True
    wish.save()
    assert decide(make_intent(ayse, purpose="case_follow_up")).reason == "everything_off"


def test_a_merchant_needs_no_consent_until_they_refuse(cast: Cast) -> None:
    firm = make_customer(cast.brand, "Kaya Ltd", legal_person=True)
    assert decide(make_intent(firm)).may_send
    give_consent(firm, status="RET")
    assert decide(make_intent(firm)).reason == "refused"


def test_a_stranger_counts_as_an_individual(cast: Cast) -> None:
    intent = Intent(
        cast.brand.id, None, "email", Address("email", "kim@musteri.example"), "campaign", TUESDAY_NOON
    )
    assert decide(intent).reason == "no_consent"


def test_consent_that_iys_does_not_have_yet_waits_and_then_lapses(ayse: Customer) -> None:
    give_consent(ayse, at=TUESDAY_NOON - timedelta(hours=1), in_iys=False)
    waiting = decide(make_intent(ayse))
    assert (waiting.verdict, waiting.reason) == ("HOLD", "waits_for_iys")
    later = make_intent(ayse, now=TUESDAY_NOON + timedelta(days=3))
    assert decide(later).reason == "missed_iys"


def test_a_connected_account_is_asked_again_after_a_day(ayse: Customer) -> None:
    ContactPolicy.objects.create(brand=ayse.brand, iys_mode="api")
    give_consent(ayse, at=TUESDAY_NOON - timedelta(hours=25))
    stale = decide(make_intent(ayse))
    assert (stale.verdict, stale.reason) == ("HOLD", "iys_is_stale")
    assert decide(make_intent(ayse, now=TUESDAY_NOON - timedelta(hours=2))).may_send


def test_whatsapp_needs_consent_for_messages_and_being_switched_on(ayse: Customer) -> None:
    intent = make_intent(ayse, channel="whatsapp")
    assert decide(intent).reason == "no_consent"
    give_consent(ayse, "sms")
    assert decide(intent).reason == "channel_never_on"
    Preference.objects.create(brand=ayse.brand, customer=ayse, channels_on=["whatsapp"])
    assert decide(intent).may_send


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ({"everything_off": True}, "everything_off"),
        ({"channels_off": ["email"]}, "channel_off"),
        ({"topics_off": ["campaigns"]}, "topic_off"),
        ({"topics_off": ["ayakkabı"]}, "topic_off"),
    ],
)
def test_wishes_stop_campaigns_but_not_replies(ayse: Customer, wish: dict[str, Any], reason: str) -> None:
    give_consent(ayse)
    Preference.objects.create(brand=ayse.brand, customer=ayse, **wish)
    assert decide(make_intent(ayse, topic="ayakkabı")).reason == reason
    assert decide(make_intent(ayse, purpose="support_reply")).may_send


def test_a_transaction_message_that_advertises_is_a_campaign(ayse: Customer) -> None:
    text = "Siparişiniz yolda! Bu hafta İNDİRİMLERİ kaçırmayın."
    told = decide(make_intent(ayse, purpose="transaction", text_for_lint=text))
    assert told.reason == "no_consent"
    assert told.steps[2].values == {"words": ["indirimleri", "kacirmayin"]}
    plain = make_intent(ayse, purpose="transaction", text_for_lint="Siparişiniz yolda.")
    assert decide(plain).may_send


def test_who_is_on_the_list_gets_nothing_at_all(ayse: Customer) -> None:
    Suppression.objects.create(
        brand=ayse.brand, address_kind="email", address="ayse@musteri.example", reason="bounce"
    )
    assert decide(make_intent(ayse, purpose="support_reply")).reason == "suppressed"
    assert decide(make_intent(ayse, purpose="support_reply", channel="sms")).may_send


def test_a_legal_dispute_lets_only_legal_notices_through(ayse: Customer) -> None:
    Suppression.objects.create(brand=ayse.brand, customer=ayse, reason="legal")
    assert decide(make_intent(ayse, purpose="support_reply", channel="sms")).reason == "suppressed"
    assert decide(make_intent(ayse, purpose="legal")).may_send


def test_who_was_erased_is_answered_but_not_advertised_to(ayse: Customer) -> None:
    give_consent(ayse)
    digest = erasure_digest(ayse.brand_id, "email", "ayse@musteri.example")
    Erasure.objects.create(brand=ayse.brand, digest=digest, at=TUESDAY_NOON - timedelta(days=1))
    assert decide(make_intent(ayse)).reason == "erased"
    assert decide(make_intent(ayse, purpose="support_reply")).may_send
    give_consent(ayse, at=TUESDAY_NOON - timedelta(hours=1))
    assert decide(make_intent(ayse)).may_send


def test_the_first_limit_reached_holds_until_its_oldest_contact_falls_out(ayse: Customer) -> None:
    give_consent(ayse)
    for day in range(4):
        assert decide(make_intent(ayse, now=TUESDAY_NOON + timedelta(days=day))).may_send
    fifth = decide(make_intent(ayse, now=TUESDAY_NOON + timedelta(days=6)))
    assert (fifth.verdict, fifth.reason) == ("HOLD", "budget_spent")
    assert fifth.until == TUESDAY_NOON + timedelta(days=30)
    assert decide(make_intent(ayse, purpose="support_reply", now=TUESDAY_NOON + timedelta(days=6))).may_send


def test_asking_twice_about_one_message_spends_once_and_what_did_not_go_is_given_back(ayse: Customer) -> None:
    give_consent(ayse)
    ContactPolicy.objects.create(brand=ayse.brand, limits=[{"scope": "all", "most": 1, "days": 30}])
    first = replace(make_intent(ayse), delivery_id=uuid4())
    decision = decide(first)
    assert decision.may_send
    assert decide(first).may_send
    second = replace(first, delivery_id=uuid4())
    assert decide(second).reason == "budget_spent"
    for row in GateDecision.objects.filter(delivery_id=first.delivery_id):
        release(row.id, why="recalled")
        release(row.id, why="recalled")
    assert decide(second).may_send


def test_one_batch_spends_like_one_after_the_other(ayse: Customer) -> None:
    give_consent(ayse)
    verdicts = [decision.verdict for decision in decide_many([make_intent(ayse)] * 6)]
    assert verdicts == ["SEND"] * 4 + ["HOLD"] * 2


def test_nights_wait_for_the_morning(ayse: Customer) -> None:
    give_consent(ayse)
    held = decide(make_intent(ayse, now=NIGHT))
    assert (held.verdict, held.reason) == ("HOLD", "quiet_now")
    assert held.until == datetime(2026, 11, 25, 6, 0, tzinfo=UTC)


def test_a_holiday_and_the_afternoon_before_it_are_quiet(ayse: Customer) -> None:
    give_consent(ayse)
    afternoon = decide(make_intent(ayse, now=datetime(2026, 10, 28, 11, 0, tzinfo=UTC)))
    assert afternoon.reason == "quiet_day"
    assert afternoon.until == datetime(2026, 10, 30, 6, 0, tzinfo=UTC)


def test_the_customers_own_hours_stand_in_place_of_the_brands(ayse: Customer) -> None:
    give_consent(ayse)
    ayse.preferred_hours = {"tue": ["21:00", "23:45"]}
    ayse.save()
    assert decide(make_intent(ayse, now=NIGHT)).may_send
    assert decide(make_intent(ayse)).until == datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def test_after_the_reply_window_nothing_goes(ayse: Customer) -> None:
    intent = make_intent(ayse, channel="whatsapp", purpose="support_reply")
    shut = replace(intent, reply_window_until=TUESDAY_NOON)
    assert decide(shut).reason == "window_closed"
    assert decide(replace(intent, reply_window_until=TUESDAY_NOON + timedelta(minutes=1))).may_send


def test_a_merged_customer_is_judged_as_the_one_who_was_kept(cast: Cast, ayse: Customer) -> None:
    other = make_customer(cast.brand, "Kerem Aydın")
    intent = make_intent(other)
    give_consent(other)
    Preference.objects.create(brand=cast.brand, customer=ayse, everything_off=True)
    merge(other, into=ayse, by=cast.elif_)
    assert decide(intent).reason == "everything_off"


def test_a_customer_of_another_brand_is_no_customer(cast: Cast, ayse: Customer) -> None:
    with pytest.raises(UnknownCustomer):
        decide(replace(make_intent(ayse), brand_id=cast.other_brand.id))


def test_looking_stores_and_spends_nothing(ayse: Customer) -> None:
    give_consent(ayse)
    for _count in range(9):
        assert explain([make_intent(ayse)])[0].may_send
    assert not GateDecision.objects.exists()


def test_the_database_refuses_to_change_or_delete_decisions_and_consents(ayse: Customer) -> None:
    row = give_consent(ayse)
    decide(make_intent(ayse))
    for rows in (GateDecision.objects.all(), type(row).objects.all()):
        for act in (lambda rows=rows: rows.update(address="x"), rows.delete):
            with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
                act()


def test_a_batch_of_three_hundred_asks_as_often_as_one(
    cast: Cast, ayse: Customer, django_assert_max_num_queries: Any
) -> None:
    give_consent(ayse)
    everybody = [
        Customer(brand=cast.brand, name=f"Müşteri {number}", name_sort=str(number)) for number in range(300)
    ]
    Customer.objects.bulk_create(everybody)
    one = make_intent(ayse)
    intents = [replace(one, customer_id=customer.id) for customer in everybody]
    with django_assert_max_num_queries(12):
        assert len(decide_many(intents)) == 300
    assert address_of(ayse, "email") == one.address
