"""Consents and refusals as they are written down, and what İYS is owed for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from memnun.consent.actions import CannotRecord, Given, change_wishes, record_consent, record_consents, refuse
from memnun.consent.deciding import decide
from memnun.consent.iys.watching import mark_missed, warn
from memnun.consent.models import Confirmation, Consent, ConsentState, ContactPolicy, IysReport, Preference
from memnun.consent.testing import TUESDAY_NOON, give_consent, make_customer, make_intent
from memnun.customers.actions import merge, unmerge
from memnun.customers.models import Customer
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.people.testing import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

EMAIL = "ayse@musteri.example"


def given(status: str = "ONAY", at: datetime = TUESDAY_NOON, **fields: Any) -> Given:
    return Given(
        **{"type": "EPOSTA", "address": EMAIL, "status": status, "source": "HS_WEB", "taken_at": at, **fields}
    )


def state() -> ConsentState:
    return ConsentState.objects.get(type="EPOSTA", address=EMAIL, recipient_type="BIREYSEL")


def test_a_consent_is_owed_to_iys_by_the_end_of_the_third_working_day(ayse: Customer, cast: Cast) -> None:
    row = record_consent(given(), brand=cast.brand, by=cast.elif_)
    assert row.customer_id == ayse.id
    assert IysReport.objects.get(consent=row).due_at == datetime(2026, 11, 27, 21, 0, tzinfo=UTC)
    assert state().status == "ONAY"
    assert Event.objects.get(kind="consent.consented").customer_id == ayse.id


def test_a_weekend_and_a_holiday_are_no_working_days(cast: Cast) -> None:
    with clock.frozen(datetime(2026, 10, 27, 9, 0, tzinfo=UTC)) as frozen:
        row = record_consent(given(at=frozen.at), brand=cast.brand)
    assert row.iys_report.due_at == datetime(2026, 11, 2, 21, 0, tzinfo=UTC)


def test_an_electronic_consent_is_confirmed_on_the_same_day_and_one_on_paper_is_not(cast: Cast) -> None:
    row = record_consent(given(), brand=cast.brand)
    paper = given(type="MESAJ", address="+905321112233", source="HS_ISLAK_IMZA")
    record_consent(paper, brand=cast.brand)
    assert [one.consent_id for one in Confirmation.objects.owed()] == [row.id]
    assert Confirmation.objects.get().due_at == datetime(2026, 11, 24, 21, 0, tzinfo=UTC)


def test_a_second_consent_owes_iys_nothing_new(cast: Cast) -> None:
    record_consent(given(at=TUESDAY_NOON - timedelta(hours=1)), brand=cast.brand)
    record_consent(given(), brand=cast.brand)
    assert (Consent.objects.count(), IysReport.objects.count()) == (2, 1)


def test_a_refusal_after_a_consent_is_owed_and_one_after_nothing_is_not(ayse: Customer, cast: Cast) -> None:
    give_consent(ayse)
    refuse(cast.brand, address=EMAIL, types=["EPOSTA"], source="HS_EPOSTA", evidence={})
    assert IysReport.objects.get().consent.status == "RET"
    refuse(cast.brand, address="kim@musteri.example", types=["EPOSTA"], source="HS_EPOSTA", evidence={})
    assert IysReport.objects.count() == 1
    assert ConsentState.objects.get(address="kim@musteri.example").status == "RET"


def test_a_refusal_stops_at_once(ayse: Customer, cast: Cast) -> None:
    give_consent(ayse)
    assert decide(make_intent(ayse)).may_send
    refuse(cast.brand, address=EMAIL, types=["EPOSTA"], source="HS_EPOSTA", evidence={})
    assert decide(make_intent(ayse)).reason == "refused"


def test_refusing_twice_writes_one_refusal(ayse: Customer, cast: Cast) -> None:
    give_consent(ayse)
    for _time in range(2):
        refuse(cast.brand, address=EMAIL, types=["EPOSTA"], source="HS_EPOSTA", evidence={})
    assert Consent.objects.filter(status="RET").count() == 1


def test_an_older_paper_does_not_undo_a_newer_word(cast: Cast) -> None:
    record_consent(given("RET"), brand=cast.brand)
    record_consent(given("ONAY", TUESDAY_NOON - timedelta(days=1)), brand=cast.brand)
    assert state().status == "RET"


def test_of_two_words_of_the_same_moment_the_refusal_holds(cast: Cast) -> None:
    record_consents([given("RET"), given("ONAY")], brand=cast.brand)
    assert state().status == "RET"


def test_consent_that_missed_iys_cannot_be_used_until_it_is_given_again(
    ayse: Customer, cast: Cast, noon: Any
) -> None:
    record_consent(given(), brand=cast.brand)
    noon.move(timedelta(days=4))
    assert mark_missed() == 1
    assert decide(make_intent(ayse, now=noon.at)).reason == "missed_iys"
    record_consent(given(at=noon.at), brand=cast.brand)
    assert decide(make_intent(ayse, now=noon.at)).reason == "waits_for_iys"
    assert list(IysReport.objects.order_by("due_at").values_list("state", flat=True)) == ["missed", "waiting"]


def test_a_consent_found_after_its_three_days_is_kept_but_cannot_be_used(ayse: Customer, cast: Cast) -> None:
    row = record_consent(given(at=TUESDAY_NOON - timedelta(days=20)), brand=cast.brand)
    assert row.iys_report.state == "missed"
    assert decide(make_intent(ayse)).reason == "missed_iys"


def test_a_late_refusal_stays_due(ayse: Customer, cast: Cast, noon: Any) -> None:
    give_consent(ayse)
    refuse(cast.brand, address=EMAIL, types=["EPOSTA"], source="HS_EPOSTA", evidence={})
    noon.move(timedelta(days=9))
    assert mark_missed() == 0
    assert IysReport.objects.late(noon.at).count() == 1


def test_the_brand_is_told_a_day_before(ayse: Customer, cast: Cast, noon: Any) -> None:
    record_consent(given(), brand=cast.brand)
    assert warn() == 0
    noon.move(timedelta(days=3))
    assert warn() == 1
    assert Event.objects.get(kind="consent.iys_due_soon").details["count"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"taken_at": TUESDAY_NOON + timedelta(minutes=1)},
        {"taken_at": datetime(2015, 4, 30, 12, tzinfo=UTC)},
        {"source": "HS_2015"},
    ],
)
def test_what_cannot_have_been_is_refused_and_nothing_is_written(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(CannotRecord):
        record_consents([given(address="once@musteri.example"), given(**wrong)], brand=cast.brand)
    assert not Consent.objects.exists()


def test_a_brand_that_keeps_no_iys_owes_it_nothing(ayse: Customer, cast: Cast) -> None:
    ContactPolicy.objects.create(brand=cast.brand, iys_mode="none")
    record_consent(given(), brand=cast.brand)
    assert not IysReport.objects.exists()
    assert decide(make_intent(ayse)).may_send


def test_keeping_iys_later_makes_consents_it_never_heard_of_unusable(ayse: Customer, cast: Cast) -> None:
    policy = ContactPolicy.objects.create(brand=cast.brand, iys_mode="none")
    record_consent(given(), brand=cast.brand)
    policy.iys_mode = "file"
    policy.save()
    assert decide(make_intent(ayse)).reason == "missed_iys"


def test_everything_off_refuses_at_every_address(ayse: Customer, cast: Cast) -> None:
    give_consent(ayse)
    give_consent(ayse, "sms")
    change_wishes(ayse, wishes={"everything_off": True})
    assert not ConsentState.objects.filter(status="ONAY").exists()
    assert {"EPOSTA", "MESAJ"} <= set(
        ConsentState.objects.filter(status="RET").values_list("type", flat=True)
    )
    assert Event.objects.filter(kind="consent.wishes_changed").count() == 1


def test_a_batch_asks_as_often_as_one(cast: Cast, django_assert_max_num_queries: Any) -> None:
    rows = [given(address=f"kisi{number}@musteri.example") for number in range(400)]
    with django_assert_max_num_queries(14):
        record_consents(rows, brand=cast.brand)
    assert ConsentState.objects.count() == 400


def test_merged_customers_share_the_stricter_wish_and_part_again_exactly(cast: Cast, ayse: Customer) -> None:
    kerem = make_customer(cast.brand, "Kerem Aydın")
    give_consent(kerem)
    decide(make_intent(kerem))
    change_wishes(kerem, wishes={"channels_off": ["sms"], "channels_on": ["whatsapp"]})
    change_wishes(ayse, wishes={"channels_off": ["whatsapp"], "topics_off": ["surveys"]})
    before = list(Preference.objects.order_by("id").values())
    done = merge(kerem, into=ayse, by=cast.elif_)
    joined = Preference.objects.get(customer=ayse)
    assert (joined.channels_off, joined.channels_on, joined.topics_off) == (
        ["sms", "whatsapp"],
        [],
        ["surveys"],
    )
    assert Consent.objects.get().customer_id == ayse.id
    unmerge(done, by=cast.elif_)
    assert list(Preference.objects.order_by("id").values()) == before
    assert Consent.objects.get().customer_id == kerem.id
