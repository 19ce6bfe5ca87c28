"""The customer's own pages: nothing happens by looking, a refusal holds at once, nothing leaks."""

from __future__ import annotations

from datetime import timedelta
from string import ascii_letters, digits
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from memnun.consent.actions import mark_confirmed
from memnun.consent.deciding import Address
from memnun.consent.footer import footer
from memnun.consent.links import find_link, link_for, links_for, revoke, token_of, unsubscribe_headers
from memnun.consent.models import (
    Confirmation,
    Consent,
    ConsentState,
    ContactPolicy,
    Notice,
    Preference,
    PreferenceLink,
)
from memnun.consent.testing import give_consent
from memnun.customers.models import Customer
from memnun.people.testing import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

EMAIL = Address("email", "ayse@musteri.example")


@pytest.fixture
def link(ayse: Customer) -> PreferenceLink:
    give_consent(ayse)
    return link_for(ayse.brand_id, EMAIL, customer_id=ayse.id)


@pytest.fixture
def stranger() -> Client:
    """A browser or mail program that knows nobody and sends no token."""
    return Client(enforce_csrf_checks=True)


def unsubscribe(link: PreferenceLink) -> str:
    return f"/u/{token_of(link)}/"


def preferences(link: PreferenceLink) -> str:
    return f"/preferences/{token_of(link)}/"


def stands(type: str = "EPOSTA") -> str:
    return ConsentState.objects.get(type=type).status


def test_one_click_stops_advertising_without_cookies_and_token(
    link: PreferenceLink, stranger: Client
) -> None:
    answer = stranger.post(
        unsubscribe(link),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
        headers={"user-agent": "Postacı/1.0"},
    )
    assert answer.status_code == 200
    assert not answer.cookies
    row = Consent.objects.get(status="RET")
    assert (row.source, row.evidence["way"], row.evidence["user_agent"]) == (
        "HS_EPOSTA",
        "one_click",
        "Postacı/1.0",
    )
    assert row.iys_report.state == "waiting"


def test_one_click_may_come_as_multipart_too(link: PreferenceLink, stranger: Client) -> None:
    stranger.post(unsubscribe(link), {"List-Unsubscribe": "One-Click"})
    assert stands() == "RET"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_looks_at_links_stops_nothing(
    link: PreferenceLink, stranger: Client, method: str
) -> None:
    for path in (
        unsubscribe(link),
        preferences(link),
        f"{unsubscribe(link)}?List-Unsubscribe=One-Click&act=refuse",
    ):
        answer = getattr(stranger, method)(path, headers={"user-agent": "LinkScanner"})
        assert answer.status_code == 200
    assert stands() == "ONAY"
    assert Consent.objects.count() == 1


