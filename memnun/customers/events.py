"""The acts this room records."""

from django.utils.translation import gettext_lazy as _

from memnun.events.kinds import Kind

ADDED = Kind("customers.added", _("{actor} added the customer"), "user-plus")
CHANGED = Kind("customers.changed", _("{actor} changed {changes}"), "edit")
IDENTITY_ADDED = Kind("customers.identity_added", _("{actor} added {value}"), "id")
IDENTITY_REMOVED = Kind("customers.identity_removed", _("{actor} removed {value}"), "link-off")
MERGED = Kind("customers.merged", _("{actor} merged {absorbed} into this customer"), "arrow-merge")
UNMERGED = Kind("customers.unmerged", _("{actor} parted {absorbed} from this customer again"), "arrows-split")
DUPLICATE_DISMISSED = Kind(
    "customers.duplicate_dismissed", _("{actor} said these are different people"), "users"
)
