"""Who waits for an answer is told by one rule, whether words come one by one or stand already."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from memnun.foundation import clock
from memnun.foundation.clock import ISTANBUL, FrozenClock
from memnun.interactions.actions.summarising import waiting_since
from memnun.interactions.contact import Contact
from memnun.interactions.models import Conversation
from memnun.interactions.testing import AYSE, make_contact, record
from memnun.interactions.waiting import FRESH, Word, waits_since
from memnun.people.testing import Cast

NOON = datetime(2026, 3, 3, 12, tzinfo=ISTANBUL)
QUESTION = "Siparişim nerede?"
THANKS = "Çok teşekkür ederim, iyi çalışmalar."


def word(
    minute: int, *, ours: bool = False, automatic: bool = False, thanks: bool = False, came: int | None = None
) -> Word:
    """A word written so many minutes after noon, and come in another minute."""
    arrived = None if came is None else NOON + timedelta(minutes=came)
    return Word(NOON + timedelta(minutes=minute), ours, automatic, thanks, arrived)


def since(*words: Word, spoken: bool = False) -> int | None:
    """The minute from which somebody waits."""
    found = waits_since(words, spoken=spoken)
    return None if found is None else int((found - NOON).total_seconds() // 60)


def test_the_first_word_after_the_last_answer_waits() -> None:
    assert since(word(1), word(2)) == 1
    assert since(word(1), word(2, ours=True)) is None
    assert since(word(1), word(2, ours=True), word(3), word(4)) == 3


def test_thanks_wait_only_where_nobody_has_spoken() -> None:
    assert since(word(1, thanks=True)) == 1
    assert since(word(1, thanks=True), spoken=True) is None
    assert since(word(1), word(2, ours=True), word(3, thanks=True)) is None
    assert since(word(1), word(2, ours=True), word(3, thanks=True), word(4)) == 4


def test_what_a_machine_wrote_neither_waits_nor_answers() -> None:
    assert since(word(1, automatic=True)) is None
    assert since(word(1), word(2, ours=True, automatic=True)) == 1


def test_a_word_that_was_under_way_while_the_brand_answered_waits() -> None:
    answer = word(5, ours=True, came=5)
    assert since(word(1, came=1), answer) is None
    assert since(word(1, came=6), answer) == 1
    assert since(word(1, came=6, thanks=True), answer) is None
    late = int((FRESH + timedelta(minutes=2)).total_seconds() // 60)
    assert since(word(1, came=late), answer) is None


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_words_that_come_one_by_one_are_told_like_those_that_stand(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    with clock.frozen(NOON) as frozen:
        record(cast.brand, made(chance, frozen, "question"))
        for step in range(14):
            frozen.move(timedelta(minutes=chance.randint(1, 300)))
            kinds = ["question", "late", "thanks", "answer", "notice"]
            batch = chance.sample(kinds, chance.choice((1, 1, 2)))
            record(cast.brand, *(made(chance, frozen, kind) for kind in batch))
            conversation = Conversation.objects.get()
            assert conversation.waiting_since == waiting_since(conversation), (step, batch)


def made(chance: random.Random, frozen: FrozenClock, kind: str) -> Contact:
    """A word of a kind, written in this minute; a late one was up to a day under way."""
    at = frozen.at - timedelta(seconds=chance.randint(1, 30))
    if kind == "late":
        at -= timedelta(minutes=chance.randint(1, 1440))
    return make_contact(
        THANKS if kind == "thanks" else QUESTION,
        AYSE,
        thread="t",
        direction="out" if kind in ("answer", "notice") else "in",
        occurred_at=at,
        meta={"automatic": True} if kind == "notice" else {},
    )
