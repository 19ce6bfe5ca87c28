"""What must always hold of letters."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant

UNPRINTED = Invariant(
    "letter_sent_unprinted",
    _("No letter counts as sent that nobody printed."),
    "SELECT l.brand_id, m.sent_at FROM channel_post_letter l JOIN interactions_outboxmessage m ON m.id = l.message_id "
    "WHERE m.state IN ('sent', 'delivered', 'read') AND l.state = 'waiting'",
    _("This is a fault of the software: please report it with the log of that time."),
)
