"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

BRAND_FOUNDED = Kind("people.brand_founded", _("{actor} founded the brand {name}"), "building", live=False)
PERSON_ADDED = Kind("people.person_added", _("{actor} added {name} as {role}"), "user-plus", live=False)
PERSON_CHANGED = Kind(
    "people.person_changed", _("{actor} changed {name}: {changes}"), "user-edit", live=False
)
PERSON_LEFT = Kind("people.person_left", _("{actor} ended the work of {name}"), "user-minus", live=False)
API_KEY_ISSUED = Kind("people.api_key_issued", _("{actor} issued the API key {name}"), "key", live=False)
API_KEY_REVOKED = Kind(
    "people.api_key_revoked", _("{actor} revoked the API key {name}"), "key-off", live=False
)
SIGNED_IN = Kind("people.signed_in", _("{actor} signed in"), "login", live=False)
SIGN_IN_FAILED = Kind(
    "people.sign_in_failed", _("Somebody failed to sign in as {email}"), "login", live=False
)
