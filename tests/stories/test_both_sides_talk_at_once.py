"""Visitors and agents write at once, while what came is placed and the rules hear it: all of it arrives, once, in order."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from memnun.channels.chat.live.routes import Chat
from memnun.channels.chat.models import Line
from memnun.channels.chat.testing import Widget, make_chat, until
from memnun.events.dispatcher import Dispatcher
from memnun.events.live.testing import served
from memnun.events.models import Setback
from memnun.interactions.models import Interaction, OutboxMessage, RawInbound
from memnun.interactions.placing.loop import PlacingLoop
from memnun.people.models import Person
from memnun.people.testing import Cast, signed_in_client

TALKS, TURNS = 3, 4
SEES_ALL = 10**12


class Working:
    """The worker's loops and whatever else runs beside the test. Use as a context manager."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.problems: list[BaseException] = []
        self._loops = [self._thread(PlacingLoop().run), self._thread(Dispatcher().run)]

    def __enter__(self) -> Working:
        for thread in self._loops:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self._loops:
            thread.join()

    def all_at_once(self, *works: Callable[[threading.Event], None]) -> None:
        """Do all of it side by side, to the end."""
        threads = [self._thread(work) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _thread(self, work: Callable[[threading.Event], None]) -> threading.Thread:
        return threading.Thread(target=self._run, args=(work,))

    def _run(self, work: Callable[[threading.Event], None]) -> None:
        try:
            work(self.stop)
        except BaseException as problem:
            self.problems.append(problem)
        finally:
            connection.close()


def answering(person: Person, talks: list[UUID]) -> Callable[[threading.Event], None]:
    """Answer in every talk, turn after turn, and send each answer twice as a nervous browser does."""
    client = signed_in_client(person)

    def work(_stop: threading.Event) -> None:
        for turn in range(TURNS):
            for number, talk in enumerate(talks):
                told = f"{person.name} {number} {turn}"
                form = {"text": told, "key": told.replace(" ", "-"), "seen": SEES_ALL}
                for _time in range(2):
                    answer = client.post(
                        reverse("desk:reply", args=[talk]), form, headers={"HX-Request": "true"}
                    )
                    assert answer.status_code == 200, answer.content.decode()

    return work


def writing(widget: Widget, number: int) -> Callable[[threading.Event], None]:
    """Write line after line, each a complaint that the rules take up."""

    def work(_stop: threading.Event) -> None:
        for turn in range(TURNS):
            widget.say(f"{number} {turn}: siparişim hâlâ gelmedi, şikâyetçiyim").raise_for_status()

    return work


@pytest.mark.django_db(transaction=True)
def test_what_both_sides_write_at_once_arrives_once_and_in_order() -> None:
    cast = Cast()
    chat = make_chat(cast.brand)
    with served(Chat()) as port, Working() as working:
        widgets = [Widget(f"http://127.0.0.1:{port}", chat).open() for _ in range(TALKS)]
        ids = [widget.say("Merhaba, orada mısınız?").json()["id"] for widget in widgets]
        until(lambda: Interaction.objects.filter(id__in=ids).count() == TALKS)
        talks = [Interaction.objects.get(id=id_).conversation_id for id_ in ids]
        working.all_at_once(
            *(writing(widget, number) for number, widget in enumerate(widgets)),
            *(answering(person, talks) for person in (cast.elif_, cast.burak)),
        )
        until(lambda: not RawInbound.objects.filter(state="waiting").exists())
        told = [widget.lines() for widget in widgets]
        for widget in widgets:
            widget.client.close()
    assert working.problems == []
    assert not Setback.objects.exists()
    for number, lines in enumerate(told):
        assert [line["n"] for line in lines] == list(range(1, len(lines) + 1))
        for who in (cast.elif_.name, cast.burak.name):
            own = [line["text"] for line in lines if line["text"].startswith(who)]
            assert own == [f"{who} {number} {turn}" for turn in range(TURNS)]
        written = [line["text"][:3] for line in lines if "şikâyetçiyim" in line["text"]]
        assert written == [f"{number} {turn}" for turn in range(TURNS)]
    expected = TALKS * (1 + TURNS + 2 * TURNS)
    assert Line.objects.count() == Interaction.objects.count() == expected
    assert OutboxMessage.objects.filter(state="sent").count() == TALKS * 2 * TURNS
