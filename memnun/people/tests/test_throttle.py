"""Counters that all processes share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from memnun.foundation import clock
from memnun.people.models import SharedValue
from memnun.people.throttle import forget_expired


@pytest.mark.django_db(transaction=True)
def test_of_many_who_add_at_once_one_is_first() -> None:
    def add(number: int) -> bool:
        try:
            return cache.add("kilit", number, 60)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(add, range(40))) == 1


@pytest.mark.django_db
def test_a_value_lives_as_long_as_it_was_given() -> None:
    cache.set("a", [1.5, 2], 60)
    assert cache.get("a") == [1.5, 2]
    with clock.frozen(clock.now() + timedelta(seconds=61)):
        assert cache.get("a", "none") == "none"
        assert cache.add("a", "next", 60)
        assert cache.get("a") == "next"


@pytest.mark.django_db
def test_touching_deleting_and_clearing() -> None:
    assert not cache.touch("a", 60)
    cache.set("a", 1, 60)
    cache.set("b", 2, None)
    assert cache.touch("a", 600)
    with clock.frozen(clock.now() + timedelta(seconds=300)):
        assert cache.get_many(["a", "b"]) == {"a": 1, "b": 2}
    assert (cache.delete("a"), cache.delete("a")) == (True, False)
    cache.clear()
    assert cache.get("b") is None


@pytest.mark.django_db
def test_what_expired_is_forgotten_and_nothing_else() -> None:
    cache.set("old", 1, 1)
    cache.set("new", 1, 600)
    cache.set("lasting", 1, None)
    with clock.frozen(clock.now() + timedelta(seconds=2)):
        assert forget_expired() == 1
    assert SharedValue.objects.count() == 2
