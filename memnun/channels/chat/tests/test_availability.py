"""Whether somebody is there: hours, holidays, half days and an open desk."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from memnun.channels.chat import actions
from memnun.channels.chat.availability import State, availability, away_words
from memnun.channels.chat.configuring import load, told_to_widget
from memnun.channels.chat.models import Attendance
from memnun.channels.chat.testing import Widget, make_chat
from memnun.foundation import clock
from memnun.people.testing import Cast

ISTANBUL = "Europe/Istanbul"
SETTINGS = {"monday": "09:00-12:30, 13:30-18:00", "saturday": "22:00-00:00", "public_holidays": True}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ISTANBUL))


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-11-23T09:00", State.OPEN),
        ("2026-11-23T08:59", State.CLOSED),
        ("2026-11-23T12:45", State.CLOSED),
        ("2026-11-23T13:30", State.OPEN),
        ("2026-11-23T18:00", State.CLOSED),
        ("2026-11-24T10:00", State.CLOSED),
        ("2026-11-28T23:59", State.OPEN),
        ("2026-11-29T00:00", State.CLOSED),
    ],
)
def test_several_hours_a_day_are_kept_to_the_minute(moment: str, state: State) -> None:
    assert availability(SETTINGS, ISTANBUL, at(moment), attended=True).state == state


def test_within_the_hours_an_empty_desk_is_no_open_one() -> None:
    found = availability(SETTINGS, ISTANBUL, at("2026-11-23T10:00"), attended=False)
    assert found.state == State.UNATTENDED
    assert "masada kimse yok" in away_words(found, ISTANBUL, at("2026-11-23T10:00"))


def test_public_holidays_are_closed_and_half_days_end_at_one() -> None:
    holiday, half = {"thursday": "09:00-18:00"}, {"wednesday": "09:00-18:00"}
    assert availability(holiday, ISTANBUL, at("2026-10-29T10:00"), attended=True).state == State.CLOSED
    assert availability(half, ISTANBUL, at("2026-10-28T12:59"), attended=True).state == State.OPEN
    assert availability(half, ISTANBUL, at("2026-10-28T13:01"), attended=True).state == State.CLOSED
    kept = {**holiday, "public_holidays": False}
    assert availability(kept, ISTANBUL, at("2026-10-29T10:00"), attended=True).state == State.OPEN


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23T08:00", "Bugün 09:00"),
        ("2026-11-22T20:00", "Yarın 09:00"),
        ("2026-11-24T10:00", "28 Kasım Cumartesi"),
    ],
)
def test_who_comes_too_early_is_told_when_somebody_will_be_there(moment: str, words: str) -> None:
    found = availability(SETTINGS, ISTANBUL, at(moment), attended=False)
    assert words in away_words(found, ISTANBUL, at(moment)).replace(".", ":") or words in away_words(
        found, ISTANBUL, at(moment)
    )


def test_a_week_without_hours_promises_no_return() -> None:
    closed = {"monday": "", "public_holidays": True}
    found = availability(closed, ISTANBUL, at("2026-11-23T10:00"), attended=True)
    assert (found.state, found.opens_at) == (State.CLOSED, None)


@pytest.mark.django_db
def test_an_open_desk_counts_for_a_while_and_then_no_more() -> None:
    cast = Cast()
    chat = make_chat(cast.brand)
    assert not load(chat.id).attended  # type: ignore[union-attr]
    actions.attend(cast.elif_)
    actions.attend(cast.elif_)
    assert load(chat.id).attended  # type: ignore[union-attr]
    Attendance.objects.update(until=clock.now() - timedelta(seconds=1))
    assert not load(chat.id).attended  # type: ignore[union-attr]


@pytest.mark.django_db
def test_the_desk_of_another_brand_does_not_count() -> None:
    cast = Cast()
    actions.attend(cast.deniz)
    assert not load(make_chat(cast.brand).id).attended  # type: ignore[union-attr]


@pytest.mark.django_db
def test_the_widget_is_spoken_to_in_its_language() -> None:
    configuration = load(make_chat(Cast().brand, greeting="").id)
    assert configuration
    told = [told_to_widget(configuration, language, clock.now())["greeting"] for language in ("tr", "en")]
    assert told == ["Merhaba, nasıl yardımcı olabiliriz?", "Hello, how can we help?"]


def test_who_waits_is_told_their_place_and_not_how_long_without_data(widget: Widget) -> None:
    with widget.listen() as stream:
        widget.say("Merhaba")
        stream.wait(lambda it: any(news.get("queue") for news in it.told))
        assert next(news["queue"] for news in stream.told if "queue" in news) == {"place": 1}
