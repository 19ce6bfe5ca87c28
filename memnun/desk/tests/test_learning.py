"""The page of what reading learned from corrections."""

from typing import Any

import pytest
from django.urls import reverse

from memnun.interactions.actions import correct
from memnun.interactions.models import Adaptation, ReaderChoice, Reading
from memnun.interactions.placing.brand_reader import base
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.testing import signed_in_client

pytestmark = pytest.mark.django_db


def _trial(brand: Any, number: int, **fields: Any) -> Adaptation:
    given = {
        "base": base(), "corrected": 60, "confirmed": 4, "unobjected": 100, "held_back": 50,
        "shipped_right": 31, "adapted_right": 42, "better": True,
    } | fields  # fmt: skip
    return Adaptation.objects.create(brand=brand, number=number, **given)


def test_it_counts_corrections_and_says_how_many_are_missing(cast: Any) -> None:
    [contact] = record(cast.brand, make_contact("Kargom gelmedi, rezalet.", KEREM))
    correct(contact, field="sentiment", after="neutral", by=cast.elif_)
    body = signed_in_client(cast.murat).get(reverse("desk:learning")).content.decode()
    assert "İlk deneme için 39 düzeltilmiş temas daha gerekiyor." in body
    assert "1 temas" in body


def test_a_trial_is_shown_with_both_results_and_their_intervals(cast: Any) -> None:
    told = {"field": "topics", "label": "billing", "held_back": 20, "shipped_right": 9, "adapted_right": 18}
    _trial(cast.brand, 1, labels=[{**told, "adopted": True}])
    _trial(cast.brand, 2, better=False, adapted_right=30)
    body = signed_in_client(cast.murat).get(reverse("desk:learning")).content.decode()
    assert "31/50" in body
    assert "42/50" in body
    assert "%71–%92" in body
    assert "Fatura ve ödeme" in body
    assert "18/20" in body
    assert "Alınmadı" in body


def test_a_manager_uses_an_earlier_one_and_goes_back(cast: Any) -> None:
    first, poor = _trial(cast.brand, 1), _trial(cast.brand, 2, better=False)
    murat = signed_in_client(cast.murat)
    murat.post(reverse("desk:learning_use", args=[first.id]))
    assert ReaderChoice.objects.get(brand=cast.brand).adaptation == first
    answer = murat.post(reverse("desk:learning_use", args=[poor.id]), follow=True)
    assert "kullanılamaz" in answer.content.decode()
    assert ReaderChoice.objects.get(brand=cast.brand).adaptation == first
    murat.post(reverse("desk:learning_shipped"))
    choice = ReaderChoice.objects.get(brand=cast.brand)
    assert (choice.adaptation, choice.automatic) == (None, False)
    murat.post(reverse("desk:learning_automatic"))
    choice.refresh_from_db()
    assert (choice.adaptation, choice.automatic) == (first, True)


def test_agents_do_not_choose_with_what_the_brand_is_read(cast: Any, elif_: Any) -> None:
    first = _trial(cast.brand, 1)
    assert elif_.get(reverse("desk:learning")).status_code == 403
    assert elif_.post(reverse("desk:learning_use", args=[first.id])).status_code == 403
    assert not ReaderChoice.objects.exists()


def test_an_adaptation_of_another_brand_does_not_exist(cast: Any) -> None:
    foreign = _trial(cast.other_brand, 1)
    assert (
        signed_in_client(cast.murat).post(reverse("desk:learning_use", args=[foreign.id])).status_code == 404
    )


def test_many_trials_take_as_many_queries_as_one(cast: Any, django_assert_max_num_queries: Any) -> None:
    murat = signed_in_client(cast.murat)
    for number in range(1, 26):
        _trial(cast.brand, number)
    with django_assert_max_num_queries(16):
        murat.get(reverse("desk:learning"))


def test_an_unsure_feeling_is_set_right_with_one_click_below_the_contact(cast: Any, elif_: Any) -> None:
    [contact] = record(cast.brand, make_contact("Kargom geldi.", KEREM))
    Reading.objects.update(unsure=True, sentiment="positive")
    page = elif_.get(reverse("desk:conversation", args=[contact.conversation_id])).content.decode()
    assert 'class="one-click"' in page
    answer = elif_.post(
        reverse("desk:correction", args=[contact.id]),
        {"field": "sentiment", "value": "negative"},
        headers={"HX-Request": "true", "HX-Target": f"reading-{contact.id}"},
    )
    body = answer.content.decode()
    assert "sentiment-negative" in body
    assert "one-click" not in body
    reading = Reading.objects.get(interaction=contact)
    assert (reading.sentiment, reading.unsure) == ("negative", False)


def test_the_dialog_shows_who_corrected_what(cast: Any, elif_: Any) -> None:
    [contact] = record(cast.brand, make_contact("Kargom gelmedi, rezalet.", KEREM))
    correct(contact, field="sentiment", after="neutral", by=cast.elif_)
    correct(contact, field="topics", after=["billing"], by=cast.burak)
    body = elif_.get(reverse("desk:correction", args=[contact.id])).content.decode()
    assert "Olumsuz → Nötr" in body
    assert "Fatura ve ödeme" in body
    assert cast.burak.name in body
