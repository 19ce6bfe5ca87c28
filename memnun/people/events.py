"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

BRAND_FOUNDED = Kind("people.brand_founded", _("{actor} founded the brand {name}"), "building", live=False)
BRAND_CHANGED = Kind(
    "people.brand_changed", _("{actor} changed the brand: {changes}"), "building", live=False
)
BRANCH_ADDED = Kind("people.branch_added", _("{actor} added the branch {name}"), "building-store", live=False)
BRANCH_CHANGED = Kind(
    "people.branch_changed", _("{actor} changed the branch {name}: {changes}"), "building-store", live=False
)
TEAM_ADDED = Kind("people.team_added", _("{actor} made the team {name}"), "users", live=False)
TEAM_CHANGED = Kind(
    "people.team_changed", _("{actor} changed the team {name}: {changes}"), "users", live=False
)
TEAM_REMOVED = Kind("people.team_removed", _("{actor} removed the team {name}"), "users", live=False)

PERSON_INVITED = Kind(
    "people.person_invited", _("{actor} invited {name} ({email}) as {role}"), "user-plus", live=False
)
INVITATION_RENEWED = Kind(
    "people.invitation_renewed", _("{actor} sent {name} ({email}) a new invitation"), "user-plus", live=False
)
INVITATION_WITHDRAWN = Kind(
    "people.invitation_withdrawn",
    _("{actor} took back the invitation of {name} ({email})"),
    "user-x",
    live=False,
)
PERSON_ADDED = Kind("people.person_added", _("{actor} added {name} as {role}"), "user-plus", live=False)
PERSON_JOINED = Kind(
    "people.person_joined", _("{name} accepted the invitation as {role}"), "user-plus", live=False
)
PERSON_CHANGED = Kind(
    "people.person_changed", _("{actor} changed {name}: {changes}"), "user-edit", live=False
)
PERSON_LEFT = Kind(
    "people.person_left",
    _("{actor} ended the work of {name}; handed over to {successor}: {count}"),
    "user-x",
    live=False,
)
PERSON_RETURNED = Kind(
    "people.person_returned", _("{actor} brought {name} back to work"), "user-plus", live=False
)

API_KEY_ISSUED = Kind("people.api_key_issued", _("{actor} issued the API key {name}"), "key", live=False)
API_KEY_CHANGED = Kind(
    "people.api_key_changed", _("{actor} changed the API key {name}: {changes}"), "key", live=False
)
API_KEY_REVOKED = Kind("people.api_key_revoked", _("{actor} revoked the API key {name}"), "ban", live=False)

SIGNED_IN = Kind("people.signed_in", _("{actor} signed in"), "login", live=False)
SIGNED_OUT = Kind("people.signed_out", _("{actor} signed out"), "logout", live=False)
SIGN_IN_FAILED = Kind(
    "people.sign_in_failed", _("Somebody failed to sign in as {email}"), "alert-triangle", live=False
)
SIGN_IN_LINK_ISSUED = Kind(
    "people.sign_in_link_issued", _("A one-time sign-in link was made for {email}"), "link", live=False
)
SESSIONS_ENDED = Kind("people.sessions_ended", _("{actor} ended other sessions"), "logout", live=False)
PASSWORD_CHANGED = Kind("people.password_changed", _("The password of {email} changed"), "lock", live=False)
SECOND_FACTOR_ADDED = Kind(
    "people.second_factor_added", _("{email} added a second factor: {factor}"), "shield-lock", live=False
)
SECOND_FACTOR_REMOVED = Kind(
    "people.second_factor_removed", _("{email} removed a second factor: {factor}"), "shield", live=False
)
