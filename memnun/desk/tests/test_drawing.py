"""What is drawn without a template is what a template would draw, and stays text whatever people write."""

from __future__ import annotations

from html import escape

import pytest
from django.template.loader import render_to_string

from memnun.customers.models import Identity
from memnun.desk.conversation.drawing_acts import Actor, draw_acts, draw_notes_and_contacts
from memnun.desk.customer.drawing import draw_grounds, draw_identities, draw_others, draw_touches
from memnun.foundation import clock
from memnun.interactions.models import Status
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.models import Person, Team
from memnun.people.testing import make_team
from memnun.segments.grounds import Ground

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('1')</script> {x} & \"y\""


@pytest.fixture
def contact(cast):
    [made] = record(cast.brand, make_contact(HOSTILE, subject=HOSTILE))
    return made


def test_lists_about_a_customer_show_what_people_wrote_as_text(contact):
    ground = Ground(clock.now(), 1.0, "email", [HOSTILE], "", contact.conversation_id, contact.id)
    identity = Identity(kind="email", value=f"{HOSTILE}@example.com", claimed=True)
    drawn = [
        draw_touches([contact]),
        draw_others([contact.conversation]),
        draw_grounds([ground]),
        draw_identities([identity]),
    ]
    for markup in drawn:
        assert "<script>" not in markup
        assert escape(HOSTILE[:20]) in markup


def test_a_contact_leads_to_its_place_in_its_conversation(contact):
    assert f'href="/conversations/{contact.conversation_id}/#i-{contact.id}"' in draw_touches([contact])


@pytest.mark.parametrize("status", [Status.OPEN, Status.RESOLVED])
def test_acts_are_drawn_as_their_templates_draw_them(cast, contact, status):
    team = make_team(cast.brand, HOSTILE, cast.elif_)
    conversation = contact.conversation
    conversation.status, conversation.assignee, conversation.team = status, cast.burak, team
    people = [cast.elif_, Person(brand=cast.brand, name=HOSTILE)]
    drawn = draw_acts(conversation, Actor(cast.elif_, 7, "token"), people, [team])
    values = {"conversation_id": conversation.id, "seen": 7, "csrf_token": "token"}
    shown = {
        "me": cast.elif_.id,
        "assignee": cast.burak.name,
        "assignee_id": cast.burak.id,
        "people": [(one.id, one.name) for one in people],
        "teams": [(team.id, team.name)],
        "team_id": team.id,
        "is_resolved": status == Status.RESOLVED,
    }
    names = ("_assign", "_snooze", "_finish", "_more_acts")
    expected = [render_to_string(f"desk/conversation/{name}.html", {**values, **shown}) for name in names]
    assert drawn == "".join(expected)
    assert "<script>" not in drawn


def test_each_conversation_and_reader_has_forms_of_its_own(cast, contact):
    [other] = record(cast.brand, make_contact("Bambaşka", customer=KEREM))
    teams: list[Team] = []
    first = draw_acts(contact.conversation, Actor(cast.elif_, 1, "hers"), [], teams)
    second = draw_acts(other.conversation, Actor(cast.elif_, 2, "his"), [], teams)
    assert str(contact.conversation_id) in first
    assert "hers" in first
    for foreign in (str(contact.conversation_id), "hers"):
        assert foreign not in second


def test_colleagues_who_can_be_called_stand_in_the_note(cast, contact):
    named = draw_notes_and_contacts(contact.conversation_id, "token", [cast.burak])
    assert cast.burak.name in named
    assert cast.burak.name not in draw_notes_and_contacts(contact.conversation_id, "token", [])
