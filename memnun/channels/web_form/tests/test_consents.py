"""A tick that consents to advertising stands in the ledger with its words and its proof; no other tick does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from memnun.channels.web_form.actions import release
from memnun.channels.web_form.consenting import record_ticks
from memnun.channels.web_form.models import FormPlace, FormSubmission, WebForm
from memnun.channels.web_form.testing import Visitor, open_a_form
from memnun.channels.web_form.tests.test_questions import ask, placed
from memnun.consent.models import Confirmation, Consent, ConsentState, Notice
from memnun.foundation import clock
from memnun.interactions.models import Interaction
from memnun.people.testing import Cast, signed_in_client

WORDS = "Kampanya ve yeniliklerden e-posta ile haberdar olmak istiyorum."
MAIL = "ayse@musteri.example"


@pytest.fixture
def murat(cast: Cast) -> Client:
    return signed_in_client(cast.murat)


@pytest.fixture
def form(cast: Cast) -> WebForm:
    return open_a_form(cast.brand)


def sent(form: WebForm, path: str = "", **told: Any) -> Interaction:
    answer = Visitor(path or f"/f/{form.address}/").send(f_q1="Merhaba", f_q3=MAIL, **told)
    assert answer.status_code in (200, 201, 302), answer.content.decode()
    contact = placed()
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        record_ticks([contact.id])
    return contact


def test_a_tick_becomes_a_consent_with_words_form_time_and_digest_of_the_address(
    murat: Client, form: WebForm
) -> None:
    key = ask(murat, form, "consent", label=WORDS, allows=["EPOSTA"])
    contact = sent(form, **{f"f_{key}": "on"})
    row = Consent.objects.get()
    submission = FormSubmission.objects.get()
    assert (row.type, row.address, row.status, row.source) == ("EPOSTA", MAIL, "ONAY", "HS_WEB")
    assert (row.customer, row.taken_at) == (contact.customer, submission.created_at)
    assert row.notice is not None
    assert (row.notice.text, row.notice.version, row.notice.kind) == (WORDS, 1, "form")
    assert row.evidence["words"] == WORDS
    assert row.evidence["form"] == form.title
    assert row.evidence["reference"] == submission.reference
    assert row.evidence["ip_digest"] == submission.sender
    assert "203.0.113.7" not in str(row.evidence)
    assert Confirmation.objects.filter(consent=row).exists()


def test_it_is_written_once_however_often_the_log_is_read(murat: Client, form: WebForm) -> None:
    key = ask(murat, form, "consent", label=WORDS, allows=["EPOSTA"])
    contact = sent(form, **{f"f_{key}": "on"})
    record_ticks([contact.id])
    assert Consent.objects.count() == 1


def test_without_a_tick_nothing_is_written(murat: Client, form: WebForm) -> None:
    ask(murat, form, "consent", label=WORDS, allows=["EPOSTA"])
    sent(form)
    assert not Consent.objects.exists()


def test_a_line_that_allows_nothing_stays_with_the_form(murat: Client, form: WebForm) -> None:
    key = ask(murat, form, "consent", label="Aydınlatma metnini okudum.")
    contact = sent(form, **{f"f_{key}": "on"})
    assert contact.meta["consents"] == ["Aydınlatma metnini okudum."]
    assert not Consent.objects.exists()


def test_several_ways_are_several_rows_and_a_way_without_its_address_is_none(
    murat: Client, form: WebForm
) -> None:
    key = ask(murat, form, "consent", label=WORDS, allows=["EPOSTA", "MESAJ", "ARAMA"])
    sent(form, **{f"f_{key}": "on"})
    assert list(Consent.objects.values_list("type", flat=True)) == ["EPOSTA"]
    sent(form, f_q4="0532 123 45 67", **{f"f_{key}": "on"})
    assert set(ConsentState.objects.values_list("type", "address")) == {
        ("EPOSTA", MAIL),
        ("MESAJ", "+905321234567"),
        ("ARAMA", "+905321234567"),
    }


def test_new_words_are_a_new_version_and_the_old_consent_keeps_its_own(murat: Client, form: WebForm) -> None:
    key = ask(murat, form, "consent", label=WORDS, allows=["EPOSTA"])
    sent(form, **{f"f_{key}": "on"})
    path = f"/settings/forms/{form.id}/questions/{key}/"
    assert murat.post(path, {"label": "Haber almak isterim.", "allows": ["EPOSTA"]}).status_code == 302
    sent(form, **{f"f_{key}": "on"})
    versions = Consent.objects.order_by("id").values_list("notice__version", "notice__text")
    assert list(versions) == [(1, WORDS), (2, "Haber almak isterim.")]
    assert Notice.objects.filter(kind="form").count() == 2


def test_on_a_kiosk_and_by_a_code_the_place_stands_in_the_proof(murat: Client, form: WebForm) -> None:
    key = ask(murat, form, "consent", label=WORDS, allows=["EPOSTA"])
    place = FormPlace.objects.create(brand=form.brand, form=form, name="Kadıköy kasa")
    for path in (f"/q/{place.code}/", f"/q/{place.code}/kiosk/"):
        sent(form, path, **{f"f_{key}": "on"})
    assert [row.evidence["place"] for row in Consent.objects.all()] == ["Kadıköy kasa"] * 2


def test_what_is_held_back_as_spam_consents_to_nothing_until_it_is_let_through(
    murat: Client, form: WebForm, cast: Cast
) -> None:
    key = ask(murat, form, "consent", label=WORDS, allows=["EPOSTA"])
    Visitor(f"/f/{form.address}/").send(after=0, f_q1="Merhaba", f_q3=MAIL, **{f"f_{key}": "on"})
    held = FormSubmission.objects.get()
    assert held.state == "held"
    assert not Consent.objects.exists()
    release(held, by=cast.murat)
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        record_ticks([placed().id])
    assert Consent.objects.get().address == MAIL


def test_consent_may_not_be_a_condition_nor_about_an_address_nobody_asks_for(
    murat: Client, form: WebForm
) -> None:
    path = murat.post(f"/settings/forms/{form.id}/questions/", {"kind": "consent"}).headers["Location"]
    refused = murat.post(path, {"label": WORDS, "allows": ["EPOSTA"], "required": "on"})
    assert refused.status_code == 422
    assert "koşul" in refused.content.decode()
    form.refresh_from_db()
    for one in [one for one in form.questions if one.kind == "email"]:
        murat.post(f"/settings/forms/{form.id}/questions/{one.key}/removal/")
    refused = murat.post(path, {"label": WORDS, "allows": ["EPOSTA"]})
    assert refused.status_code == 422
    assert "sormuyor" in refused.content.decode()


def test_the_preference_page_keeps_its_own_text(murat: Client, form: WebForm, cast: Cast) -> None:
    key = ask(murat, form, "consent", label=WORDS, allows=["EPOSTA"])
    sent(form, **{f"f_{key}": "on"})
    assert not Notice.objects.filter(kind="consent").exists()
