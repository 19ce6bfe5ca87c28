"""The pages of a brand's own topics."""

from typing import Any

import pytest
from django.urls import reverse

from memnun.interactions.actions.topics import add_topic
from memnun.interactions.models import BrandTopic, Reading
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.testing import signed_in_client

pytestmark = pytest.mark.django_db


def test_a_manager_names_a_topic_and_gives_examples(cast: Any) -> None:
    murat = signed_in_client(cast.murat)
    given = {"name": "Vale", "examples": "Vale geç geldi\nVale arabayı çizdi\n\n"}
    page = murat.post(reverse("desk:topics"), given, follow=True).content.decode()
    assert "Vale arabayı çizdi" in page
    assert "13 örnek daha gerekiyor" in page
    topic = BrandTopic.objects.get()
    murat.post(
        reverse("desk:topic_examples", args=[topic.id]), {"examples": "Garson geç geldi", "holds": "0"}
    )
    example = topic.examples.get(holds=False)
    murat.post(reverse("desk:topic_example_remove", args=[example.id]))
    assert topic.examples.count() == 2
    refused = murat.post(reverse("desk:topics"), {"name": "vale"}).content.decode()
    assert "Bu adda bir konu zaten var." in refused


def test_contacts_like_the_examples_are_asked_about_and_answers_are_kept(cast: Any) -> None:
    [like, _unlike] = record(
        cast.brand,
        make_contact("Vale arabamı çizdi, fişimi de vermedi", KEREM),
        make_contact("Çorba soğuktu", KEREM),
    )
    topic = add_topic("Vale", examples=["Vale arabamı çizdi", "Vale fişi kayboldu"], by=cast.murat)
    murat = signed_in_client(cast.murat)
    page = murat.get(reverse("desk:topic", args=[topic.id])).content.decode()
    assert "fişimi de vermedi" in page
    assert "Çorba soğuktu" not in page
    address = reverse("desk:topic_contacts", args=[topic.id])
    murat.post(address, {"contact": str(like.id), "holds": "1"})
    assert topic.slug in Reading.objects.get(interaction=like).topics
    for slug, found in ((topic.slug, True), ("own:Başka", False)):
        inbox = murat.get(reverse("desk:inbox"), {"status": "all", "topic": slug}).content.decode()
        assert (str(like.conversation_id) in inbox) is found
    [again] = record(cast.brand, make_contact("Vale fişi kime verilir, arabamı aldılar", KEREM))
    murat.post(address, {"contact": str(again.id), "holds": "0"})
    assert topic.examples.filter(holds=False).count() == 1


def test_the_correction_dialog_offers_own_topics(cast: Any, elif_: Any) -> None:
    topic = add_topic("Vale", by=cast.murat)
    [contact] = record(cast.brand, make_contact("Vale geç geldi", KEREM))
    address = reverse("desk:correction", args=[contact.id])
    assert "Vale</" in elif_.get(address).content.decode()
    elif_.post(address, {"field": "topics", "value": topic.slug})
    assert topic.slug in Reading.objects.get(interaction=contact).topics


def test_a_topic_is_put_away_and_taken_back(cast: Any) -> None:
    topic = add_topic("Vale", by=cast.murat)
    murat = signed_in_client(cast.murat)
    page = murat.post(reverse("desk:topic_away", args=[topic.id]), follow=True).content.decode()
    assert "Kaldırıldı" in page
    murat.post(reverse("desk:topic_back", args=[topic.id]))
    topic.refresh_from_db()
    assert topic.retired_at is None


def test_agents_and_other_brands_do_not_reach_topics(cast: Any, elif_: Any) -> None:
    topic = add_topic("Vale", by=cast.murat)
    assert elif_.get(reverse("desk:topics")).status_code == 403
    assert signed_in_client(cast.deniz).get(reverse("desk:topic", args=[topic.id])).status_code in (403, 404)


def test_many_topics_take_as_many_queries_as_one(cast: Any, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        add_topic(f"Konu {number}", examples=["bir", "iki"], by=cast.murat)
    murat = signed_in_client(cast.murat)
    with django_assert_max_num_queries(18):
        murat.get(reverse("desk:topics"))
