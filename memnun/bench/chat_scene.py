"""A brand with a chat for the bench `chat`: visitors who write, and an agent who answers, both over HTTP."""

from __future__ import annotations

import json
import select
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from importlib import import_module
from threading import local
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.db import transaction

VISITORS = 2_000
TALKING = 500
HANDS = 16
"""Requests that may be under way at once, each way."""

CSRF = "memnunBenchNeedsThirtyTwoSigns00"
OPENINGS = (
    "Merhaba, {number} numaralı siparişim üç gündür gelmedi. Ne zaman elimde olur?",
    "İyi günler, {number} numaralı ürünün 42 numarası mağazada var mı?",
    "Merhaba, {number} kodlu kuponu sepette kullanamıyorum, yardımcı olur musunuz?",
    "Kolay gelsin, {number} numaralı siparişimin adresini değiştirebilir miyiz?",
)
WORDS = (
    "Sipariş numaram {number}.",
    "Tamam, bekliyorum. ({number})",
    "Kargo firması hangisi acaba? {number}",
    "Anladım, teşekkür ederim. {number}",
    "Peki ne zaman haber verirsiniz? {number}",
    "Az önce uygulamadan da denedim, yine olmadı. {number}",
)

Sent = dict[str, int]
"""Of each message its mark, and the moment before it was sent (nanoseconds on the machine's monotonic clock)."""


class Scene:
    """The people of the bench; Django is set up by now."""

    def __init__(self) -> None:
        people = import_module("memnun.people.testing")
        testing = import_module("memnun.channels.chat.testing")
        self.brand = people.make_brand("Sohbet", "sohbet")
        self.agent = people.make_person(self.brand, "Elif Demir")
        self.site = testing.SITE
        self.account = testing.make_chat(self.brand)
        client = people.signed_in_client(self.agent)
        self.cookie = f"memnun_session={client.cookies['memnun_session'].value}"
        self.tokens = self._open(VISITORS)
        self._connections = local()

    def _open(self, count: int) -> list[str]:
        actions = import_module("memnun.channels.chat.actions")
        given = {"brand_id": self.brand.id, "account_id": self.account.id, "language": "tr"}
        with transaction.atomic():
            return [actions.open_session(**given).token for _ in range(count)]

    def widgets(self) -> list[str]:
        """The streams of all visitors."""
        path = f"/chat/{self.account.id.hex}/stream"
        return [f"{path}\tOrigin: {self.site}\tAuthorization: Bearer {token}" for token in self.tokens]

    def desks(self) -> list[str]:
        """The stream of the agent's page."""
        return [f"/live/events\tCookie: {self.cookie}"]

    def talks(self) -> list[Any]:
        """The conversations that were begun."""
        conversations = import_module("memnun.interactions.models").Conversation
        return list(conversations.objects.filter(brand=self.brand).values_list("id", flat=True))

    def write(self, port: int, number: int, words: Sequence[str]) -> tuple[str, int]:
        """One visitor writes; gives the message's id in the ledger and the moment before."""
        text = words[number % len(words)].format(number=number)
        headers = {"Origin": self.site, "Authorization": f"Bearer {self.tokens[number % TALKING]}"}
        at, told = self._post(
            port,
            f"/chat/{self.account.id.hex}/messages",
            json.dumps({"id": str(uuid4()), "text": text}),
            headers,
        )
        return str(json.loads(told)["id"]), at

    def answer(self, port: int, number: int, talks: Sequence[Any]) -> tuple[str, int]:
        """The agent answers in a talk as the page does; gives the answer's mark and the moment before."""
        form = {
            "text": f"answer-{number}!",
            "key": f"bench-{number}",
            "seen": 10**12,
            "account": self.account.id,
        }
        headers = {
            "Cookie": f"{self.cookie}; memnun_csrf={CSRF}",
            "X-CSRFToken": CSRF,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        path = f"/conversations/{talks[number % len(talks)]}/reply/"
        at, _told = self._post(port, path, urlencode(form), headers)
        return str(number), at

    def _post(self, port: int, path: str, body: str, headers: dict[str, str]) -> tuple[int, bytes]:
        connections = self._connections
        if not hasattr(connections, "one"):
            connections.one = HTTPConnection("127.0.0.1", port, timeout=30)
        _hang_up_if_left(connections.one)
        at = time.monotonic_ns()
        connections.one.request("POST", path, body, headers)
        answer = connections.one.getresponse()
        told = answer.read()
        if answer.status not in (200, 201):
            raise RuntimeError(f"{path} was answered {answer.status}: {told[:300]!r}")
        return at, told


def _hang_up_if_left(connection: HTTPConnection) -> None:
    """Where the server has closed a connection nobody used for a while, open another, as browsers do."""
    if connection.sock and select.select([connection.sock], [], [], 0)[0]:
        connection.close()


@contextmanager
def steadily(act: Callable[[int], tuple[str, int]], count: int, pause: float) -> Iterator[Sent]:
    """Do something `count` times, every `pause` seconds whatever it takes, beside what the block does.

    What was done is known after the block.
    """
    sent: Sent = {}
    with ThreadPoolExecutor(1) as clock, ThreadPoolExecutor(HANDS) as hands:
        begun = clock.submit(_begin_all, hands, act, count, pause)
        yield sent
        sent.update(each.result() for each in begun.result())


def _begin_all(
    hands: ThreadPoolExecutor, act: Callable[[int], tuple[str, int]], count: int, pause: float
) -> list[Future[tuple[str, int]]]:
    started = time.monotonic()
    waiting = []
    for number in range(count):
        time.sleep(max(0.0, started + number * pause - time.monotonic()))
        waiting.append(hands.submit(act, number))
    return waiting
