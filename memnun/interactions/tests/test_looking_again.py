"""Contacts the first reader was in doubt about are given to the second, and everything follows what both say."""

import threading
from datetime import timedelta

import numpy as np
import pytest

from memnun.customers.models import Customer
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions import doubts
from memnun.interactions.actions import looking_again
from memnun.interactions.actions.correcting import correct
from memnun.interactions.actions.looking_again import ask_about_all, look_again, next_doubtful
from memnun.interactions.actions.rereading import FIRST, reread
from memnun.interactions.events import READ_AGAIN
from memnun.interactions.models import Conversation, Reading
from memnun.interactions.testing import AYSE, KEREM, make_contact, record
from memnun.people.testing import Cast
from memnun.understanding.second.reader import second_reader

pytestmark = pytest.mark.django_db
DOUBTFUL = "Ürün geldi, kutusu biraz ezikti."
SURE = "Rezalet! Param iade edilmedi, kimse telefonlara çıkmıyor."


class Pleased:
    """Finds everything surely positive."""

    version = "pleased"

    def scores(self, texts):
        return np.log(np.tile([1e-6, 1e-6, 1.0, 1e-6], (len(texts), 1)))


class Agreeing(Pleased):
    """Finds negative what the first reading finds negative."""

    version = "agreeing"

    def scores(self, texts):
        return np.log(np.tile([1.0, 1e-9, 1e-9, 1e-9], (len(texts), 1)))


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def pleased(monkeypatch):
    monkeypatch.setattr(looking_again, "second_reader", Pleased)


def states():
    return dict(Reading.objects.values_list("interaction__text", "second"))


def test_only_what_is_in_doubt_and_not_long_ago_waits(cast):
    old = clock.now() - timedelta(days=31)
    record(
        cast.brand,
        make_contact(DOUBTFUL, KEREM),
        make_contact(SURE, AYSE),
        make_contact(f"{DOUBTFUL} Eskiden.", AYSE, occurred_at=old),
    )
    assert states() == {DOUBTFUL: "due", SURE: "", f"{DOUBTFUL} Eskiden.": ""}


def test_what_waits_is_asked_about_and_waits_no_longer(cast):
    record(cast.brand, make_contact(DOUBTFUL, KEREM))
    before = Reading.objects.get().details["probabilities"]
    look_again(next_doubtful())
    reading = Reading.objects.get()
    assert reading.second == second_reader().version
    assert reading.details["probabilities"] != before
    assert next_doubtful() is None


def test_conversation_customer_and_log_follow_what_both_say(cast, pleased):
    [contact] = record(cast.brand, make_contact(DOUBTFUL, KEREM))
    Customer.objects.update(regroup_at=clock.now() + timedelta(days=9))
    assert Conversation.objects.get().sentiment == "negative"
    assert look_again(next_doubtful())
    assert Reading.objects.get().sentiment == "positive"
    assert Conversation.objects.get().sentiment == "positive"
    assert Customer.objects.get().regroup_at <= clock.now()
    told = Event.objects.get(kind=READ_AGAIN.name)
    assert (told.subject_id, told.actor_kind) == (contact.id, "system")
    assert told.details["sentiment"] == ["negative", "positive"]


def test_nothing_is_told_where_people_see_no_change(cast, monkeypatch):
    monkeypatch.setattr(looking_again, "second_reader", Agreeing)
    record(cast.brand, make_contact(DOUBTFUL, KEREM))
    before = Reading.objects.get().details["probabilities"]
    assert not look_again(next_doubtful())
    assert Reading.objects.get().details["probabilities"] != before
    assert not Event.objects.filter(kind=READ_AGAIN.name).exists()


def test_what_is_no_longer_in_doubt_is_not_said_to_be_asked_about(cast):
    record(cast.brand, make_contact(SURE, KEREM))
    Reading.objects.update(second="due")
    assert not look_again(next_doubtful())
    assert Reading.objects.get().second == ""


def test_what_people_corrected_stays_as_they_said(cast, pleased):
    [contact] = record(cast.brand, make_contact(DOUBTFUL, KEREM))
    correct(contact, field="sentiment", after="neutral", by=cast.elif_)
    look_again(next_doubtful())
    assert Reading.objects.get().sentiment == "neutral"


def test_what_was_read_by_somebody_else_meanwhile_is_left_alone(cast, pleased):
    record(cast.brand, make_contact(DOUBTFUL, KEREM))
    waiting = next_doubtful()
    Reading.objects.update(read_at=clock.now() + timedelta(seconds=1))
    assert not look_again(waiting)
    assert (Reading.objects.get().sentiment, Reading.objects.get().second) == ("negative", "due")


def test_the_newest_comes_first_and_what_is_set_aside_not_at_all(cast):
    [first] = record(cast.brand, make_contact(DOUBTFUL, KEREM))
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        [later] = record(cast.brand, make_contact(DOUBTFUL, AYSE))
        assert next_doubtful().interaction_id == later.id
        assert next_doubtful([later.id]).interaction_id == first.id
        assert next_doubtful([later.id, first.id]) is None


def test_a_contact_read_anew_is_asked_about_again(cast):
    record(cast.brand, make_contact(DOUBTFUL, KEREM))
    look_again(next_doubtful())
    Reading.objects.update(version="old")
    reread()
    assert Reading.objects.get().second == "due"


def test_older_ones_are_asked_about_when_somebody_wants_it(cast):
    old = clock.now() - timedelta(days=300)
    record(
        cast.brand, make_contact(DOUBTFUL, KEREM, occurred_at=old), make_contact(SURE, AYSE, occurred_at=old)
    )
    last, count = ask_about_all(FIRST, 10)
    assert count == 1
    assert states() == {DOUBTFUL: "due", SURE: ""}
    assert ask_about_all(last, 10) == (last, 0)


@pytest.mark.parametrize("wanted", [True, False])
def test_the_loop_works_unless_it_is_switched_off(cast, pleased, settings, monkeypatch, wanted):
    settings.SECOND_READER = wanted
    record(cast.brand, make_contact(DOUBTFUL, KEREM), make_contact(f"{DOUBTFUL} Yine.", AYSE))
    stop = threading.Event()
    monkeypatch.setattr(stop, "wait", lambda seconds: stop.set())
    doubts.DoubtsLoop().run(stop)
    assert set(states().values()) == ({"pleased"} if wanted else {"due"})


def test_one_that_fails_is_set_aside_and_the_others_go_on(cast, monkeypatch, caplog):
    [bad] = record(cast.brand, make_contact(DOUBTFUL, KEREM))
    with clock.frozen(clock.now() - timedelta(minutes=1)):
        record(cast.brand, make_contact(f"{DOUBTFUL} Yine.", AYSE))
    asked = []

    def fails(doubtful):
        asked.append(doubtful.interaction_id)
        if doubtful.interaction_id == bad.id:
            raise ValueError("cannot be read")
        return look_again(doubtful)

    monkeypatch.setattr(doubts, "look_again", fails)
    stop = threading.Event()
    monkeypatch.setattr(stop, "wait", lambda seconds: stop.set())
    doubts.DoubtsLoop().run(stop)
    assert len(asked) == 2
    assert states()[DOUBTFUL] == "due"
    assert "cannot be read" in caplog.text


def test_looking_again_asks_the_same_few_statements(cast, pleased, django_assert_max_num_queries):
    record(cast.brand, make_contact(DOUBTFUL, KEREM))
    with django_assert_max_num_queries(16):
        look_again(next_doubtful())
