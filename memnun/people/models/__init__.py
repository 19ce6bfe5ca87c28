"""Brands and the people who work for them."""

from memnun.people.models.account import Account, SignInLink
from memnun.people.models.api_key import ApiKey, Scope
from memnun.people.models.brand import Branch, Brand
from memnun.people.models.counter import SharedValue
from memnun.people.models.day_mark import DayMark, DayMarkQuerySet
from memnun.people.models.departure import Departure
from memnun.people.models.invitation import Invitation
from memnun.people.models.person import Person, PersonQuerySet, Role
from memnun.people.models.team import Team, TeamMembership
from memnun.people.models.visibility import BrandQuerySet

__all__ = [
    "Account",
    "ApiKey",
    "Branch",
    "Brand",
    "BrandQuerySet",
    "DayMark",
    "DayMarkQuerySet",
    "Departure",
    "Invitation",
    "Person",
    "PersonQuerySet",
    "Role",
    "Scope",
    "SharedValue",
    "SignInLink",
    "Team",
    "TeamMembership",
]
