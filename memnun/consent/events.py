"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

CONSENTED = Kind("consent.consented", _("Consent was recorded: {type}, {address}"), "circle-check")
REFUSED = Kind("consent.refused", _("A refusal was recorded: {type}, {address}"), "ban")
WISHES_CHANGED = Kind(
    "consent.wishes_changed", _("The customer's wishes about contact changed: {changes}"), "adjustments"
)
NOTICE_SHOWN = Kind("consent.notice_shown", _("The text {name} (version {version}) was shown"), "file-text")
SUPPRESSED = Kind("consent.suppressed", _("{actor} put {address} on the list of no contact"), "user-off")
UNSUPPRESSED = Kind(
    "consent.unsuppressed", _("{actor} took {address} off the list of no contact: {why}"), "user-check"
)
POLICY_CHANGED = Kind(
    "consent.policy_changed", _("{actor} changed the rules of contact: {changes}"), "adjustments", live=False
)
NOTICE_MADE = Kind(
    "consent.notice_made", _("{actor} wrote version {version} of the text {name}"), "file-text", live=False
)
LINK_REVOKED = Kind("consent.link_revoked", _("{actor} closed the preference page of {address}"), "link-off")
FILE_MADE = Kind(
    "consent.iys_file_made", _("{actor} made a file for İYS: {count} rows"), "download", live=False
)
FILE_UPLOADED = Kind(
    "consent.iys_file_uploaded", _("{actor} said that a file is in İYS: {count} rows"), "upload", live=False
)
ACCOUNT_CONNECTED = Kind(
    "consent.iys_connected", _("{actor} connected the İYS account {username}"), "plug", live=False
)
ACCOUNT_DISCONNECTED = Kind(
    "consent.iys_disconnected", _("{actor} disconnected the İYS account"), "ban", live=False
)
FILE_READ = Kind(
    "consent.iys_file_read",
    _("{actor} read a file of İYS: {count} rows, {changed} changed, {problems} with problems"),
    "file-import",
    live=False,
)
MISSED = Kind(
    "consent.iys_missed",
    _("Consent did not reach İYS in time and cannot be used: {type}, {address}"),
    "alert-triangle",
)
NOT_CONFIRMED = Kind(
    "consent.not_confirmed",
    _("A consent was not confirmed to the customer on its day: {type}, {address}"),
    "alert-triangle",
)
CONFIRMED = Kind("consent.confirmed", _("The customer confirmed their consent: {type}, {address}"), "checks")
TAKEN_BACK = Kind(
    "consent.taken_back", _("The customer took back a consent they were told of: {type}, {address}"), "ban"
)
DUE_SOON = Kind("consent.iys_due_soon", _("{count} records are due in İYS today"), "clock", live=False)
MISMATCH_SETTLED = Kind(
    "consent.mismatch_settled", _("{actor} settled a difference with İYS: {address}"), "check", live=False
)
ERASED = Kind(
    "consent.erased", _("What was known of the customer's consents was erased"), "trash", live=False
)
