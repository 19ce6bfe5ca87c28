"""What must always hold between contacts and cases."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant
from memnun.reactions.rules import LOW

WORKER = _(
    "See whether a worker is running, and on the health page whether the reader of the rules was set back."
)
LOW_WITHOUT_CASE = Invariant(
    "low_score_without_case",
    _("No low score is without a case for longer than ten minutes."),
    "SELECT i.brand_id, i.recorded_at FROM cases_casesettings s "
    "JOIN interactions_interaction i ON i.brand_id = s.brand_id AND i.occurred_at >= s.since "
    "AND i.occurred_at >= now() - interval '32 days' "
    "JOIN interactions_rawinbound w ON w.id = i.id "
    "WHERE i.direction = 'in' AND i.meta->'rating' ? 'highest' "
    "AND (i.meta->'rating'->>'value')::float - (i.meta->'rating'->>'lowest')::float <= "
    f"{LOW} * ((i.meta->'rating'->>'highest')::float - (i.meta->'rating'->>'lowest')::float) "
    "AND i.recorded_at BETWEEN now() - interval '30 days' AND now() - interval '10 minutes' "
    "AND i.occurred_at >= i.recorded_at - interval '2 days' AND w.source_kind <> 'import' "
    "AND NOT EXISTS (SELECT FROM reactions_switchedoff o "
    "WHERE o.brand_id = i.brand_id AND o.rule = 'low_score_opens_a_case') "
    "AND NOT EXISTS (SELECT FROM cases_casecontact t WHERE t.interaction_id = i.id) "
    "AND NOT EXISTS (SELECT FROM cases_case c WHERE c.conversation_id = i.conversation_id)",
    WORKER,
)
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
    "WHERE k.interaction_id = i.id AND k.field = 'kinds' AND k.at > now() - interval '10 minutes') "
    "AND NOT EXISTS (SELECT FROM reactions_switchedoff o "
    "WHERE o.brand_id = i.brand_id AND o.rule = 'complaint_opens_a_case') "
    "AND NOT EXISTS (SELECT FROM cases_casecontact t WHERE t.interaction_id = i.id) "
    "AND NOT EXISTS (SELECT FROM cases_case c WHERE c.conversation_id = i.conversation_id)",
    WORKER,
)
