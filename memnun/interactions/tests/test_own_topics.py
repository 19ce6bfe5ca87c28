"""Brands name topics of their own; they are read once held-back examples are read better with them."""

from __future__ import annotations

from itertools import product
from zlib import crc32

import pytest

from memnun.events.models import Event
from memnun.interactions.actions import InvalidCorrection, correct
from memnun.interactions.actions.adapting import learn
from memnun.interactions.actions.topics import (
    InvalidTopic,
    add_examples,
    add_topic,
    own_topics_of,
    remove_example,
    retire_topic,
    take_back_topic,
)
from memnun.interactions.models import Adaptation, Reading
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db

WHO = ["Görevli", "Arkadaş", "Kapıdaki bey", "Genç", "Şef", "Kız"]
DONE = [
    "valeye verdiğim arabayı çizmiş",
    "vale parasını iki kez aldı",
    "vale için yarım saat bekletti",
    "vale fişini kaybetmiş",
    "valeden arabayı geç getirdi",
    "vale hizmetini çok güzel yaptı",
    "valede anahtarı unuttu",
]
VALET = [f"{who} {done}" for who, done in product(WHO, DONE)]
OTHER = [
    f"{who} {done}"
    for who, done in product(
        WHO,
        (
            "çorbayı soğuk getirdi", "hesabı yanlış yazdı", "masayı silmedi", "suyu geç getirdi", "çok ilgiliydi",
            "siparişi karıştırdı", "rezervasyonu bulamadı", "tatlıyı ikram etti", "kahveyi döktü", "menüyü anlattı",
        ),
    )
]  # fmt: skip
NEW = "Dün akşam vale arabamı yanlış yere park etmiş"


def test_a_topic_is_learned_from_examples_and_read_in_this_brand_alone(cast: Cast) -> None:
    record(cast.brand, *(make_contact(text, KEREM) for text in OTHER))
    topic = add_topic("Vale", examples=VALET, by=cast.murat)
    made = learn(cast.brand.id)
    assert made
    assert made.better
    [tried] = made.labels
    assert (tried["label"], tried["adopted"]) == (topic.slug, True)
    assert tried["adapted_right"] > tried["shipped_right"]
    [contact] = record(cast.brand, make_contact(NEW, KEREM))
    assert topic.slug in contact.reading.topics
    assert f"topic:{topic.slug}" in contact.conversation.labels
    [plain] = record(cast.brand, make_contact("Garson çorbayı soğuk getirdi yine", KEREM))
    assert topic.slug not in plain.reading.topics
    [foreign] = record(cast.other_brand, make_contact(NEW, KEREM))
    assert topic.slug not in foreign.reading.topics
    assert learn(cast.brand.id) is None


def test_too_few_examples_are_not_tried(cast: Cast) -> None:
    record(cast.brand, *(make_contact(text, KEREM) for text in OTHER))
    add_topic("Vale", examples=VALET[:10], by=cast.murat)
    assert learn(cast.brand.id) is None
    assert not Adaptation.objects.exists()


def test_examples_that_say_nothing_are_not_adopted(cast: Cast) -> None:
    """Of what is alike some is called the topic and some is not, by the sum of its letters."""
    odd = [text for text in OTHER if crc32(text.encode()) % 2]
    topic = add_topic("Rastgele", examples=odd, by=cast.murat)
    add_examples(topic, [text for text in OTHER if text not in odd], holds=False, by=cast.murat)
    made = learn(cast.brand.id)
    assert made
    assert not made.better


def test_corrections_teach_the_topic_too(cast: Cast) -> None:
    topic = add_topic("Vale", by=cast.murat)
    [contact, other] = record(cast.brand, make_contact(VALET[0], KEREM), make_contact(VALET[1], KEREM))
    correct(contact, field="topics", after=[topic.slug], by=cast.elif_)
    correct(other, field="topics", after=["delivery"], by=cast.elif_)
    [own] = own_topics_of(cast.brand.id)
    assert (own.told, own.denied) == ((VALET[0],), (VALET[1],))


def test_nobody_may_give_a_topic_of_another_brand(cast: Cast) -> None:
    topic = add_topic("Vale", by=cast.murat)
    [foreign] = record(cast.other_brand, make_contact(NEW, KEREM))
    with pytest.raises(InvalidCorrection):
        correct(foreign, field="topics", after=[topic.slug], by=cast.deniz)
    assert topic.slug not in Reading.objects.get(interaction=foreign).topics


def test_a_topic_put_away_is_read_no_more_and_comes_back_after_a_night(cast: Cast) -> None:
    record(cast.brand, *(make_contact(text, KEREM) for text in OTHER))
    topic = add_topic("Vale", examples=VALET, by=cast.murat)
    learn(cast.brand.id)
    retire_topic(topic, by=cast.murat)
    [contact] = record(cast.brand, make_contact(NEW, KEREM))
    assert topic.slug not in contact.reading.topics
    with pytest.raises(InvalidCorrection):
        correct(contact, field="topics", after=[topic.slug], by=cast.elif_)
    take_back_topic(topic, by=cast.murat)
    learn(cast.brand.id)
    [again] = record(cast.brand, make_contact(f"{NEW} yine", KEREM))
    assert topic.slug in again.reading.topics
    told = list(
        Event.objects.filter(kind__startswith="topics.").order_by("id").values_list("kind", flat=True)
    )
    assert told == ["topics.added", "topics.examples_added", "topics.retired", "topics.taken_back"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 37])
def test_a_topic_needs_a_name_that_fits(cast: Cast, name: str) -> None:
    with pytest.raises(InvalidTopic):
        add_topic(name, by=cast.murat)


def test_names_and_examples_stand_once(cast: Cast) -> None:
    topic = add_topic(" Vale  hizmeti ", examples=["bir", " bir ", "", "iki"], by=cast.murat)
    assert topic.name == "Vale hizmeti"
    assert add_examples(topic, ["iki", "üç"], by=cast.murat) == 1
    with pytest.raises(InvalidTopic):
        add_topic("vale hizmeti", by=cast.murat)
    example = topic.examples.get(text="bir")
    remove_example(example, by=cast.murat)
    assert sorted(topic.examples.values_list("text", flat=True)) == ["iki", "üç"]
