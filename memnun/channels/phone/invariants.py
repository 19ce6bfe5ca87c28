"""What must always hold of calls."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant

OUTSIDE = Invariant(
    "call_outside_the_ledger",
    _("No ended call with a customer is missing from the ledger."),
    "SELECT brand_id, ended_at FROM channel_phone_call WHERE ended_at < now() - interval '15 minutes' "
    "AND raw_id IS NULL AND direction IN ('in', 'out')",
    _("This is a fault of the software: please report it with the log of that time."),
)
OUTLIVED = Invariant(
    "recording_link_outlived",
    _("No link to a recording outlives its time by more than a day."),
    "SELECT brand_id, recording_until FROM channel_phone_call WHERE recording <> '' "
    "AND recording_until < now() - interval '1 day'",
    _("See whether a worker is running; it destroys links every night."),
)
UNREAD = Invariant(
    "call_event_unread",
    _("No event of a switchboard waits longer than half an hour to be read."),
    "SELECT brand_id, received_at FROM channel_phone_callevent WHERE applied_at IS NULL AND problem = '' "
    "AND received_at < now() - interval '30 minutes'",
    _("See whether a worker is running; it reads such events again every ten minutes."),
)
