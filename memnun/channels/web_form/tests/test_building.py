"""Building a form, printing its signs, deciding about what was held back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from memnun.channels.web_form.actions import open_place
from memnun.channels.web_form.models import FormPlace, FormSubmission, WebForm
from memnun.channels.web_form.testing import Visitor, open_a_form
from memnun.interactions.models import Interaction
from memnun.interactions.placing.batch import place_waiting
from memnun.people.testing import Cast, signed_in_client


@pytest.fixture
def murat(cast: Cast) -> Client:
    return signed_in_client(cast.murat)


@pytest.fixture
def form(cast: Cast) -> WebForm:
    return open_a_form(cast.brand)


def keys(form: WebForm) -> list[str]:
    form.refresh_from_db()
    return [one.key for one in form.questions]


def test_a_manager_makes_a_form_and_lands_in_its_questions(murat: Client, cast: Cast) -> None:
    answer = murat.post("/settings/forms/new/", {"title": "Görüşünüz", "language": "tr"})
    form = WebForm.objects.get()
    assert answer.headers["Location"] == f"/settings/forms/{form.id}/"
    assert "Bize ne söylemek istersiniz?" in murat.get(answer.headers["Location"]).content.decode()
    assert form.account.brand == cast.brand


def test_questions_are_added_changed_moved_and_removed(murat: Client, form: WebForm) -> None:
    base = f"/settings/forms/{form.id}/questions/"
    murat.post(base, {"kind": "choice"})
    assert keys(form) == ["q1", "q2", "q3", "q4", "q5"]
    murat.post(f"{base}q5/place/", {"to": "0"})
    murat.post(f"{base}q1/place/", {"to": "4"})
    assert keys(form) == ["q5", "q2", "q3", "q4", "q1"]
    murat.post(f"{base}q5/", {"label": "Ne hakkında?", "options": "Ürün\n\nKargo\nÜrün", "required": "on"})
    form.refresh_from_db()
    assert (form.questions[0].label, form.questions[0].options) == ("Ne hakkında?", ["Ürün", "Kargo"])
    murat.post(f"{base}q2/removal/")
    assert keys(form) == ["q5", "q3", "q4", "q1"]


def test_a_choice_with_one_line_is_refused_with_words(murat: Client, form: WebForm) -> None:
    murat.post(f"/settings/forms/{form.id}/questions/", {"kind": "choice"})
    answer = murat.post(f"/settings/forms/{form.id}/questions/q5/", {"label": "Konu", "options": "Tek"})
    assert answer.status_code == 422
    assert "en az iki satır" in answer.content.decode()


def test_what_can_be_asked_once_is_not_asked_twice_and_the_last_question_stays(
    murat: Client, form: WebForm
) -> None:
    base = f"/settings/forms/{form.id}/questions/"
    murat.post(base, {"kind": "email"})
    assert keys(form) == ["q1", "q2", "q3", "q4"]
    for key in ("q1", "q2", "q3", "q4"):
        murat.post(f"{base}{key}/removal/")
    assert keys(form) == ["q4"]


def test_sites_are_read_as_origins(murat: Client, form: WebForm) -> None:
    given: dict[str, Any] = {"title": "Bize yazın", "language": "tr", "active": "on"}
    murat.post(f"/settings/forms/{form.id}/", given | {"origins": "www.magaza.example\nhttps://a.example/x"})
    form.refresh_from_db()
    assert form.origins == ["https://www.magaza.example", "https://a.example"]
    answer = murat.post(f"/settings/forms/{form.id}/", given | {"origins": "bir şey; script-src *"})
    assert answer.status_code == 422
    form.refresh_from_db()
    assert len(form.origins) == 2


def test_places_get_codes_to_print(murat: Client, cast: Cast, form: WebForm) -> None:
    murat.post(f"/settings/forms/{form.id}/places/", {"name": "Masa 1"})
    place = FormPlace.objects.get()
    page = murat.get(f"/settings/forms/{form.id}/places/").content.decode()
    assert f"/q/{place.code}/" in page
    assert murat.get(f"/settings/forms/places/{place.id}/code.svg").content.startswith(b"<?xml")
    assert murat.get(f"/settings/forms/places/{place.id}/code.png").content.startswith(b"\x89PNG")
    for number in range(7):
        open_place(form, name=f"Ölçü Masası İĞŞ {number}", branch=None, by=cast.murat)
    sheet = murat.get(f"/settings/forms/{form.id}/sheet.pdf")
    assert sheet.content.startswith(b"%PDF")
    assert sheet.content.count(b"/Type /Page\n") == 2


def test_a_closed_place_opens_again_with_the_same_code(murat: Client, cast: Cast, form: WebForm) -> None:
    place = open_place(form, name="Kasa", branch=None, by=cast.murat)
    murat.post(f"/settings/forms/places/{place.id}/state/")
    assert Visitor(f"/q/{place.code}/").look().status_code == 404
    murat.post(f"/settings/forms/places/{place.id}/state/")
    assert Visitor(f"/q/{place.code}/").look().status_code == 200


def test_what_was_held_back_is_let_through_once(murat: Client, form: WebForm) -> None:
    Visitor(f"/f/{form.address}/").send(f_q1="Çok hızlı yazdım", after=0.2)
    held = FormSubmission.objects.get()
    assert "Çok hızlı yazdım" in murat.get("/settings/forms/held/").content.decode()
    for _ in range(2):
        murat.post(f"/settings/forms/held/{held.id}/", {"release": "1"})
    while place_waiting():
        pass
    assert Interaction.objects.get().text == "Çok hızlı yazdım"
    held.refresh_from_db()
    assert (held.state, held.body) == ("taken", None)


def test_what_was_set_aside_stays_and_can_still_be_let_through(murat: Client, form: WebForm) -> None:
    Visitor(f"/f/{form.address}/").send(f_q1="spam mı", after=0.2)
    held = FormSubmission.objects.get()
    murat.post(f"/settings/forms/held/{held.id}/")
    held.refresh_from_db()
    assert (held.state, bool(held.body)) == ("dismissed", True)
    murat.post(f"/settings/forms/held/{held.id}/", {"release": "1"})
    held.refresh_from_db()
    assert held.state == "taken"


def test_an_agent_does_not_build_forms(cast: Cast) -> None:
    assert signed_in_client(cast.elif_).get("/settings/forms/").status_code == 403


def test_lists_ask_the_same_number_of_questions_however_long_they_are(
    murat: Client, cast: Cast, form: WebForm, django_assert_max_num_queries: Any
) -> None:
    def fill(number: int) -> None:
        more = open_a_form(cast.brand, f"Form {number}")
        open_place(form, name=f"Yer {number}", branch=None, by=cast.murat)
        Visitor(f"/f/{more.address}/").send(f_q1="hızlı", after=0.2)

    fill(0)
    for path in ("/settings/forms/", f"/settings/forms/{form.id}/places/", "/settings/forms/held/"):
        murat.get(path)
    for number in range(1, 8):
        fill(number)
    for path in ("/settings/forms/", f"/settings/forms/{form.id}/places/", "/settings/forms/held/"):
        with django_assert_max_num_queries(8):
            assert murat.get(path).status_code == 200
