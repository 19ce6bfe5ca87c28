"""What must always hold between contacts and cases."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant

WITHOUT_CASE = Invariant(
    "complaint_without_case",
    _("No complaint is without a case for longer than ten minutes."),
    "SELECT i.brand_id, i.recorded_at FROM interactions_interaction i "
    "JOIN interactions_reading r ON r.interaction_id = i.id "
    "JOIN cases_casesettings s ON s.brand_id = i.brand_id "
    "JOIN interactions_rawinbound w ON w.id = i.id "
    "WHERE i.direction = 'in' AND 'complaint' = ANY(r.kinds) AND i.occurred_at >= s.since "
    "AND i.recorded_at BETWEEN now() - interval '30 days' AND now() - interval '10 minutes' "
    "AND i.occurred_at >= i.recorded_at - interval '2 days' AND w.source_kind <> 'import' "
    "AND NOT EXISTS (SELECT FROM interactions_correction k "
    "WHERE k.interaction_id = i.id AND k.field = 'kinds') "
    "AND NOT EXISTS (SELECT FROM reactions_switchedoff o "
    "WHERE o.brand_id = i.brand_id AND o.rule = 'complaint_opens_a_case') "
    "AND NOT EXISTS (SELECT FROM cases_casecontact t WHERE t.interaction_id = i.id) "
    "AND NOT EXISTS (SELECT FROM cases_case c WHERE c.conversation_id = i.conversation_id)",
    _(
        "See whether a worker is running, and on the health page whether the reader of the rules was set back."
    ),
)
