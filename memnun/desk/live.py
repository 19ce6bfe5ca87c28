"""Who may watch the event stream: whoever is signed in and at work for a brand, and sees what they may see.

The stream is no Django request: the sign-in is looked up once when it opens, and again every minute and
after every act on staff, teams or sign-ins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare

from memnun.events.live.endpoint import EventStreams
from memnun.events.live.viewer import Viewer
from memnun.foundation import clock
from memnun.people.middleware import SESSION_BRAND
from memnun.people.models import Person, Role, Team, TeamMembership
from memnun.people.sign_in import lacks_second_factor

STAFF_ACTS = "people."
"""Acts whose kinds begin so may change who sees what."""


def find_viewers(sessions: Sequence[str]) -> list[Viewer | None]:
    """Who opens streams with these sessions: the people at work for the brands chosen in them."""
    standing = _standing(sessions)
    people = {session: _chosen(content, candidates) for session, (content, candidates) in standing.items()}
    hidden = _hidden_teams([person for person in people.values() if person])
    return [_viewer(session, people.get(session), hidden) for session in sessions]


def check_viewers(viewers: Sequence[Viewer]) -> list[Viewer | None]:
    """The viewers with what they may see by now; None for those signed out, gone or locked out."""
    standing = _standing({viewer.session for viewer in viewers})
    people = [
        _same(viewer, standing[viewer.session][1]) if viewer.session in standing else None
        for viewer in viewers
    ]
    hidden = _hidden_teams([person for person in people if person])
    return [_viewer(viewer.session, person, hidden) for viewer, person in zip(viewers, people, strict=True)]


streams = EventStreams(find_viewers, check_viewers, lambda kind: kind.startswith(STAFF_ACTS))


def _viewer(session: str, person: Person | None, hidden: dict[UUID, frozenset[UUID]]) -> Viewer | None:
    if person is None:
        return None
    return Viewer(person.brand_id, person.id, person.account_id, hidden[person.id], session)


def _chosen(content: dict[str, Any], people: Sequence[Person]) -> Person | None:
    chosen = content.get(SESSION_BRAND)
    return next(
        (person for person in people if str(person.brand_id) == chosen), people[0] if people else None
    )


def _same(viewer: Viewer, people: Sequence[Person]) -> Person | None:
    return next((person for person in people if person.id == viewer.person_id), None)


def _standing(sessions: Iterable[str]) -> dict[str, tuple[dict[str, Any], list[Person]]]:
    """The sessions that stand: what is in them, and the people their accounts work as, oldest first."""
    rows = Session.objects.filter(session_key__in=list(sessions), expire_date__gt=clock.now())
    contents = {row.session_key: row.get_decoded() for row in rows}
    contents = {session: content for session, content in contents.items() if SESSION_KEY in content}
    accounts = {content[SESSION_KEY] for content in contents.values()}
    people: defaultdict[str, list[Person]] = defaultdict(list)
    staff = Person.objects.filter(account_id__in=accounts, active=True, account__is_active=True)
    for person in staff.select_related("brand", "account").order_by("created_at"):
        if not lacks_second_factor(person):
            people[str(person.account_id)].append(person)
    return {
        session: (
            content,
            [person for person in people[content[SESSION_KEY]] if _is_signed_in(person, content)],
        )
        for session, content in contents.items()
    }


def _is_signed_in(person: Person, content: dict[str, Any]) -> bool:
    """Whether the password is still the one of the sign-in, as Django asks for every request."""
    given = content.get(HASH_SESSION_KEY) or ""
    account = person.account
    hashes = [account.get_session_auth_hash(), *account.get_session_auth_fallback_hash()]
    return any(constant_time_compare(given, each) for each in hashes)


def _hidden_teams(people: Sequence[Person]) -> dict[UUID, frozenset[UUID]]:
    """Of each person, the private teams whose work they may not see, as `Person.hidden_team_ids` says it."""
    private: defaultdict[UUID, set[UUID]] = defaultdict(set)
    teams = Team.objects.filter(brand_id__in={person.brand_id for person in people}, private=True)
    for team_id, brand_id in teams.values_list("id", "brand_id"):
        private[brand_id].add(team_id)
    own: defaultdict[UUID, set[UUID]] = defaultdict(set)
    memberships = TeamMembership.objects.filter(
        person__in=[person.id for person in people], team__private=True
    )
    for person_id, team_id in memberships.values_list("person_id", "team_id") if private else ():
        own[person_id].add(team_id)
    return {
        person.id: frozenset()
        if person.is_at_least(Role.MANAGER)
        else frozenset(private[person.brand_id] - own[person.id])
        for person in people
    }
