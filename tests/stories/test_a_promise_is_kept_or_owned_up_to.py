"""A complaint written in the chat on a web site, from its first word to the question whether it was solved.

The visitor speaks over HTTP as the widget does, the agent over the pages of the desk, and what the brand
says goes through outbox and gate back into the talk.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from memnun.cases.actions import mark_broken_promises, settings_of
from memnun.cases.letters.asking import ask_again
from memnun.cases.letters.sending import acknowledge_new
from memnun.cases.models import Case, FollowUp, Promise, State
from memnun.cases.status_page import address_of
from memnun.channels.chat.live.routes import Chat
from memnun.channels.chat.testing import Widget, make_chat
from memnun.consent.testing import TUESDAY_NOON
from memnun.events.live.testing import served
from memnun.foundation import clock
from memnun.foundation.clock import FrozenClock
from memnun.interactions.placing.batch import place_waiting
from memnun.people.testing import Cast, signed_in_client
from memnun.reactions.testing import react

pytestmark = pytest.mark.django_db(transaction=True)
COMPLAINT = "Kargom hâlâ gelmedi, bir haftadır bekliyorum, rezalet!"
ANSWER = "Çok haklısınız. Yarın 17:00'ye kadar sizi arayacağız."


@pytest.fixture
def noon() -> Iterator[FrozenClock]:
    """A working day at noon, for all that follows."""
    with clock.frozen(TUESDAY_NOON) as frozen:
        yield frozen


@pytest.fixture
def visitor(noon: FrozenClock, cast: Cast) -> Iterator[Widget]:
    """Somebody in the chat who wants to be known again; the brand began at noon as well."""
    chat = make_chat(cast.brand)
    with served(Chat()) as port, Widget(f"http://127.0.0.1:{port}", chat) as widget:
        yield widget.open(remember=30)


def say(visitor: Widget, text: str) -> None:
    """The visitor writes, and the worker does what it does with every contact."""
    visitor.say(text).raise_for_status()
    while place_waiting():
        pass
    react()


def heard(visitor: Widget) -> list[str]:
    """What the brand has said in the talk."""
    return [line["text"] for line in visitor.lines() if line["dir"] == "out"]


def answer(agent: Client, case: Case, text: str) -> None:
    """The agent answers on the desk, having seen everything."""
    form = {"text": text, "key": text[:20], "seen": 10**12}
    path = reverse("desk:reply", args=[case.conversation_id])
    told = agent.post(path, form, headers={"HX-Request": "true"})
    assert told.status_code == 200, told.content.decode()


def test_a_complaint_is_acknowledged_once_where_it_was_written_with_its_number_and_time(
    visitor: Widget, cast: Cast
) -> None:
    say(visitor, COMPLAINT)
    case = Case.objects.get()
    assert case.assignee is not None
    assert (acknowledge_new(settings_of(cast.brand.id)), acknowledge_new(settings_of(cast.brand.id))) == (
        1,
        0,
    )
    [letter] = heard(visitor)
    assert case.label in letter
    assert "saatine kadar" in letter


def test_what_an_answer_promises_is_kept_in_mind_shown_to_the_customer_and_owned_up_to_when_broken(
    visitor: Widget, cast: Cast, noon: FrozenClock
) -> None:
    say(visitor, COMPLAINT)
    case = Case.objects.get()
    answer(signed_in_client(cast.elif_), case, ANSWER)
    assert heard(visitor) == [ANSWER]
    made = Promise.objects.get()
    assert (made.case, made.state) == (case, Promise.State.OPEN)
    assert "arayacağız" in Client().get(address_of(case)).content.decode()
    noon.move(timedelta(days=1, hours=6))
    [broken] = mark_broken_promises()
    assert broken == made
    manager = signed_in_client(cast.murat)
    assert case.label in manager.get("/cases/wall/").content.decode()
    page = manager.get(f"/cases/{case.id}/").content.decode()
    assert reverse("promise_apology", args=[made.id]) in page


def test_who_is_asked_a_week_later_and_is_still_unhappy_comes_back_to_the_same_owner(
    visitor: Widget, cast: Cast, noon: FrozenClock
) -> None:
    say(visitor, COMPLAINT)
    case = Case.objects.get()
    owner = case.assignee
    agent = signed_in_client(cast.elif_)
    answer(agent, case, "Kargonuz bugün teslim edildi.")
    solved = agent.post(f"/cases/{case.id}/resolution/", {"done": "Kargo teslim edildi"})
    assert solved.status_code in (200, 204, 302), solved.content.decode()
    noon.move(timedelta(days=8))
    assert ask_again(settings_of(cast.brand.id)) == 1
    assert "Gerçekten çözüldü mü?" in heard(visitor)[-1]
    noon.move(timedelta(hours=1))
    say(visitor, "Hayır, paket boş çıktı, hâlâ çözülmedi!")
    case.refresh_from_db()
    assert (case.state, case.assignee) == (State.WORKING, owner)
    assert FollowUp.objects.get().state == FollowUp.State.UNSATISFIED
