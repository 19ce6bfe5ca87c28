"""İYS through a connected account, against a server that speaks like it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from memnun.consent.actions import Given, record_consent, refuse
from memnun.consent.actions.policy import change_policy
from memnun.consent.deciding import decide
from memnun.consent.iys import client, syncing
from memnun.consent.iys.fake import FakeIys, serving
from memnun.consent.models import ConsentState, ContactPolicy, IysAccount, IysFile, IysReport
from memnun.consent.testing import TUESDAY_NOON, give_consent, make_customer, make_intent
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.people.testing import Cast, signed_in_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

EMAIL = "ayse@musteri.example"


@pytest.fixture
def iys(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeIys]:
    with serving(FakeIys()) as fake:
        monkeypatch.setitem(client.SITES, "sandbox", fake.address)
        yield fake


@pytest.fixture
def account(cast: Cast, iys: FakeIys) -> IysAccount:
    change_policy(cast.brand, values={"iys_code": "600123", "iys_brand_code": "700456"}, by=cast.murat)
    return syncing.connect(cast.brand, site="sandbox", username="memnun", password="doğru", by=cast.murat)


def consent(cast: Cast, **fields: Any) -> None:
    given = {
        "type": "EPOSTA",
        "address": EMAIL,
        "status": "ONAY",
        "source": "HS_WEB",
        "taken_at": clock.now(),
        **fields,
    }
    record_consent(Given(**given), brand=cast.brand)


def change(status: str, date: str, **fields: str) -> dict[str, str]:
    told = {"type": "EPOSTA", "recipient": EMAIL, "recipientType": "BIREYSEL", "source": "IYS_WEB"}
    return {**told, "status": status, "consentDate": date, "transactionId": "x", **fields}


def test_what_is_due_is_told_and_used_once_iys_took_it(
    cast: Cast, ayse: Customer, account: IysAccount, iys: FakeIys
) -> None:
    consent(cast)
    assert syncing.sync(account)
    assert iys.requests["istek-1"] == [
        {"type": "EPOSTA", "source": "HS_WEB", "recipient": EMAIL, "status": "ONAY",
         "consentDate": "2026-11-24 12:00:00", "recipientType": "BIREYSEL"}
    ]  # fmt: skip
    assert "POST /sps/600123/brands/700456/consents/request" in iys.asked
    assert decide(make_intent(ayse)).reason == "waits_for_iys"
    assert syncing.sync(account)
    assert IysReport.objects.get().transaction_id == "t0"
    assert decide(make_intent(ayse)).may_send


def test_a_record_in_the_queue_is_asked_about_again_and_not_told_twice(
    cast: Cast, account: IysAccount, iys: FakeIys
) -> None:
    consent(cast)
    iys.slow = True
    for _round in range(3):
        syncing.sync(account)
    assert IysReport.objects.get().state == "sent"
    iys.slow = False
    syncing.sync(account)
    assert IysReport.objects.get().state == "accepted"
    assert len(iys.requests) == 1


def test_a_refusal_by_iys_is_kept_in_its_words(cast: Cast, ayse: Customer, account: IysAccount) -> None:
    give_consent(ayse)
    refuse(cast.brand, address=EMAIL, types=["EPOSTA"], source="HS_EPOSTA", evidence={})
    syncing.sync(account)
    syncing.sync(account)
    report = IysReport.objects.get()
    assert report.state == "refused"
    assert report.problem.startswith("H175 İlk izin")


def test_when_iys_is_busy_nothing_is_lost_and_the_same_portion_goes_later(
    cast: Cast, account: IysAccount, iys: FakeIys
) -> None:
    consent(cast)
    iys.busy = 1
    assert not syncing.sync(account)
    account.refresh_from_db()
    assert account.problem == "HTTP 429"
    assert syncing.sync(account)
    assert IysFile.objects.get().request_id == "istek-1"
    account.refresh_from_db()
    assert account.problem == ""


def test_a_refusal_at_iys_stops_us_and_the_look_makes_what_we_hold_fresh(
    cast: Cast, ayse: Customer, account: IysAccount, iys: FakeIys
) -> None:
    kerem = make_customer(cast.brand, "Kerem Aydın")
    for one in (ayse, kerem):
        give_consent(one, at=TUESDAY_NOON - timedelta(days=2))
    assert decide(make_intent(kerem)).reason == "iys_is_stale"
    iys.changed = [change("RET", "2026-11-24 09:00:00")]
    assert syncing.sync(account)
    assert decide(make_intent(ayse)).reason == "refused"
    assert decide(make_intent(kerem)).may_send
    assert ContactPolicy.objects.get().iys_pulled_at == TUESDAY_NOON


def test_changes_are_read_on_from_where_they_ended_and_the_newest_word_holds(
    cast: Cast, ayse: Customer, account: IysAccount, iys: FakeIys
) -> None:
    iys.changed = [change("ONAY", "2026-11-24 08:00:00"), change("RET", "2026-11-24 09:00:00")]
    syncing.sync(account)
    account.refresh_from_db()
    assert account.after == "2"
    assert ConsentState.objects.get().status == "RET"
    iys.changed.append(change("ONAY", "2026-11-24 10:00:00"))
    syncing.sync(account)
    assert ConsentState.objects.get().status == "ONAY"


def test_what_cannot_be_read_is_told_and_the_rest_is_taken(
    cast: Cast, account: IysAccount, iys: FakeIys
) -> None:
    iys.changed = [change("BELKI", "2026-11-24 08:00:00"), change("RET", "2026-11-24 09:00:00")]
    assert not syncing.sync(account)
    account.refresh_from_db()
    assert account.problem.startswith("İYS’nin 1 kaydı okunamadı")
    assert ConsentState.objects.get().status == "RET"


def test_a_wrong_password_is_told_on_the_page_and_never_shown(
    cast: Cast, account: IysAccount, iys: FakeIys
) -> None:
    iys.password = "başka"
    assert not syncing.sync(account)
    page = signed_in_client(cast.murat).get("/settings/iys/").content.decode()
    assert "H351 Eksik veya geçersiz jeton!" in page
    assert "doğru" not in page
    account.refresh_from_db()
    assert "doğru".encode() not in bytes(account.secret or b"")


def test_an_installation_that_cannot_reach_iys_says_so(
    cast: Cast, account: IysAccount, monkeypatch: Any
) -> None:
    monkeypatch.setitem(client.SITES, "sandbox", "http://127.0.0.1:9")
    assert not syncing.sync(account)
    account.refresh_from_db()
    assert account.problem


def test_connecting_needs_the_codes_and_disconnecting_forgets_the_password(cast: Cast, iys: FakeIys) -> None:
    manager = signed_in_client(cast.murat)
    form = {"site": "sandbox", "username": "memnun", "password": "doğru"}
    assert manager.post("/settings/iys/account/", form).status_code == 422
    change_policy(cast.brand, values={"iys_code": "600123", "iys_brand_code": "700456"}, by=cast.murat)
    assert manager.post("/settings/iys/account/", form).status_code == 302
    assert ContactPolicy.objects.get().iys_mode == "api"
    manager.post("/settings/iys/account/removal/")
    assert ContactPolicy.objects.get().iys_mode == "file"
    assert not IysAccount.objects.exists()
