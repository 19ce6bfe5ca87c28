"""Ratings on their scales, questions that hang on answers, and input that means harm."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from memnun.channels.web_form.models import FormSubmission, WebForm
from memnun.channels.web_form.testing import Visitor, open_a_form
from memnun.interactions.models import Interaction, RawInbound
from memnun.interactions.placing.batch import place_waiting
from memnun.people.testing import Cast, signed_in_client


@pytest.fixture
def murat(cast: Cast) -> Client:
    return signed_in_client(cast.murat)


@pytest.fixture
def form(cast: Cast) -> WebForm:
    return open_a_form(cast.brand)


def ask(murat: Client, form: WebForm, kind: str, **told: Any) -> str:
    """Add a question and word it; gives its key."""
    base = f"/settings/forms/{form.id}/questions/"
    path = murat.post(base, {"kind": kind}).headers["Location"]
    assert murat.post(path, {"label": kind, **told}).status_code == 302
    form.refresh_from_db()
    return form.questions[-1].key


def placed() -> Interaction:
    while place_waiting():
        pass
    return Interaction.objects.latest("id")


@pytest.mark.parametrize(
    ("scale", "given", "score", "said"),
    [
        ("stars", "4", {"value": 4, "lowest": 1, "highest": 5}, "4/5"),
        ("five", "1", {"value": 1, "lowest": 1, "highest": 5}, "1/5"),
        ("ten", "0", {"value": 0, "lowest": 0, "highest": 10}, "0/10"),
        ("ten", "10", {"value": 10, "lowest": 0, "highest": 10}, "10/10"),
    ],
)
def test_the_answer_to_a_rating_is_the_score_of_the_contact(
    murat: Client, form: WebForm, scale: str, given: str, score: dict[str, int], said: str
) -> None:
    key = ask(murat, form, "rating", label="Puanınız", scale=scale)
    visitor = Visitor(f"/f/{form.address}/")
    assert visitor.send(f_q1="Geldim", **{f"f_{key}": given}).status_code == 200
    contact = placed()
    assert contact.meta["rating"] == score
    assert f"Puanınız: {said}" in contact.text


@pytest.mark.parametrize(
    ("scale", "given"), [("stars", "0"), ("stars", "6"), ("ten", "11"), ("ten", "-1"), ("five", "²")]
)
def test_a_score_outside_its_scale_is_refused(murat: Client, form: WebForm, scale: str, given: str) -> None:
    key = ask(murat, form, "rating", scale=scale)
    answer = Visitor(f"/f/{form.address}/").send(f_q1="Geldim", **{f"f_{key}": given})
    assert answer.status_code == 422
    assert not FormSubmission.objects.exists()


def test_a_question_that_hangs_on_an_answer_is_needed_only_after_it(murat: Client, form: WebForm) -> None:
    score = ask(murat, form, "rating", scale="stars")
    why = ask(
        murat, form, "text", label="Ne ters gitti?", required="on", condition=[f"{score}:1", f"{score}:2"]
    )
    page = Visitor(f"/f/{form.address}/").look().content.decode()
    assert f'data-if="f-{score}" data-for="1|2"' in page
    pleased = {f"f_{score}": "5", f"f_{why}": "gizli kalmış yazı"}
    assert Visitor(f"/f/{form.address}/").send(f_q1="Güzeldi", **pleased).status_code == 200
    assert "gizli kalmış" not in placed().text
    refused = Visitor(f"/f/{form.address}/").send(f_q1="Kötüydü", **{f"f_{score}": "1"})
    assert refused.status_code == 422
    said = {f"f_{score}": "1", f"f_{why}": "Çay soğuktu"}
    assert Visitor(f"/f/{form.address}/").send(f_q1="Kötüydü", **said).status_code == 200
    assert "Çay soğuktu" in placed().text


def test_a_condition_whose_question_is_gone_counts_no_more(murat: Client, form: WebForm) -> None:
    score = ask(murat, form, "rating")
    ask(murat, form, "text", condition=[f"{score}:1"])
    murat.post(f"/settings/forms/{form.id}/questions/{score}/removal/")
    assert "data-if" not in Visitor(f"/f/{form.address}/").look().content.decode()


def test_a_condition_hangs_on_one_earlier_question_only(murat: Client, form: WebForm) -> None:
    first, second = ask(murat, form, "rating"), ask(murat, form, "rating")
    text = ask(murat, form, "text")
    path = f"/settings/forms/{form.id}/questions/{text}/"
    both = murat.post(path, {"label": "x", "condition": [f"{first}:1", f"{second}:1"]})
    own = murat.post(
        f"/settings/forms/{form.id}/questions/{first}/", {"label": "x", "condition": [f"{second}:1"]}
    )
    assert both.status_code == 422
    assert "tek bir sorunun" in both.content.decode()
    assert own.status_code == 302
    form.refresh_from_db()
    assert form.questions[4].only_after == ""


HOSTILE = {
    "nul": "A\x00B", "script": "<script>alert(1)</script>", "sql": "'; DROP TABLE x; --", "template": "{{ request }}{% load %}",
    "direction": "\u202eters\u202c", "lone accents": "a" + "\u0301" * 500, "emoji": "😀" * 3000, "surrogate": "\udcff",
    "newlines": "\n" * 5000 + "x", "formula": "=HYPERLINK(1)",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_taken_or_refused_in_words_and_shown_as_they_are(
    cast: Cast, form: WebForm, name: str
) -> None:
    text = HOSTILE[name].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    answer = Visitor(f"/f/{form.address}/").send(f_q1=text, f_q2=text[:200])
    assert answer.status_code in (200, 422)
    assert b"<script>alert" not in answer.content
    if answer.status_code == 200:
        contact = placed()
        page = signed_in_client(cast.elif_).get(f"/conversations/{contact.conversation_id}/").content
        assert b"<script>alert" not in page


def test_enormous_and_broken_sendings_are_refused_and_hold_nothing_up(form: WebForm) -> None:
    path = f"/f/{form.address}/"
    visitor = Visitor(path)
    visitor.look()
    assert visitor.send(f_q1="x" * 20_000).status_code == 422
    many = {"token": visitor.token, **{f"x{number}": "1" for number in range(1200)}}
    assert visitor.client.post(path, many).status_code == 400
    assert visitor.client.post(
        path, b"\xff" * 100, content_type="multipart/form-data; boundary=x"
    ).status_code in (400, 422)
    assert visitor.client.post(path, b"[" * 10_000, content_type="application/json").status_code == 422
    assert visitor.client.post(path, {"token": "x" * 100_000}).status_code == 422
    assert visitor.send(f_q1="Yine de yazabildim").status_code == 200
    assert RawInbound.objects.count() == 1


def test_a_file_that_lies_about_itself_is_told_and_does_not_lose_the_words(
    murat: Client, form: WebForm
) -> None:
    key = ask(murat, form, "file")
    virus = SimpleUploadedFile("fotoğraf.jpg.exe", b"MZ\x90\x00" * 50, "image/jpeg")
    answer = Visitor(f"/f/{form.address}/").send(f_q1="Ekte", **{f"f_{key}": virus})
    assert answer.status_code == 200
    assert placed().text.startswith("Ekte")
