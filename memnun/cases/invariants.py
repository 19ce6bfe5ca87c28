"""What must always hold of cases."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant

REPORT = _("This is a fault of the software: please report it with the log of that time.")
OPEN = "c.state IN ('new', 'working', 'waiting')"

WITHOUT_STEP = Invariant(
    "case_without_next_step",
    _("No open case is without a next step and a time."),
    f"SELECT c.brand_id, c.opened_at FROM cases_case c WHERE {OPEN} AND c.next_step_at IS NULL",
    REPORT,
)
WITHOUT_OWNER = Invariant(
    "case_without_owner",
    _("No open case is without an owner for longer than an hour."),
    f"SELECT c.brand_id, c.opened_at FROM cases_case c WHERE {OPEN} AND c.assignee_id IS NULL "
    "AND c.opened_at < now() - interval '1 hour'",
    _("Give it to somebody, or see whether everybody is away or has as many cases as they may have."),
)
WITHOUT_FOLLOW_UP = Invariant(
    "solution_without_follow_up",
    _("No solved case is without a follow-up between its days, done or waived with a reason."),
    "SELECT c.brand_id, r.at FROM cases_resolution r JOIN cases_case c ON c.id = r.case_id "
    "JOIN cases_casetype t ON t.id = c.type_id WHERE r.undone_at IS NULL AND t.followed_up "
    "AND NOT EXISTS (SELECT FROM cases_followup f WHERE f.resolution_id = r.id)",
    REPORT,
)
UNASKED = Invariant(
    "follow_up_unasked",
    _("No follow-up is unasked after its last day."),
    "SELECT f.brand_id, f.until FROM cases_followup f WHERE f.state = 'planned' "
    "AND f.until < now() - interval '1 day'",
    _("Ask the customer, or say why not."),
)
UNMARKED = Invariant(
    "promise_unmarked",
    _("No promise is past its time and unmarked for longer than five minutes."),
    "SELECT p.brand_id, p.due_at FROM cases_promise p WHERE p.state = 'open' "
    "AND p.due_at < now() - interval '5 minutes'",
    _("See whether a worker is running."),
)
UNTIMED = Invariant(
    "deadline_untimed",
    _("No deadline of an open case stands still while nobody waits for the customer."),
    "SELECT d.brand_id, d.start_at FROM cases_deadline d JOIN cases_case c ON c.id = d.case_id "
    f"WHERE {OPEN} AND d.met_at IS NULL AND d.dropped_at IS NULL AND d.due_at IS NULL "
    "AND NOT EXISTS (SELECT FROM cases_awaiting a WHERE a.case_id = c.id AND a.until IS NULL)",
    REPORT,
)
MIXED = Invariant(
    "case_across_brands",
    _("No case, customer and conversation belong to different brands."),
    "SELECT c.brand_id, c.opened_at FROM cases_case c JOIN customers_customer k ON k.id = c.customer_id "
    "LEFT JOIN interactions_conversation v ON v.id = c.conversation_id "
    "WHERE c.brand_id <> k.brand_id OR c.brand_id <> v.brand_id",
    REPORT,
)
OVERDRAWN = Invariant(
    "concession_undecided",
    _("Nothing was given without somebody who decided it."),
    "SELECT g.brand_id, g.at FROM cases_concession g WHERE g.state = 'given' AND g.decided_at IS NULL",
    REPORT,
)
UNCOUNTED = Invariant(
    "figures_uncounted",
    _("No changed day waits longer than ten minutes for its figures."),
    "SELECT brand_id, min(at) FROM cases_markedday WHERE at < now() - interval '10 minutes' GROUP BY brand_id",
    _("See whether a worker is running."),
)
MISCOUNTED = Invariant(
    "figures_miscounted",
    _("The counted solutions of a sampled day are those of its cases."),
    """
    WITH sampled AS (
        SELECT b.id AS brand_id, d.day FROM people_brand b,
            LATERAL (SELECT CURRENT_DATE - (1 + extract(hour FROM now())::int * 3) AS day) AS d
        WHERE NOT EXISTS (SELECT FROM cases_markedday m WHERE m.brand_id = b.id AND m.day = d.day))
    SELECT s.brand_id, now() FROM sampled s
    LEFT JOIN cases_daycolumn c ON c.brand_id = s.brand_id AND c.day = s.day AND c.kind = 'solution' AND c.name = 'took'
    WHERE COALESCE(octet_length(c.packed), 0) <> 8 * (
        SELECT count(*) FROM cases_resolution r WHERE r.brand_id = s.brand_id AND r.undone_at IS NULL
        AND r.took IS NOT NULL AND r.at >= s.day::timestamp AT TIME ZONE 'Europe/Istanbul'
        AND r.at < (s.day + 1)::timestamp AT TIME ZONE 'Europe/Istanbul')
    """,
    REPORT,
)
ALL = (
    WITHOUT_STEP, WITHOUT_OWNER, WITHOUT_FOLLOW_UP, UNMARKED, UNTIMED, MIXED, OVERDRAWN,
)  # fmt: skip
