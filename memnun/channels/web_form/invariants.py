"""What must always hold of forms."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant

OUTSIDE = Invariant(
    "form_outside_the_ledger",
    _("No form that was taken is missing from the ledger."),
    "SELECT s.brand_id, s.created_at FROM channel_web_form_formsubmission s WHERE s.state = 'taken' "
    "AND NOT EXISTS (SELECT FROM interactions_rawinbound r WHERE r.id = s.raw_id) "
    "AND NOT EXISTS (SELECT FROM interactions_interaction i WHERE i.id = s.raw_id)",
    _("This is a fault of the software: please report it with the log of that time."),
)
