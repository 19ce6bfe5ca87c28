"""Reading learns from a brand's corrections where that reads the brand's held-back contacts better."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from memnun.events.models import Event
from memnun.interactions.actions import correct
from memnun.interactions.actions.adapting import (
    CannotAdapt,
    learn,
    learn_by_itself,
    lessons_of,
    read_as_learned,
    read_as_shipped,
)
from memnun.interactions.actions.rereading import outdated, reread
from memnun.interactions.models import Adaptation, Conversation, ReaderChoice, Reading
from memnun.interactions.placing.brand_reader import adaptation_of, base, pack, unpack
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.testing import Cast
from memnun.understanding import MODEL_VERSION, read_many
from memnun.understanding.brand_layer import Adaptation as Layer

pytestmark = pytest.mark.django_db

WHO = ["Kurye", "Şube", "Servis", "Terzi", "Berber", "Nakliye", "Fırın", "Kasap", "Manav", "Usta"]
WHEN = ["dün", "bugün", "sabah", "akşam", "öğlen", "pazar günü", "cuma günü", "geçen hafta"]
PLAIN = ["Teşekkürler, çok memnunum.", "Ürün berbat çıktı, rezalet.", "Mağazanız kaçta kapanıyor?"]
SENTENCES = [f"{who} {when} zımbırtıyı {what}" for what, who, when in product(("bozdu", "kırdı"), WHO, WHEN)]
JARGON = [
    text
    for text, reading in zip(SENTENCES, read_many(SENTENCES), strict=True)
    if reading.sentiment == "negative"
]
NEW = JARGON[80]


def _jargon(cast: Cast, count: int = 80) -> str:
    """People of the brand hear no complaint in sentences that the model reads as one; returns the feeling meant."""
    contacts = record(cast.brand, *(make_contact(text, KEREM) for text in JARGON[:count]))
    for contact in contacts:
        correct(contact, field="sentiment", after="neutral", by=cast.elif_)
    plain = record(
        cast.brand, *(make_contact(f"{text} {number}", KEREM) for text in PLAIN for number in range(20))
    )
    Conversation.objects.filter(interactions__in=plain).update(status="resolved")
    return "neutral"


def test_what_reads_held_back_contacts_better_is_used_for_new_ones(cast: Cast) -> None:
    meant = _jargon(cast)
    made = learn(cast.brand.id)
    assert made is not None
    assert made.better
    assert made.corrected == 80
    assert made.adapted_right > made.shipped_right
    [contact] = record(cast.brand, make_contact(NEW, KEREM))
    assert contact.reading.sentiment == meant
    assert contact.reading.version == f"{MODEL_VERSION}+{made.number}"
    [other] = record(cast.other_brand, make_contact(NEW, KEREM))
    assert other.reading.sentiment != meant
    assert other.reading.version == MODEL_VERSION
    assert Event.objects.filter(kind="interactions.adapted", brand_id=cast.brand.id).count() == 1


def test_contacts_that_nobody_objected_to_stand_beside_the_corrected_ones(cast: Cast) -> None:
    _jargon(cast)
    lessons = lessons_of(cast.brand.id)
    assert len(lessons.corrected) == 80
    assert 30 <= len(lessons.unobjected) <= 160


def test_a_contact_looked_at_whose_feeling_was_left_is_confirmed(cast: Cast) -> None:
    [contact] = record(cast.brand, make_contact(PLAIN[1], KEREM))
    correct(contact, field="urgency", after=3, by=cast.elif_)
    lessons = lessons_of(cast.brand.id)
    assert [one.sentiment for one in lessons.confirmed] == [contact.reading.sentiment]
    assert not lessons.corrected


def test_what_does_not_read_better_is_kept_and_not_used(cast: Cast) -> None:
    """Corrections that say the same word about half of what is alike, and another about the rest, teach nothing."""
    texts = [f"{who} {when} geldi" for who, when in product(WHO, WHEN)]
    contacts = record(cast.brand, *(make_contact(text, KEREM) for text in texts))
    drawn = np.random.default_rng(5)
    for contact in contacts:
        read = Reading.objects.get(interaction=contact).sentiment
        others = [name for name in ("positive", "neutral", "negative") if name != read]
        correct(contact, field="sentiment", after=others[drawn.integers(2)], by=cast.elif_)
        if drawn.random() < 0.7:
            correct(contact, field="sentiment", after=read, by=cast.elif_)
    made = learn(cast.brand.id)
    assert made
    assert not made.better
    assert not made.layer
    assert adaptation_of(cast.brand.id) is None
    assert Event.objects.filter(kind="interactions.not_adapted").count() == 1


def test_topics_are_learned_too(cast: Cast) -> None:
    """The brand calls what its words tell of a fault."""
    texts = [f"{who} {when} zımbırtıyı getirdi" for who, when in product(WHO, WHEN)]
    contacts = record(cast.brand, *(make_contact(text, KEREM) for text in texts[:-1]))
    for contact in contacts:
        correct(contact, field="topics", after=["warranty"], by=cast.elif_)
    plain = record(
        cast.brand, *(make_contact(f"{text} {number}", KEREM) for text in PLAIN for number in range(20))
    )
    Conversation.objects.filter(interactions__in=plain).update(status="resolved")
    made = learn(cast.brand.id)
    assert made
    assert made.better
    [tried] = [one for one in made.labels if one["label"] == "warranty"]
    assert tried["adopted"]
    assert tried["adapted_right"] > tried["shipped_right"]
    [contact] = record(cast.brand, make_contact(texts[-1], KEREM))
    assert "warranty" in contact.reading.topics
    [other] = record(cast.other_brand, make_contact(texts[-1], KEREM))
    assert "warranty" not in other.reading.topics


def test_too_few_corrections_teach_nothing(cast: Cast) -> None:
    _jargon(cast, count=12)
    assert learn(cast.brand.id) is None
    assert not Adaptation.objects.exists()


def test_without_new_corrections_nothing_is_tried_again(cast: Cast) -> None:
    _jargon(cast)
    assert learn(cast.brand.id)
    assert learn(cast.brand.id) is None


def test_a_manager_goes_back_and_nothing_is_adopted_until_it_may_be_again(cast: Cast) -> None:
    meant = _jargon(cast)
    made = learn(cast.brand.id)
    assert made
    read_as_shipped(cast.brand.id, by=cast.murat)
    [contact] = record(cast.brand, make_contact(NEW, KEREM))
    assert contact.reading.version == MODEL_VERSION
    correct(contact, field="sentiment", after=meant, by=cast.elif_)
    again = learn(cast.brand.id)
    assert again
    assert again.better
    assert adaptation_of(cast.brand.id) is None
    learn_by_itself(cast.brand.id, by=cast.murat)
    assert adaptation_of(cast.brand.id) == again
    read_as_learned(made, by=cast.murat)
    assert adaptation_of(cast.brand.id) == made


def test_what_was_learned_on_another_network_is_not_used(cast: Cast) -> None:
    _jargon(cast)
    made = learn(cast.brand.id)
    assert made
    Adaptation.objects.update(base="2020.1-other")
    made.refresh_from_db()
    assert adaptation_of(cast.brand.id) is None
    with pytest.raises(CannotAdapt):
        read_as_learned(made, by=cast.murat)
    assert ReaderChoice.objects.get().adaptation == made


def test_reading_history_again_uses_what_was_learned_and_keeps_corrections(cast: Cast) -> None:
    meant = _jargon(cast)
    learn(cast.brand.id)
    [contact] = record(cast.brand, make_contact(NEW, KEREM))
    assert outdated() == 0
    Reading.objects.update(version="old", sentiment="neutral")
    reread()
    assert outdated() == 0
    assert Reading.objects.get(interaction=contact).sentiment == meant
    assert set(Reading.objects.filter(brand_id=cast.brand.id).values_list("version", flat=True)) == {
        f"{MODEL_VERSION}+1"
    }


def test_a_layer_is_the_same_after_it_was_stored() -> None:
    layer = Layer(np.arange(12.0).reshape(4, 3) / 7, np.array([0.1, -0.2, 1e-9]))
    back = unpack(pack(layer))
    assert np.array_equal(back.weights, layer.weights)
    assert np.array_equal(back.bias, layer.bias)
    for broken in (b"", b"12345678", pack(layer)[:-8], pack(Layer(layer.weights[:, :2], layer.bias))):
        with pytest.raises(ValueError, match="no layer"):
            unpack(broken)
    assert base().startswith(MODEL_VERSION)
