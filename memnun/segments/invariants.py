"""What must always hold for the three groups."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant

UNEXPLAINED_GROUP = Invariant(
    "group_unexplained",
    _("No customer stands in a group without a movement that explains it."),
    "SELECT c.brand_id, c.group_since FROM customers_customer c WHERE c.\"group\" <> 'unknown' "
    "AND c.merged_into_id IS NULL AND NOT EXISTS "
    '(SELECT FROM segments_movement m WHERE m.customer_id = c.id AND m.after = c."group")',
    _("This is a fault of the software: please report it with the log of that time."),
)
OVERDUE_GROUPING = Invariant(
    "grouping_overdue",
    _("No customer waits longer than ten minutes to be looked at again."),
    "SELECT brand_id, regroup_at FROM customers_customer WHERE regroup_at < now() - interval '10 minutes'",
    _("See whether a worker is running."),
)
