"""Whoever comes while others are looked up is looked up together with all who came meanwhile."""

import asyncio
from collections.abc import Sequence
from uuid import uuid4

import pytest

from memnun.events.live.entrance import AT_ONCE, Entrance
from memnun.events.live.viewer import FindViewers, Viewer


class Book:
    """Knows sessions whose names are numbers; remembers how many were asked for at once."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def find(self, sessions: Sequence[str]) -> list[Viewer | None]:
        self.asked.append(len(sessions))
        if "broken" in sessions:
            raise ConnectionError("the database is away")
        ids = uuid4(), uuid4(), uuid4()
        return [Viewer(*ids, frozenset(), session) if session.isdecimal() else None for session in sessions]


async def let_run(find: FindViewers, sessions: Sequence[str]) -> list[Viewer | None]:
    await asyncio.sleep(0)
    return find(sessions)


def test_many_are_looked_up_together_and_each_gets_its_own_answer() -> None:
    book = Book()

    async def come() -> list[Viewer | None]:
        entrance = Entrance(book.find, let_run)
        sessions = [*map(str, range(AT_ONCE)), "stranger", *map(str, range(AT_ONCE, AT_ONCE + 9))]
        return await asyncio.gather(*(entrance.viewer(session) for session in sessions))

    viewers = asyncio.run(come())
    assert book.asked == [AT_ONCE, 10]
    assert viewers.pop(AT_ONCE) is None
    assert [viewer.session for viewer in viewers if viewer] == [str(number) for number in range(AT_ONCE + 9)]


def test_a_database_that_is_away_is_told_and_tried_again_for_the_next() -> None:
    async def come() -> Viewer | None:
        entrance = Entrance(Book().find, let_run)
        with pytest.raises(ConnectionError):
            await entrance.viewer("broken")
        return await entrance.viewer("7")

    viewer = asyncio.run(come())
    assert viewer
    assert viewer.session == "7"
