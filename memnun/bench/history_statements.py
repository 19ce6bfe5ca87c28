"""What makes a history of contacts, in SQL: the database writes a million of them itself."""

FOREIGN_KEYS = """
SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])
"""

INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE tablename = ANY(%s) AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""

IDENTITIES = """
INSERT INTO customers_identity (id, brand_id, customer_id, kind, scope, value, shown, claimed, source, created_at)
SELECT uuidv7(), %(brand)s, c.id, k.kind, NULL, k.value, k.value, false, 'import', now()
FROM made_customer c CROSS JOIN LATERAL (VALUES
    ('email', replace(c.folded, ' ', '.') || c.n || '@musteri.example'),
    ('phone', '+905' || lpad((300000000 + c.n * 3571 %% 300000000)::text, 9, '0'))) k (kind, value)
WHERE k.kind = 'email' OR c.n %% 3 > 0
"""

ACCOUNTS = """
INSERT INTO interactions_channelaccount (id, brand_id, channel, slug, name, active, created_at)
SELECT uuidv7(), %(brand)s, channel, 'main', '', true, now()
FROM unnest(ARRAY['email','phone','chat','social','web','video','in_person','post']) AS channel
"""

CONVERSATION_PLAN = """
CREATE UNLOGGED TABLE made_conversation AS
WITH drawn AS MATERIALIZED (
    SELECT n, length, random() AS a, random() AS b, random() AS c, random() AS d, random() AS e, random() AS f, random() AS g,
           now() - interval '730 days' + interval '727 days' * (n / %(conversations)s::float) AS started_at
    FROM made_length),
accounts AS (SELECT array_agg(id ORDER BY id) AS ids, array_agg(channel ORDER BY id) AS channels
             FROM interactions_channelaccount WHERE brand_id = %(brand)s)
SELECT d.n, d.length, uuidv7(d.started_at - now()) AS id, customer.id AS customer_id, customer.n AS customer_n, d.started_at,
       least(interval '6 hours' * d.b, (now() - d.started_at) / (d.length + 1)) AS gap,
       accounts.channels[1 + floor(8 * d.a * sqrt(d.a))::int] AS channel,
       accounts.ids[1 + floor(8 * d.a * sqrt(d.a))::int] AS account_id,
       CASE WHEN d.n > 0.95 * %(conversations)s AND d.c < 0.4 THEN 'open'
            WHEN d.n > 0.95 * %(conversations)s AND d.c < 0.5 THEN 'waiting' ELSE 'resolved' END AS status,
       CASE WHEN d.d < 0.75 THEN (%(people)s::uuid[])[1 + floor(d.d / 0.75 * cardinality(%(people)s::uuid[]))::int] END AS assignee_id,
       CASE WHEN d.e < 0.02 THEN (%(teams)s::uuid[])[cardinality(%(teams)s::uuid[])]
            WHEN d.e < 0.6 THEN (%(teams)s::uuid[])[1 + floor(d.e / 0.6 * (cardinality(%(teams)s::uuid[]) - 1))::int] END AS team_id,
       CASE WHEN d.f < 0.25 THEN 'complaint' WHEN d.f < 0.5 THEN 'question' WHEN d.f < 0.65 THEN 'request' WHEN d.f < 0.75 THEN 'thanks'
            WHEN d.f < 0.83 THEN 'praise' WHEN d.f < 0.88 THEN 'suggestion' ELSE 'other' END AS kind,
       (%(topics)s::text[])[1 + floor(cardinality(%(topics)s::text[]) * d.g * d.g * d.g)::int] AS topic,
       CASE WHEN d.b < 0.01 THEN 'vip' WHEN d.b < 0.0105 THEN 'hukuk' END AS tag,
       CASE WHEN d.f < 0.25 THEN 'negative' WHEN d.f < 0.65 THEN 'neutral' ELSE 'positive' END AS sentiment,
       d.f
FROM drawn d JOIN made_customer customer ON customer.n = floor(%(customers)s * d.c * sqrt(d.g))::int CROSS JOIN accounts
"""

