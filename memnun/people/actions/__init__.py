"""What people of a brand do to the brand and to each other."""

from memnun.people.actions.branches import add_branch, change_branch
from memnun.people.actions.brands import change_brand, found_brand
from memnun.people.actions.departures import end_work, take_back_departure
from memnun.people.actions.invitations import (
    accept_invitation,
    find_invitation,
    invite_person,
    renew_invitation,
    withdraw_invitation,
)
from memnun.people.actions.keys import change_api_key, issue_api_key, revoke_api_key
from memnun.people.actions.links import find_sign_in_link, issue_sign_in_link, use_sign_in_link
from memnun.people.actions.staff import add_person, change_person
from memnun.people.actions.teams import change_team, make_team, remove_team

__all__ = [
    "accept_invitation",
    "add_branch",
    "add_person",
    "change_api_key",
    "change_branch",
    "change_brand",
    "change_person",
    "change_team",
    "end_work",
    "find_invitation",
    "find_sign_in_link",
    "found_brand",
    "invite_person",
    "issue_api_key",
    "issue_sign_in_link",
    "make_team",
    "remove_team",
    "renew_invitation",
    "revoke_api_key",
    "take_back_departure",
    "use_sign_in_link",
    "withdraw_invitation",
]
