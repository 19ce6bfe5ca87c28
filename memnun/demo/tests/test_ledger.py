"""Two years of the sample brand: repeatable, complete, varied, harmless."""

import re
import tracemalloc
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from memnun.demo.contact_types import CHANNELS, CONTACT_TYPES, FUNCTIONS
from memnun.demo.incidents import INCIDENTS
from memnun.demo.ledger import contacts
from memnun.interactions.contact import Contact, decode, encode

END = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def told() -> list[Contact]:
    return list(contacts(1, END, customers=2_000, count=16_000))


def test_the_same_seed_and_end_tell_the_same_story() -> None:
    once = list(contacts(7, END, customers=300, count=1_500))
    assert once == list(contacts(7, END, customers=300, count=1_500))


def test_another_seed_tells_another_story() -> None:
    texts = {seed: [each.text for each in contacts(seed, END, customers=300, count=300)] for seed in (7, 8)}
    assert texts[7] != texts[8]


def test_as_many_contacts_as_asked_for_in_the_order_of_time(told: list[Contact]) -> None:
    assert len(told) == 16_000
    times = [each.occurred_at for each in told if each.occurred_at]
    assert len(times) == 16_000
    assert all(before <= after for before, after in pairwise(times))
    assert times[0] >= END - timedelta(days=732)
    assert times[-1] <= END


def test_no_contact_has_the_id_of_another(told: list[Contact]) -> None:
    assert len({(each.channel, each.external_id) for each in told}) == len(told)


def test_every_channel_function_and_contact_type_is_met(told: list[Contact]) -> None:
    assert {each.channel for each in told} == set(CHANNELS)
    assert {each.function for each in told} == set(FUNCTIONS)
    assert {each.contact_type for each in told} == set(CONTACT_TYPES)
    assert len(CONTACT_TYPES) == 14


def test_the_ledger_takes_every_contact(told: list[Contact]) -> None:
    for contact in told[::50]:
        assert decode(encode(contact)).external_id == contact.external_id


def test_hardly_a_text_is_said_twice(told: list[Contact]) -> None:
    said = Counter(each.text for each in told if len(each.text) >= 40)
    repeated = sum(times - 1 for times in said.values())
    assert repeated / sum(said.values()) < 0.03


def test_conversations_go_both_ways(told: list[Contact]) -> None:
    directions = Counter(each.direction for each in told)
    assert 0.5 < directions["in"] / len(told) < 0.75
    turns = Counter(each.thread for each in told)
    assert sum(1 for count in turns.values() if count >= 3) > len(turns) * 0.15


def test_nothing_looks_like_an_identity_number_or_a_bank_account(told: list[Contact]) -> None:
    for contact in told:
        assert not re.search(r"\b[1-9]\d{10}\b", contact.text)
        assert not re.search(r"\bTR\d{2}", contact.text)
        assert not re.search(r"\b0?5\d{2} ?\d{3} ?\d{2} ?\d{2}\b", contact.text)


def test_nothing_of_the_grammar_is_left_in_a_text(told: list[Contact]) -> None:
    for contact in told:
        assert contact.text.strip() == contact.text
        assert contact.text
        assert not set("[]{}|") & set(contact.text + contact.subject)


def test_an_incident_raises_its_complaints(told: list[Contact]) -> None:
    outage = next(each for each in INCIDENTS if each.slug == "outage")
    begins = END - timedelta(days=outage.begins)
    during = _a_day(told, begins, outage.lasts)
    assert during > 1.3 * _a_day(told, begins - timedelta(days=30), 28)


def _a_day(told: list[Contact], begins: datetime, days: int) -> float:
    ends = begins + timedelta(days=days)
    return sum(begins <= each.occurred_at < ends for each in told if each.occurred_at) / days


def test_memory_does_not_grow_with_the_story() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in contacts(3, END, customers=200, count=count):
            pass
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(200)
    assert peak(6_000) < peak(2_000) + 4_000_000