CONTACTS = """
WITH contact AS MATERIALIZED (
    SELECT m.*, c.id AS conversation_id, c.customer_id, c.channel, c.account_id, c.sentiment, c.kind, c.topic, c.assignee_id, c.length,
           c.f, c.started_at + c.gap * m.place AS at, uuidv7(c.started_at + c.gap * m.place - now()) AS id,
           CASE WHEN m.place %% 2 = 0 THEN 'in' ELSE 'out' END AS direction
    FROM made_contact m JOIN made_conversation c ON c.n = m.conversation),
interaction AS (
    INSERT INTO interactions_interaction (id, brand_id, conversation_id, customer_id, channel_account_id, channel, direction,
        function, contact_type, occurred_at, recorded_at, staff_id, branch_id, subject, text, match_rule, thread_rule, meta)
    SELECT id, %(brand)s, conversation_id, customer_id, account_id, channel, direction, 'service', 'service_request', at, at,
           CASE WHEN direction = 'out' THEN assignee_id END, NULL, '', text, 'email', 'thread', '{}' FROM contact),
reading AS (
    INSERT INTO interactions_reading (interaction_id, brand_id, version, language, sentiment, mixed, kinds, topics, threats,
        "group", urgency, broken_promise, abuse, unsure, details, read_at)
    SELECT id, %(brand)s, 'made/1', 'tr', sentiment, false, ARRAY[kind], ARRAY[topic],
           '{}', CASE sentiment WHEN 'negative' THEN 'at_risk' WHEN 'positive' THEN 'satisfied' ELSE 'none' END,
           floor(3 * f)::int, false, false, false,
           jsonb_build_object('evidence', jsonb_build_array(jsonb_build_object('about', 'sentiment:' || sentiment,
               'start', 0, 'end', 5, 'text', left(text, 5), 'weight', round(f::numeric, 3)))), at
    FROM contact WHERE direction = 'in'),
document AS (
    INSERT INTO interactions_searchdocument (interaction_id, brand_id, occurred_at, words)
    SELECT id, %(brand)s, at, to_tsvector('simple', folded) FROM contact),
act AS (
    INSERT INTO events_event (brand_id, at, kind, actor_kind, customer_id, conversation_id, subject_id, details)
    SELECT %(brand)s, at, 'interactions.recorded', 'system', customer_id, conversation_id, id,
           jsonb_build_object('channel', channel, 'direction', direction, 'new', place = 0) FROM contact)
INSERT INTO made_last SELECT conversation, left(text, 240) FROM contact WHERE place = length - 1
"""

CONVERSATIONS = """
INSERT INTO interactions_conversation (id, brand_id, number, customer_id, channel, channel_account_id, function, contact_type,
    subject, status, assignee_id, team_id, branch_id, started_at, last_at, last_direction, last_text, waiting_since,
    snoozed_until, resolved_at, interactions_count, sentiment, urgency, "group", labels, merged_into_id, created_at)
SELECT c.id, %(brand)s, c.n + 1, c.customer_id, c.channel, c.account_id, 'service', 'service_request', '', c.status,
       CASE WHEN c.status = 'resolved' OR c.n %% 3 > 0 THEN c.assignee_id END, c.team_id, NULL, c.started_at,
       c.started_at + c.gap * (c.length - 1), CASE WHEN c.length %% 2 = 1 THEN 'in' ELSE 'out' END, l.text,
       CASE WHEN c.status = 'open' AND c.length %% 2 = 1 THEN c.started_at + c.gap * (c.length - 1) END, NULL,
       CASE WHEN c.status = 'resolved' THEN c.started_at + c.gap * c.length END, c.length, c.sentiment,
       floor(3 * c.f)::int, 'unknown',
       array_remove(ARRAY['kind:' || nullif(c.kind, 'other'), 'topic:' || c.topic, 'tag:' || c.tag], NULL), NULL, c.started_at
FROM made_conversation c JOIN made_last l ON l.conversation = c.n ORDER BY c.n
"""

