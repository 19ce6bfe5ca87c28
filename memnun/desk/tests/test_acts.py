"""Acts on a conversation: done, told, undone; refused when a colleague was faster."""

import re

import pytest

from memnun.events.models import Event
from memnun.interactions.actions import assign, resolve
from memnun.interactions.models import Mention, Status
from memnun.people.testing import signed_in_client

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def seen(client, conversation) -> str:
    """The newest act a page drawn now shows."""
    page = client.get(f"/conversations/{conversation.id}/").text
    return re.search(r'id="seen" name="seen" value="(\d+)"', page)[1]


def token(answer) -> str:
    return re.search(r'name="token" value="([^"]+)"', answer.text)[1]


def test_a_plain_form_assigns_and_leads_back(cast, elif_, conversation):
    answer = elif_.post(
        f"/conversations/{conversation.id}/assignment/",
        {"to": cast.burak.id, "seen": seen(elif_, conversation)},
    )
    assert answer["Location"] == f"/conversations/{conversation.id}/"
    conversation.refresh_from_db()
    assert conversation.assignee == cast.burak


def test_an_act_by_htmx_answers_with_the_head_the_new_line_and_an_undo(cast, elif_, conversation):
    answer = elif_.post(
        f"/conversations/{conversation.id}/resolution/", {"seen": seen(elif_, conversation)}, headers=HTMX
    )
    assert 'hx-swap-oob="beforeend:#talk"' in answer.text
    assert "Elif Demir" in answer.text
    assert str(conversation.id) in answer["HX-Trigger"]
    undone = elif_.post("/undo/", {"token": token(answer)}, headers=HTMX)
    assert undone.status_code == 200
    conversation.refresh_from_db()
    assert conversation.status == Status.OPEN
    assert conversation.waiting_since


def test_a_plain_form_too_can_be_undone(elif_, conversation):
    address = f"/conversations/{conversation.id}/resolution/"
    answer = elif_.post(address, {"seen": seen(elif_, conversation)}, follow=True)
    elif_.post("/undo/", {"token": token(answer)})
    conversation.refresh_from_db()
    assert conversation.status == Status.OPEN


def test_an_undo_leaves_alone_what_a_colleague_changed_since(cast, elif_, conversation):
    answer = elif_.post(
        f"/conversations/{conversation.id}/resolution/", {"seen": seen(elif_, conversation)}, headers=HTMX
    )
    conversation.refresh_from_db()
    assign(conversation, to=cast.burak, by=cast.burak)
    told = elif_.post("/undo/", {"token": token(answer)}, headers=HTMX)
    conversation.refresh_from_db()
    assert conversation.status == Status.RESOLVED
    assert "warning" in told["HX-Trigger"]


def test_an_undo_is_good_only_for_whoever_did_it(elif_, burak, conversation):
    answer = elif_.post(
        f"/conversations/{conversation.id}/resolution/", {"seen": seen(elif_, conversation)}, headers=HTMX
    )
    burak.post("/undo/", {"token": token(answer)}, headers=HTMX)
    conversation.refresh_from_db()
    assert conversation.status == Status.RESOLVED


def test_an_act_on_an_old_page_first_tells_what_a_colleague_did(cast, elif_, conversation):
    before = seen(elif_, conversation)
    assign(conversation, to=cast.burak, by=cast.burak)
    address = f"/conversations/{conversation.id}/assignment/"
    refused = elif_.post(address, {"to": cast.elif_.id, "seen": before}, headers=HTMX)
    assert refused.status_code == 422
    assert refused["HX-Retarget"] == "#dialog"
    assert "Burak Şahin" in refused.text
    conversation.refresh_from_db()
    assert conversation.assignee == cast.burak
    now_seen = re.search(r'name="seen" value="(\d+)"', refused.text)[1]
    elif_.post(address, {"to": cast.elif_.id, "seen": now_seen}, headers=HTMX)
    conversation.refresh_from_db()
    assert conversation.assignee == cast.elif_


def test_a_plain_form_on_an_old_page_gets_a_page_that_asks(cast, elif_, conversation):
    before = seen(elif_, conversation)
    resolve(conversation, by=cast.burak)
    refused = elif_.post(f"/conversations/{conversation.id}/snooze/", {"choice": "hour", "seen": before})
    assert refused.status_code == 409
    assert 'name="choice" value="hour"' in refused.text


def test_a_colleagues_note_does_not_stop_anybody(cast, elif_, burak, conversation):
    before = seen(elif_, conversation)
    burak.post(f"/conversations/{conversation.id}/notes/", {"text": "Bakıyorum"})
    answer = elif_.post(f"/conversations/{conversation.id}/resolution/", {"seen": before}, headers=HTMX)
    assert answer.status_code == 200
    assert "Bakıyorum" in answer.text


def test_a_note_calls_a_colleague_until_they_have_looked(cast, elif_, burak, conversation):
    elif_.post(f"/conversations/{conversation.id}/notes/", {"text": "@Burak Şahin bakar mısın?"})
    assert "Kargom" in burak.get("/?mentions=1&status=all").text
    assert burak.post(f"/conversations/{conversation.id}/presence/").status_code == 200
    assert not Mention.objects.filter(person=cast.burak, seen_at=None).exists()


def test_an_empty_note_is_refused_in_words(elif_, conversation):
    answer = elif_.post(f"/conversations/{conversation.id}/notes/", {"text": "  "}, headers=HTMX)
    assert answer.status_code == 422
    assert "memnun:toast" in answer["HX-Trigger"]


def test_a_snooze_takes_a_ready_choice_or_a_time_and_nothing_past(elif_, conversation):
    address = f"/conversations/{conversation.id}/snooze/"
    current = {"seen": seen(elif_, conversation)}
    assert elif_.post(address, {"until": "2020-01-01T09:00", **current}, headers=HTMX).status_code == 422
    assert elif_.post(address, {**current}, headers=HTMX).status_code == 422
    assert elif_.post(address, {"choice": "tomorrow", **current}, headers=HTMX).status_code == 200
    conversation.refresh_from_db()
    assert conversation.status == Status.SNOOZED


def test_a_tag_is_put_on_and_taken_off(elif_, conversation):
    elif_.post(f"/conversations/{conversation.id}/tags/", {"name": "VIP Müşteri"})
    assert "vıp müşteri" in elif_.get("/").text or "vip müşteri" in elif_.get("/").text
    name = Event.objects.get(kind="conversations.tagged").details["tag"]
    elif_.post(f"/conversations/{conversation.id}/tags/removal/", {"name": name})
    conversation.refresh_from_db()
    assert not [label for label in conversation.labels if label.startswith("tag:")]


def test_an_analyst_reads_and_changes_nothing(cast, conversation):

    arda = signed_in_client(cast.arda)
    assert arda.get(f"/conversations/{conversation.id}/").status_code == 200
    assert arda.post(f"/conversations/{conversation.id}/resolution/").status_code == 403
