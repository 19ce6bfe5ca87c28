"""What must always hold for the readers of the log."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant

GIVEN_UP = Invariant(
    "event_given_up",
    _("No event was given up by what has to react to it."),
    "SELECT e.brand_id, s.given_up_at FROM events_setback s JOIN events_event e ON e.id = s.event_id"
    " WHERE s.given_up_at IS NOT NULL",
    _("Run `bin/memnun setbacks`; it shows why. When the cause is mended, `bin/memnun setbacks --retry`."),
)