CUSTOMERS = """
INSERT INTO customers_customer (id, brand_id, name, called, name_folded, name_sort, legal_person, hitap, hitap_text, language, age_band,
    education, income_band, marital_status, province, district, branch_id, preferred_channels, preferred_hours, facts, "group",
    group_since, regroup_at, interactions_count, first_seen_at, last_seen_at, created_at, merged_into_id)
SELECT c.id, %(brand)s, c.name, '', c.folded, c.sort, false, '', '', 'tr', '35-44', '', '', '',
       (ARRAY['İstanbul','Ankara','İzmir','Bursa','Antalya','Konya'])[1 + c.n %% 6], '', NULL, '{}', '{}', '{}',
       CASE WHEN t.contacts IS NULL THEN 'unknown' ELSE (ARRAY['satisfied','satisfied','satisfied','at_risk','suggesting','unknown'])[1 + c.n %% 6] END,
       COALESCE(t.last_at, now() - interval '730 days'), now() + interval '30 days', COALESCE(t.contacts, 0),
       COALESCE(t.first_at, now() - interval '730 days'), COALESCE(t.last_at, now() - interval '730 days'),
       COALESCE(t.first_at, now() - interval '730 days'), NULL
FROM made_customer c LEFT JOIN (
    SELECT customer_n, sum(length) AS contacts, min(started_at) AS first_at, max(started_at + gap * (length - 1)) AS last_at
    FROM made_conversation GROUP BY customer_n) t ON t.customer_n = c.n
"""

STANDINGS = """
INSERT INTO segments_standing (customer_id, brand_id, scores, evidence, computed_at, version, overruled_to, overruled_reason)
SELECT c.id, %(brand)s, jsonb_build_object(c."group", 1.5), e.pieces, now(), 'weighing/1', '', ''
FROM customers_customer c CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('at', i.occurred_at, 'group', c."group", 'weight', 0.8, 'interaction', i.id,
        'conversation', i.conversation_id, 'channel', i.channel, 'words', jsonb_build_array(left(i.text, 8)),
        'quote', left(i.text, 160), 'threats', '[]'::jsonb, 'broken_promise', false)) AS pieces
    FROM (SELECT * FROM interactions_interaction WHERE brand_id = %(brand)s AND customer_id = c.id
          ORDER BY occurred_at DESC, id DESC LIMIT 4) i) e
WHERE c.brand_id = %(brand)s AND c."group" <> 'unknown' AND e.pieces IS NOT NULL
"""

MOVEMENTS = """
INSERT INTO segments_movement (id, brand_id, customer_id, before, after, evidence, reason, at)
SELECT uuidv7(), %(brand)s, s.customer_id, 'unknown', c."group", s.evidence, '', c.group_since
FROM segments_standing s JOIN customers_customer c ON c.id = s.customer_id
"""

FULL_PAGES = """
UPDATE made_conversation SET tag = 'hukuk' WHERE n IN (
    SELECT n FROM made_conversation WHERE tag IS NULL AND team_id IS DISTINCT FROM %(hidden)s
    ORDER BY md5(n::text) LIMIT greatest(0, %(rows)s - (SELECT count(*) FROM made_conversation WHERE tag = 'hukuk')));
UPDATE made_conversation SET status = 'open', assignee_id = %(person)s WHERE n IN (
    SELECT n FROM made_conversation WHERE n %% 3 > 0 AND status = 'resolved' AND team_id IS DISTINCT FROM %(hidden)s
    ORDER BY n DESC LIMIT greatest(0, %(rows)s - (SELECT count(*) FROM made_conversation
        WHERE n %% 3 > 0 AND status <> 'resolved' AND assignee_id = %(person)s)));
"""
"""A small brand too gets a page of the rare tag and of the first agent's own work: two sizes are to be compared in
finding as many rows, not in drawing three against thirty."""

AFTER_CONTACTS = (
    CONVERSATIONS,
    CUSTOMERS,
    "CREATE INDEX made_timeline ON interactions_interaction (brand_id, customer_id, occurred_at DESC, id DESC)",
    STANDINGS,
    MOVEMENTS,
    "DROP INDEX made_timeline",
    'UPDATE interactions_conversation v SET "group" = c."group" FROM customers_customer c '
    "WHERE c.id = v.customer_id AND c.\"group\" <> 'unknown' AND v.status <> 'resolved' AND v.brand_id = %(brand)s",
    "INSERT INTO interactions_conversationcounter (brand_id, last) "
    "SELECT %(brand)s, max(number) FROM interactions_conversation",
)
