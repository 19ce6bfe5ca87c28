"""What must always hold in the ledger."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant

REREAD = _("Run `bin/memnun reread`; it reads what has no reading.")
REPORT = _("This is a fault of the software: please report it with the log of that time.")

WAITING_TOO_LONG = Invariant(
    "raw_waiting",
    _("No raw record waits longer than ten minutes to be placed."),
    "SELECT brand_id, received_at FROM interactions_rawinbound "
    "WHERE state = 'waiting' AND received_at < now() - interval '10 minutes'",
    _("See whether a worker is running; records that fail again and again go to quarantine by themselves."),
)
PLACED_WITHOUT_INTERACTION = Invariant(
    "raw_without_interaction",
    _("No raw record is without an interaction or a quarantine entry."),
    "SELECT r.brand_id, r.received_at FROM interactions_rawinbound r WHERE r.state = 'placed' "
    "AND NOT EXISTS (SELECT FROM interactions_interaction i WHERE i.id = r.id)",
    REPORT,
)
UNREAD = Invariant(
    "interaction_unread",
    _("No customer's words are unread."),
    "SELECT i.brand_id, i.recorded_at FROM interactions_interaction i WHERE i.direction = 'in' "
    "AND (i.text <> '' OR i.subject <> '') "
    """AND NOT (i.meta @> '{"automatic": true}' OR i.meta @> '{"wordless": true}') """
    "AND NOT EXISTS (SELECT FROM interactions_reading r WHERE r.interaction_id = i.id)",
    REREAD,
)
UNSEARCHABLE = Invariant(
    "interaction_unsearchable",
    _("No interaction is missing from the search."),
    "SELECT i.brand_id, i.recorded_at FROM interactions_interaction i "
    "WHERE NOT EXISTS (SELECT FROM interactions_searchdocument d WHERE d.interaction_id = i.id)",
    REPORT,
)
MISCOUNTED = Invariant(
    "conversation_miscounted",
    _("Every conversation counts its contacts rightly."),
    "SELECT c.brand_id, c.last_at FROM interactions_conversation c LEFT JOIN "
    "(SELECT conversation_id, count(*) AS n FROM interactions_interaction GROUP BY conversation_id) i "
    "ON i.conversation_id = c.id WHERE c.interactions_count <> COALESCE(i.n, 0)",
    REPORT,
)
MIXED_BRANDS = Invariant(
    "interaction_across_brands",
    _("No contact, conversation and customer belong to different brands."),
    "SELECT i.brand_id, i.recorded_at FROM interactions_interaction i "
    "JOIN interactions_conversation c ON c.id = i.conversation_id "
    "JOIN customers_customer k ON k.id = i.customer_id "
    "WHERE i.brand_id <> c.brand_id OR i.brand_id <> k.brand_id",
    REPORT,
)
MIXED_CUSTOMERS = Invariant(
    "interaction_of_another_customer",
    _("Every contact is of the customer of its conversation."),
    "SELECT i.brand_id, i.recorded_at FROM interactions_interaction i "
    "JOIN interactions_conversation c ON c.id = i.conversation_id WHERE i.customer_id <> c.customer_id",
    REPORT,
)
MERGED_AWAY = Invariant(
    "rearrangement_without_undo",
    _("Every merged conversation can be parted again."),
    "SELECT c.brand_id, c.last_at FROM interactions_conversation c WHERE c.merged_into_id IS NOT NULL "
    "AND NOT EXISTS (SELECT FROM interactions_rearrangement r WHERE c.id IN (r.source_id, r.target_id))",
    REPORT,
)
UNGATED = Invariant(
    "message_without_decision",
    _("No outgoing message is without a stored decision of the contact gate."),
    "SELECT m.brand_id, m.created_at FROM interactions_outboxmessage m "
    "WHERE NOT EXISTS (SELECT FROM consent_gatedecision d WHERE d.id = m.gate_decision_id)",
    REPORT,
)
STUCK = Invariant(
    "message_stuck",
    _("No message that is due has waited longer than fifteen minutes to be tried."),
    "SELECT m.brand_id, m.next_at FROM interactions_outboxmessage m "
    "JOIN interactions_channelaccount a ON a.id = m.channel_account_id "
    "WHERE m.state IN ('waiting', 'sending') AND m.next_at < now() - interval '15 minutes' AND a.active "
    "AND (a.paused_until IS NULL OR a.paused_until < now() - interval '15 minutes')",
    _("See whether a worker is running."),
)
UNPROVEN = Invariant(
    "message_sent_without_proof",
    _("No message counts as sent without standing in the ledger with what the other side answered."),
    "SELECT m.brand_id, m.sent_at FROM interactions_outboxmessage m WHERE m.sent_at < now() - interval '10 minutes' "
    "AND (m.provider_id = '' AND m.proof = '{}'::jsonb "
    "OR NOT EXISTS (SELECT FROM interactions_interaction i WHERE i.id = m.id))",
    REPORT,
)
UNATTENDED = Invariant(
    "message_unattended",
    _("No message that did not arrive has waited longer than a day for somebody."),
    "SELECT brand_id, failed_at FROM interactions_outboxmessage WHERE state IN ('failed', 'uncertain', 'blocked') "
    "AND settled_at IS NULL AND failed_at < now() - interval '1 day'",
    _("Open the outbox, and send these again or say that they were dealt with."),
)
