"""What must always hold in live chat."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant

UNKEPT = Invariant(
    "chat_line_unkept",
    _("No message that a visitor was told is kept is missing from the ledger."),
    "SELECT l.brand_id, l.at FROM channel_chat_line l WHERE l.direction = 'in' "
    "AND NOT EXISTS (SELECT FROM interactions_rawinbound r WHERE r.id = l.id)",
    _("This is a fault of the software: please report it with the log of that time."),
)
FORGOTTEN = Invariant(
    "chat_answer_forgotten",
    _("No answer to a visitor who left an address waits longer than an hour to leave by e-mail."),
    "SELECT l.brand_id, l.at FROM channel_chat_line l JOIN channel_chat_visitor v ON v.id = l.visitor_id "
    "JOIN interactions_channelaccount a ON a.id = v.account_id "
    "WHERE l.direction = 'out' AND l.delivered_at IS NULL AND l.carried_at IS NULL AND v.email <> '' "
    "AND v.seen_until < now() AND l.at < now() - interval '1 hour' AND l.at > now() - interval '3 days' "
    "AND COALESCE((a.settings ->> 'by_email')::boolean, true)",
    _("Connect a mailbox that can send, or turn the answer by e-mail off in the settings of the chat."),
)
