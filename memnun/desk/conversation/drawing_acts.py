"""What can be done with a conversation as markup: the same above and below each but for its ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from memnun.desk.contact.forms import ContactForm
from memnun.foundation.patterns import draw
from memnun.interactions.models import Conversation, Status
from memnun.people.models import Person, Team


@dataclass(frozen=True, slots=True)
class Actor:
    """Who may act on a conversation, and what their forms carry: the newest act they saw, and their token."""

    person: Person
    seen: int | str
    token: str


def draw_acts(
    conversation: Conversation, actor: Actor, people: Sequence[Person], teams: Sequence[Team]
) -> SafeString:
    """Giving it to somebody, putting it off, resolving it, and the menu of everything else."""
    values = {"conversation_id": conversation.id, "seen": actor.seen, "csrf_token": actor.token}
    given = {
        "me": actor.person.id,
        "assignee_id": conversation.assignee_id,
        "assignee": conversation.assignee.name if conversation.assignee else "",
        "people": tuple((person.id, person.name) for person in people),
    }
    belongs = {"team_id": conversation.team_id, "teams": tuple((team.id, team.name) for team in teams)}
    parts = (
        draw("desk/conversation/_assign.html", given, values),
        draw("desk/conversation/_snooze.html", {}, values),
        draw(
            "desk/conversation/_finish.html", {"is_resolved": conversation.status == Status.RESOLVED}, values
        ),
        draw("desk/conversation/_more_acts.html", belongs, values),
    )
    return SafeString("".join(parts))


def draw_split_bar(conversation_id: UUID, token: str) -> SafeString:
    """The form of the contacts that are ticked to be split off."""
    values = {"conversation_id": conversation_id, "csrf_token": token}
    return draw("desk/conversation/_split_bar.html", {}, values)


def draw_composer_tabs() -> SafeString:
    """The choice between an answer, a note and a contact."""
    return draw("desk/conversation/_composer_tabs.html", {}, {})


def draw_notes_and_contacts(conversation_id: UUID, token: str, people: Sequence[Person]) -> SafeString:
    """The forms of a note, which can call colleagues, and of a contact written down by hand."""
    known = {"people": tuple(person.name for person in people), "how": _how(get_language())}
    values = {"conversation_id": conversation_id, "csrf_token": token}
    return draw("desk/conversation/_notes_and_contacts.html", known, values)


@lru_cache(maxsize=8)
def _how(_language: str | None) -> SafeString:
    """The choice of channel and direction."""
    return render_to_string("desk/contact/_how.html", {"form": ContactForm()})
