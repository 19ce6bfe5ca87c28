"""Whoever is at the widget of one brand reaches nothing of another, nor another visitor's talk."""

from __future__ import annotations

import pytest

from memnun.channels.chat.live.routes import Chat
from memnun.channels.chat.testing import Widget, make_chat
from memnun.events.live.testing import served
from memnun.people.models import Brand
from tests.stories.planting import plant

ASKED = [
    ("GET", "lines"), ("GET", "stream"), ("POST", "messages"), ("POST", "signals"), ("PUT", "contact"),
    ("DELETE", "session"), ("POST", "files?name=a.txt"), ("GET", "files/{channel_chat.upload}"),
]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_no_visitor_reaches_another_brand() -> None:
    theirs = plant(Brand.objects.create(name="Gizli", slug="gizli"), 1000)
    their_chat = make_chat(theirs.brand)
    our_chat = make_chat(Brand.objects.create(name="Meraklı", slug="merakli"))
    upload = str(theirs.rows["channel_chat.upload"].pk)
    paths = [(method, path.replace("{channel_chat.upload}", upload)) for method, path in ASKED]
    with served(Chat()) as port, Widget(f"http://127.0.0.1:{port}", our_chat).open() as curious:
        with Widget(curious.address, their_chat, token=curious.token) as stranger:
            answers = [stranger.ask(method, path, json={}) for method, path in paths]
        assert {answer.status_code for answer in answers} == {401}
        assert [answer.text for answer in answers if theirs.found_in(answer.text)] == []
        assert curious.ask("GET", f"files/{upload}").status_code == 404
        config = curious.ask("GET", "config").text
        assert theirs.found_in(config) == []
