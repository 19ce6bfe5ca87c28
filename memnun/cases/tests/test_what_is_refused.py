"""What somebody typed and cannot be meant: it is refused in words, and nothing typed is lost."""

import pytest
from django.test import Client
from django.utils import translation

from memnun.cases.actions import settings_of
from memnun.cases.letters import words
from memnun.cases.models import Capacity
from memnun.cases.testing import make_case
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("act", "form", "told"),
    [
        ("links", {"number": "V-²"}, "V-1042 biçiminde"),
        ("step", {"text": "Depoya sor", "at": ""}, "Ne zamana kadar olduğunu yazın"),
        ("concessions", {"kind": "refund", "amount": "0", "reason": "Gecikme"}, "Tutarını yazın"),
        ("resolution", {"done": "Bitti", "cause": "yok"}, "geçerli bir"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words_and_stays_written(
    cast: Cast, elif_: Client, act: str, form: dict[str, str], told: str
) -> None:
    case = make_case(cast.brand)
    refused = elif_.post(f"/cases/{case.id}/{act}/", form)
    assert refused.status_code == 422
    body = refused.content.decode()
    assert told in body
    assert next(value for value in form.values() if value) in body


def test_a_week_without_hours_is_refused(cast: Cast, murat: Client) -> None:
    form = {"name": "Hafta", "time_zone": "Europe/Istanbul", "half_day_until": "13:00"}
    refused = murat.post("/settings/cases/calendars/new/", form)
    assert "En az bir güne saat yazın" in refused.content.decode()
    assert murat.post("/settings/cases/calendars/new/", {**form, "mon": "09:00–18:00"}).status_code == 302


def test_an_acknowledgement_with_a_gap_that_nothing_fills_is_refused(cast: Cast, murat: Client) -> None:
    case = make_case(cast.brand)
    page = murat.get("/settings/cases/general/").context["form"].initial
    form = {name: value for name, value in page.items() if value not in (None, False)}
    refused = murat.post("/settings/cases/general/", {**form, "acknowledgement": "Merhaba {isim}"})
    assert "{isim} doldurulamaz" in refused.content.decode()
    kept = murat.post("/settings/cases/general/", {**form, "acknowledgement": "{Hitap}, numaranız {number}."})
    assert kept.status_code == 302
    with translation.override("tr"):
        assert words.acknowledgement(case, settings_of(cast.brand.id)).endswith(f", numaranız {case.label}.")


def test_languages_are_chosen_by_name(cast: Cast, murat: Client) -> None:
    path = f"/settings/cases/people/{cast.elif_.id}/"
    assert "Kürtçe" in murat.get(path).content.decode()
    assert murat.post(path, {"takes_cases": "on", "most": "20", "languages": ["ku", "en"]}).status_code == 302
    assert Capacity.objects.get(person=cast.elif_).languages == ["ku", "en"]
    assert "İngilizce" in murat.get("/settings/cases/").content.decode()
