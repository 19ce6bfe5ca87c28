"""What staff see and do about permissions, through the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from memnun.consent.deciding import decide, decide_many
from memnun.consent.models import (
    Consent,
    ContactPolicy,
    GateDecision,
    IysFile,
    IysReport,
    Notice,
    Preference,
    PreferenceLink,
    Suppression,
)
from memnun.consent.testing import give_consent, make_intent
from memnun.customers.models import Customer
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.people.testing import Cast, signed_in_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def page_of(cast: Cast, path: str) -> str:
    answer = signed_in_client(cast.murat).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_gate_is_explained_line_by_line_for_each_channel_and_purpose(cast: Cast, ayse: Customer) -> None:
    give_consent(ayse)
    page = page_of(cast, f"/customers/{ayse.id}/permissions/?channel=sms&purpose=campaign")
    assert "Onay yok: Mesaj." in page
    page = page_of(cast, f"/customers/{ayse.id}/permissions/?channel=email&purpose=campaign")
    assert "Onay var: E-posta." in page
    assert "Bütçe içinde; şimdiye dek sayılan: 0." in page
    assert not GateDecision.objects.exists()


def test_the_page_costs_the_same_however_much_stands_there(
    cast: Cast, ayse: Customer, django_assert_max_num_queries: Any
) -> None:
    give_consent(ayse)
    decide_many([make_intent(ayse)] * 20)
    client = signed_in_client(cast.murat)
    with django_assert_max_num_queries(36):
        client.get(f"/customers/{ayse.id}/permissions/")


def test_a_consent_given_on_the_phone_is_recorded_with_its_evidence(cast: Cast, ayse: Customer) -> None:
    text = Notice.objects.create(brand=cast.brand, kind="consent", name="Tanıtım", text="Kabul ederim.")
    form = {
        "address": "ayse@musteri.example",
        "type": "EPOSTA",
        "status": "ONAY",
        "source": "HS_CAGRI_MERKEZI",
        "recipient_type": "BIREYSEL",
        "taken_at": f"{timezone.localtime(clock.now()):%Y-%m-%dT%H:%M}",
        "notice": str(text.id),
        "evidence": "Çağrı 4711",
    }
    client = signed_in_client(cast.elif_)
    assert client.post(f"/customers/{ayse.id}/permissions/consent/", form).status_code == 302
    row = Consent.objects.get()
    assert (row.taken_by, row.evidence, row.notice) == (cast.elif_, {"note": "Çağrı 4711"}, text)
    assert Event.objects.filter(kind="consent.notice_shown").count() == 1
    assert "Çağrı 4711" in page_of(cast, f"/customers/{ayse.id}/permissions/")


def test_a_phone_consent_cannot_be_written_for_an_email_address(cast: Cast, ayse: Customer) -> None:
    form = {"address": "ayse@musteri.example", "type": "MESAJ", "status": "ONAY", "source": "HS_WEB",
            "recipient_type": "BIREYSEL", "taken_at": "2026-11-24T10:00", "evidence": "x"}  # fmt: skip
    answer = signed_in_client(cast.elif_).post(f"/customers/{ayse.id}/permissions/consent/", form)
    assert answer.status_code == 422
    assert not Consent.objects.exists()


def test_an_analyst_reads_and_changes_nothing(cast: Cast, ayse: Customer) -> None:
    client = signed_in_client(cast.arda)
    assert client.get(f"/customers/{ayse.id}/permissions/").status_code == 200
    for path in ("consent/", "wishes/", "suppression/", "link/"):
        assert client.post(f"/customers/{ayse.id}/permissions/{path}", {"reason": "wish"}).status_code == 403


def test_wishes_told_to_an_agent_hold(cast: Cast, ayse: Customer) -> None:
    give_consent(ayse)
    client = signed_in_client(cast.elif_)
    client.post(
        f"/customers/{ayse.id}/permissions/wishes/",
        {"act": "save", "channels": ["sms"], "topics": ["campaigns"]},
    )
    assert decide(make_intent(ayse)).reason == "channel_off"
    client.post(f"/customers/{ayse.id}/permissions/wishes/", {"act": "off"})
    assert Preference.objects.get().everything_off
    assert Consent.objects.filter(status="RET").get().taken_by == cast.elif_


def test_the_customers_timeline_tells_of_consents_and_wishes_in_words(cast: Cast, ayse: Customer) -> None:
    client = signed_in_client(cast.elif_)
    form = {"address": ayse.identities.get(kind="phone").value, "type": "ARAMA", "status": "RET", "evidence": "x",
            "source": "HS_CAGRI_MERKEZI", "recipient_type": "BIREYSEL", "taken_at": "2026-11-24T10:00"}  # fmt: skip
    client.post(f"/customers/{ayse.id}/permissions/consent/", form)
    client.post(f"/customers/{ayse.id}/permissions/wishes/", {"act": "save", "channels": ["sms"]})
    page = page_of(cast, f"/customers/{ayse.id}/")
    assert "Ret kaydedildi: Arama, 0532" in page
    assert "Müşterinin iletişim tercihleri değişti: kanallar, konular" in page


def test_a_link_is_shown_once_asked_for_and_can_be_closed(cast: Cast, ayse: Customer) -> None:
    client = signed_in_client(cast.elif_)
    answer = client.post(f"/customers/{ayse.id}/permissions/link/", {"address": "ayse@musteri.example"})
    assert "/preferences/" in answer.content.decode()
    link = PreferenceLink.objects.get()
    client.post(f"/preference-links/{link.id}/revocation/")
    link.refresh_from_db()
    assert link.revoked_by == cast.elif_


def test_the_rules_of_a_brand_are_changed_and_the_log_keeps_both(cast: Cast, ayse: Customer) -> None:
    give_consent(ayse)
    client = signed_in_client(cast.murat)
    form = {
        "iys_mode": "file", "exempt": ["support_reply"], "topics": "Ayakkabı\n\nÇanta\nAyakkabı", "closed": "24.11.2026 Sayım",
        "all_most": "1", "all_days": "10", "mersis": "0123 4567 8901 2345", "public_holidays": "on",
        "writing-tue_from": "10:00", "writing-tue_to": "18:00", "calling-tue_from": "10:00", "calling-tue_to": "18:00",
    }  # fmt: skip
    assert client.post("/settings/contact/", form).status_code == 302
    policy = ContactPolicy.objects.get()
    assert policy.topics == ["Ayakkabı", "Çanta"]
    assert policy.limits == [{"scope": "all", "most": 1, "days": 10}]
    assert policy.mersis == "0123456789012345"
    held = decide(make_intent(ayse))
    assert (held.reason, held.steps[-1].values["day"]) == ("quiet_day", "Sayım")
    assert Event.objects.filter(kind="consent.policy_changed").count() == 1
    assert "24.11.2026 Sayım" in page_of(cast, "/settings/contact/")


@pytest.mark.parametrize(
    "wrong", [{"mersis": "12"}, {"closed": "yarın"}, {"all_most": "3"}, {"writing-mon_from": "18:00"}]
)
def test_wrong_rules_are_told_and_nothing_changes(cast: Cast, wrong: dict[str, str]) -> None:
    answer = signed_in_client(cast.murat).post("/settings/contact/", {"iys_mode": "file", **wrong})
    assert answer.status_code == 422
    assert not ContactPolicy.objects.exists()


def test_a_new_wording_is_a_new_version_and_the_old_one_stays(cast: Cast) -> None:
    client = signed_in_client(cast.murat)
    form = {"kind": "consent", "name": "Tanıtım", "language": "tr", "text": "Birinci"}
    client.post("/settings/texts/new/", form)
    first = Notice.objects.get()
    client.post(f"/settings/texts/{first.id}/", {**form, "text": "İkinci"})
    assert list(Notice.objects.order_by("version").values_list("version", "text")) == [
        (1, "Birinci"),
        (2, "İkinci"),
    ]
    assert "Tanıtım" in page_of(cast, "/settings/texts/")


def test_addresses_go_on_the_list_and_off_it_with_a_reason(cast: Cast, ayse: Customer) -> None:
    client = signed_in_client(cast.murat)
    client.post("/settings/no-contact/new/", {"address": "Ayse@Musteri.Example", "reason": "bounce"})
    assert decide(make_intent(ayse, purpose="support_reply")).reason == "suppressed"
    row = Suppression.objects.get()
    client.post(f"/settings/no-contact/{row.id}/lifting/", {"why": " "})
    assert Suppression.objects.standing().exists()
    client.post(f"/settings/no-contact/{row.id}/lifting/", {"why": "Adres düzeldi"})
    assert decide(make_intent(ayse, purpose="support_reply")).may_send
    assert "Adres düzeldi" in page_of(cast, "/settings/no-contact/?lifted=1")


def test_many_addresses_are_added_and_the_unreadable_come_back(cast: Cast) -> None:
    client = signed_in_client(cast.murat)
    given = {"addresses": "a@musteri.example\n0532 111 22 33\nçöp\na@musteri.example", "reason": "wish"}
    answer = client.post("/settings/no-contact/import/", given)
    assert "çöp" in answer.content.decode()
    assert set(Suppression.objects.values_list("address", flat=True)) == {
        "a@musteri.example",
        "+905321112233",
    }
    client.post("/settings/no-contact/import/", given)
    assert Suppression.objects.count() == 2


def test_the_iys_page_leads_from_what_is_due_to_what_is_there(cast: Cast, ayse: Customer, noon: Any) -> None:
    client = signed_in_client(cast.murat)
    form = {"address": "ayse@musteri.example", "type": "EPOSTA", "status": "ONAY", "source": "HS_FIZIKSEL_ORTAM",
            "recipient_type": "BIREYSEL", "taken_at": "2026-11-24T11:00", "evidence": "Form 12"}  # fmt: skip
    client.post(f"/customers/{ayse.id}/permissions/consent/", form)
    assert "ayse@musteri.example" in page_of(cast, "/settings/iys/")
    made = client.post("/settings/iys/files/")
    file = IysFile.objects.get()
    assert made.headers["Location"] == f"/settings/iys/files/{file.id}/"
    content = b"".join(client.get(f"/settings/iys/files/{file.id}/content/").streaming_content).decode()
    assert "EPOSTA,HS_FIZIKSEL_ORTAM,ayse@musteri.example,ONAY,2026-11-24 11:00:00,BIREYSEL" in content
    client.post(f"/settings/iys/files/{file.id}/upload/")
    assert IysReport.objects.get().state == "accepted"
    assert decide(make_intent(ayse)).may_send


def test_a_file_of_iys_is_read_on_the_page_and_its_problems_are_told(cast: Cast) -> None:
    client = signed_in_client(cast.murat)
    text = "type,source,recipient,status,consentDate,recipientType\nEPOSTA,HS_WEB,olmaz,ONAY,2026-03-01 10:00:00,BIREYSEL\n"
    answer = client.post(
        "/settings/iys/import/", {"file": SimpleUploadedFile("iys.csv", text.encode())}, follow=True
    )
    assert "recipient: “olmaz” şu izin türüne uymuyor: E-posta." in answer.content.decode()
    broken = client.post("/settings/iys/import/", {"file": SimpleUploadedFile("iys.csv", b"\x00\x00")})
    assert broken.status_code == 422


def test_decisions_are_listed_in_stretches_with_their_reasons(
    cast: Cast, ayse: Customer, django_assert_max_num_queries: Any
) -> None:
    decide_many([make_intent(ayse) for _one in range(60)])
    decide(make_intent(ayse, purpose="support_reply"))
    client = signed_in_client(cast.murat)
    with django_assert_max_num_queries(14):
        first = client.get("/settings/decisions/")
    assert len(first.context["rows"]) == 50
    second = client.get("/settings/decisions/", {"after": first.context["older"]})
    ids = {row.id for row, _reason in (*first.context["rows"], *second.context["rows"])}
    assert len(ids) == 61
    sent = client.get("/settings/decisions/", {"verdict": "SEND"})
    assert len(sent.context["rows"]) == 1
    row = GateDecision.objects.filter(verdict="BLOCK").first()
    assert row
    assert "Onay yok: E-posta." in page_of(cast, f"/settings/decisions/{row.id}/")
