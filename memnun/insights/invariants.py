"""What must always hold for themes."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant

WORKER = _("See whether a worker is running.")

UNCOUNTED_DAY = Invariant(
    "theme_day_uncounted",
    _("No changed day waits longer than ten minutes for its themes to be counted."),
    "SELECT brand_id, min(at) FROM insights_changedday WHERE at < now() - interval '10 minutes' GROUP BY brand_id",
    WORKER,
)
MISCOUNTED_THEMES = Invariant(
    "theme_miscounted",
    _("The counted topics of a sampled day are those of its contacts."),
    """
    WITH sampled AS (
        SELECT v.brand_id, v.day, v.telling, v.counted_at FROM insights_dayvolume v
        WHERE v.day = CURRENT_DATE - (1 + (extract(doy FROM now())::int * 7 + extract(hour FROM now())::int) % 60)
        AND NOT EXISTS (SELECT FROM insights_changedday c WHERE c.brand_id = v.brand_id AND c.day = v.day)),
    told AS (
        SELECT s.brand_id, s.day, r.topics FROM sampled s
        JOIN interactions_interaction i ON i.brand_id = s.brand_id
            AND i.occurred_at >= s.day::timestamp AT TIME ZONE 'Europe/Istanbul'
            AND i.occurred_at < (s.day + 1)::timestamp AT TIME ZONE 'Europe/Istanbul'
        JOIN interactions_reading r ON r.interaction_id = i.id AND r.kinds::text[] && ARRAY['complaint', 'suggestion']
        JOIN interactions_conversation c ON c.id = i.conversation_id
        LEFT JOIN people_team t ON t.id = c.team_id WHERE t.private IS NOT TRUE),
    counted AS (
        SELECT brand_id, day, '' AS key, count(*) AS n FROM told GROUP BY brand_id, day
        UNION ALL SELECT brand_id, day, topic, count(*) FROM told, unnest(topics) AS topic GROUP BY 1, 2, 3),
    kept AS (
        SELECT brand_id, day, '' AS key, telling AS n FROM sampled WHERE telling > 0
        UNION ALL SELECT d.brand_id, d.day, d.key, d.contacts FROM insights_themeday d
        JOIN sampled s ON s.brand_id = d.brand_id AND s.day = d.day WHERE d.kind = 'topic')
    SELECT DISTINCT s.brand_id, s.counted_at FROM sampled s JOIN (
        SELECT brand_id, day FROM counted FULL JOIN kept USING (brand_id, day, key)
        WHERE counted.n IS DISTINCT FROM kept.n) AS wrong ON wrong.brand_id = s.brand_id AND wrong.day = s.day
    """,
    _("This is a fault of the software: please report it with the log of that time."),
)