@pytest.mark.parametrize("body", ["", "a=b", "List-Unsubscribe=", "List-Unsubscribe=one-click", "act=save"])
def test_a_scanner_that_posts_anything_else_stops_nothing(
    link: PreferenceLink, stranger: Client, body: str
) -> None:
    answer = stranger.post(unsubscribe(link), body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert stands() == "ONAY"


def test_the_button_of_the_page_stops_advertising(link: PreferenceLink, stranger: Client) -> None:
    assert "tanıtım" in stranger.get(unsubscribe(link)).content.decode()
    answer = stranger.post(unsubscribe(link), {"act": "refuse"})
    assert "artık tanıtım göndermeyeceğiz" in answer.content.decode()
    assert Consent.objects.get(status="RET").source == "HS_WEB"


def test_a_closed_link_still_refuses_and_no_longer_shows_wishes(
    link: PreferenceLink, stranger: Client, cast: Cast
) -> None:
    revoke(link, by=cast.elif_)
    assert stranger.get(preferences(link)).status_code == 404
    stranger.post(unsubscribe(link), {"List-Unsubscribe": "One-Click"})
    assert stands() == "RET"
    assert link_for(link.brand_id, EMAIL).id != link.id


def test_links_of_old_mails_open_after_the_installation_changed_its_key(
    link: PreferenceLink, stranger: Client, settings: Any
) -> None:
    path = unsubscribe(link)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "bambaska-ve-yeni-bir-anahtar"
    stranger.post(path, {"List-Unsubscribe": "One-Click"})
    assert stands() == "RET"


def test_nobody_can_make_up_a_link(link: PreferenceLink, stranger: Client) -> None:
    token = token_of(link)
    other = PreferenceLink(id=uuid4())
    forged = [
        *(token[:-1] + letter for letter in ascii_letters + digits + "-_" if letter != token[-1]),
        token[:10] + "!" + token[10:],
        token + "=",
        token[:20],
        "",
        "ğ" * 43,
        token_of(other),
        token * 2,
    ]
    assert [find_link(text) for text in forged] == [None] * len(forged)
    assert stranger.get("/u/bilinmiyor/").status_code == 404
    assert len(token) == 43


def test_the_pages_tell_nothing_of_the_person_but_a_masked_address(
    link: PreferenceLink, stranger: Client, ayse: Customer
) -> None:
    ayse.preferred_hours = {"mon": ["10:00", "11:00"]}
    ayse.facts = {"member_number": "998877"}
    ayse.save()
    phone = ayse.identities.get(kind="phone").value
    for path in (unsubscribe(link), preferences(link)):
        answer = stranger.get(path)
        page = answer.content.decode()
        assert "a•••@m•••.example" in page
        for secret in (EMAIL.value, "Ayşe", "Yılmaz", phone, phone[3:], "998877", str(ayse.id)):
            assert secret not in page
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert not answer.cookies


def test_wishes_are_kept_as_chosen(link: PreferenceLink, stranger: Client, ayse: Customer) -> None:
    given = {
        "act": "save",
        "consent_EPOSTA": "1",
        "channels": ["email", "whatsapp"],
        "topics": ["surveys"],
        "hours-tue_from": "18:00",
        "hours-tue_to": "20:00",
    }
    assert stranger.post(preferences(link), given).status_code == 200
    wish = Preference.objects.get(customer=ayse)
    assert wish.channels_off == ["phone", "post", "sms", "telegram"]
    assert wish.channels_on == ["whatsapp"]
    assert wish.topics_off == ["campaigns", "greetings"]
    ayse.refresh_from_db()
    assert ayse.preferred_hours == {"tue": ["18:00", "20:00"]}
    assert stands() == "ONAY"


def test_unticking_consent_refuses_and_ticking_it_needs_a_text(
    link: PreferenceLink, stranger: Client, cast: Cast, noon: Any
) -> None:
    stranger.post(preferences(link), {"act": "save"})
    assert stands() == "RET"
    noon.move(timedelta(minutes=1))
    stranger.post(preferences(link), {"act": "save", "consent_EPOSTA": "1"})
    assert stands() == "RET"


def test_consent_on_the_page_keeps_the_text_that_was_shown(
    link: PreferenceLink, stranger: Client, cast: Cast, noon: Any
) -> None:
    stranger.post(preferences(link), {"act": "save"})
    text = Notice.objects.create(
        brand=cast.brand, kind="consent", name="Tanıtım", text="Tanıtım almayı kabul ederim."
    )
    noon.move(timedelta(minutes=1))
    assert text.text in stranger.get(preferences(link)).content.decode()
    stranger.post(preferences(link), {"act": "save", "consent_EPOSTA": "1"})
    row = Consent.objects.filter(status="ONAY", notice=text).get()
    assert row.source == "HS_WEB"
    assert row.confirmation.sent_at is None
    message = uuid4()
    Confirmation.objects.update(delivery_id=message)
    assert mark_confirmed([message]) == 1
    assert mark_confirmed([message]) == 0
    assert not Confirmation.objects.owed().exists()


def test_everything_off_switches_everything_off(
    link: PreferenceLink, stranger: Client, ayse: Customer
) -> None:
    give_consent(ayse, "sms")
    stranger.post(preferences(link), {"act": "off"})
    assert Preference.objects.get(customer=ayse).everything_off
    assert not ConsentState.objects.filter(status="ONAY").exists()


def test_wrong_hours_change_nothing(link: PreferenceLink, stranger: Client) -> None:
    answer = stranger.post(
        preferences(link), {"act": "save", "hours-tue_from": "20:00", "hours-tue_to": "18:00"}
    )
    assert answer.status_code == 422
    assert "Salı" in answer.content.decode()
    assert stands() == "ONAY"


def test_the_page_speaks_english_when_asked(link: PreferenceLink, stranger: Client) -> None:
    assert "Your wishes about contact" in stranger.get(preferences(link) + "?lang=en").content.decode()


def test_the_headers_are_those_of_rfc_8058(link: PreferenceLink) -> None:
    assert unsubscribe_headers(link, site="http://localhost:8000") == {}
    assert unsubscribe_headers(link, site="https://marka.example") == {
        "List-Unsubscribe": f"<https://marka.example/u/{token_of(link)}/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_a_commercial_message_ends_with_its_sender_and_the_way_to_refuse(
    link: PreferenceLink, cast: Cast
) -> None:
    policy = ContactPolicy(brand=cast.brand, trade_name="Deneme A.Ş.", mersis="0123456789012345")
    site, token = "https://marka.example", token_of(link)
    assert footer(policy, link, "sms", site=site) == f"MERSİS: 0123456789012345 Ret: {site}/u/{token}/"
    assert footer(policy, link, "email", site=site).splitlines() == [
        "Deneme A.Ş. · MERSİS: 0123456789012345",
        f"Artık tanıtım istemiyorum: {site}/u/{token}/",
        f"Ne alacağımı seçeyim: {site}/preferences/{token}/",
    ]


def test_links_of_many_addresses_cost_two_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    addresses = {Address("email", f"kisi{number}@musteri.example"): None for number in range(200)}
    with django_assert_num_queries(2):
        assert len(links_for(cast.brand.id, dict(addresses))) == 200
    assert links_for(cast.brand.id, dict(addresses)).keys() == addresses.keys()
    assert PreferenceLink.objects.count() == 200


def test_a_flood_of_changes_from_one_address_is_asked_to_wait(link: PreferenceLink, stranger: Client) -> None:
    answers = [stranger.post(preferences(link), {}).status_code for _ in range(31)]
    assert 429 not in answers[:30]
    last = stranger.post(preferences(link), {})
    assert (last.status_code, last["Retry-After"]) == (429, "300")
    assert "bekleyin" in last.content.decode()
    assert stranger.post(unsubscribe(link), {"List-Unsubscribe": "One-Click"}).status_code == 200
