"""History is read again when the model changes, and only what needs it."""

from datetime import timedelta

import pytest

from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions.actions import tag
from memnun.interactions.actions.correcting import correct
from memnun.interactions.actions.rereading import outdated, reread
from memnun.interactions.models import Conversation, Reading
from memnun.interactions.testing import AYSE, KEREM, make_contact, record
from memnun.people.testing import Cast
from memnun.understanding import MODEL_VERSION

pytestmark = pytest.mark.django_db


def test_readings_of_an_older_model_and_missing_ones_are_made_anew():
    cast = Cast()
    one, two, _answer = record(
        cast.brand,
        make_contact("Kargom gelmedi, çok kötü", KEREM, thread="a"),
        make_contact("Çok memnun kaldım", AYSE),
        make_contact("Bakıyoruz", KEREM, thread="a", direction="out"),
    )
    tag(one.conversation, name="vip", by=cast.elif_)
    told = Conversation.objects.get(id=one.conversation_id)
    before = (told.sentiment, sorted(told.labels))
    assert before[0] == "negative"
    Reading.objects.filter(interaction=one).update(version="old", sentiment="positive", kinds=["praise"])
    Reading.objects.filter(interaction=two).delete()
    Conversation.objects.update(sentiment="", labels=["tag:vip", "kind:praise"])
    Customer.objects.update(regroup_at=clock.now() + timedelta(days=9))
    assert outdated() == 1
    assert reread() == 2
    assert set(Reading.objects.values_list("version", flat=True)) == {MODEL_VERSION}
    told.refresh_from_db()
    assert (told.sentiment, sorted(told.labels)) == before
    assert Customer.objects.filter(regroup_at__lte=clock.now()).count() == 2
    assert reread() == 0


def test_what_people_corrected_stays_as_they_said():
    cast = Cast()
    [contact] = record(cast.brand, make_contact("Kargom gelmedi, çok kötü", KEREM))
    correct(contact, field="sentiment", after="positive", by=cast.elif_)
    correct(contact, field="kinds", after=["praise"], by=cast.elif_)
    Reading.objects.update(version="old")
    assert reread() == 1
    reading = Reading.objects.get()
    assert (reading.version, reading.sentiment, reading.kinds, reading.group) == (
        MODEL_VERSION, "positive", ["praise"], "satisfied",
    )  # fmt: skip
    assert "kind:praise" in Conversation.objects.get().labels
