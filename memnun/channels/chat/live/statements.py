"""The SQL of chat's native routes.

Whoever touches several visitors locks them in the order of their ids, so that nobody waits in a circle.
"""

LOCK = """
SELECT id, last_number, COALESCE(quarantined_until > %(at)s, false),
    visit + COALESCE(spoke_at < %(at)s - interval '24 hours', false)::int FROM channel_chat_visitor
WHERE id = ANY(%(visitors)s) ORDER BY id FOR NO KEY UPDATE
"""

KNOWN = """
SELECT raw.channel_account_id, raw.external_id
FROM unnest(%(accounts)s::uuid[], %(keys)s::text[]) AS come (account_id, key)
JOIN interactions_rawinbound AS raw ON raw.channel_account_id = come.account_id AND raw.external_id = come.key
"""

ADD_RAW = """
INSERT INTO interactions_rawinbound
    (id, brand_id, channel_account_id, external_id, form, body, received_at, source_kind, source_id, state,
     attempts, problem)
SELECT id, brand_id, account_id, key, %(form)s, body, %(at)s, 'channel', account_id, state, 0, problem
FROM unnest(%(ids)s::uuid[], %(brands)s::uuid[], %(accounts)s::uuid[], %(keys)s::text[], %(bodies)s::bytea[],
            %(states)s::text[], %(problems)s::text[])
    AS come (id, brand_id, account_id, key, body, state, problem)
"""

ADD_LINES = """
INSERT INTO channel_chat_line (id, brand_id, visitor_id, number, key, direction, text, who, files, at)
SELECT id, brand_id, visitor_id, number, key, 'in', text, '', files::jsonb, %(at)s
FROM unnest(%(ids)s::uuid[], %(brands)s::uuid[], %(visitors)s::uuid[], %(numbers)s::int[], %(keys)s::text[],
            %(texts)s::text[], %(files)s::text[])
    AS come (id, brand_id, visitor_id, number, key, text, files)
"""

MOVE_ON = """
UPDATE channel_chat_visitor AS visitor SET last_number = come.number, visit = come.visit,
    spoke_at = %(at)s,
    waiting_since = COALESCE(visitor.waiting_since, %(at)s),
    page_url = COALESCE(NULLIF(come.url, ''), visitor.page_url),
    page_title = COALESCE(NULLIF(come.title, ''), visitor.page_title)
FROM (SELECT DISTINCT ON (visitor_id) visitor_id, number, visit, url, title
      FROM unnest(%(visitors)s::uuid[], %(numbers)s::int[], %(visits)s::int[], %(urls)s::text[], %(titles)s::text[])
          AS each (visitor_id, number, visit, url, title)
      ORDER BY visitor_id, number DESC) AS come
WHERE visitor.id = come.visitor_id
"""

LINES = """
SELECT line.visitor_id, line.number, line.key, line.direction, line.text, line.who, line.files, line.at,
    line.read_at IS NOT NULL
FROM unnest(%(visitors)s::uuid[], %(afters)s::int[]) AS wanted (visitor_id, number)
JOIN channel_chat_visitor AS visitor ON visitor.id = wanted.visitor_id
JOIN channel_chat_line AS line ON line.visitor_id = wanted.visitor_id
    AND line.number > greatest(wanted.number, visitor.last_number - %(most)s)
ORDER BY line.visitor_id, line.number
"""

SEEN = """
SELECT id, seen_number FROM channel_chat_visitor WHERE id = ANY(%(visitors)s) AND seen_number > 0
"""

SESSION = """
SELECT session.id, visitor.id, visitor.brand_id, visitor.account_id, visitor.external_id, visitor.known,
    visitor.name, visitor.email, visitor.language, visitor.page_url, visitor.page_title
FROM channel_chat_visitorsession AS session
JOIN channel_chat_visitor AS visitor ON visitor.id = session.visitor_id
WHERE session.token_digest = %(digest)s AND session.expires_at > %(now)s
"""

PRESENT = """
UPDATE channel_chat_visitor AS visitor SET seen_until = %(until)s
FROM (SELECT id FROM channel_chat_visitor WHERE id = ANY(%(visitors)s) ORDER BY id FOR NO KEY UPDATE) AS locked
WHERE visitor.id = locked.id
"""

STAY = """
UPDATE channel_chat_visitorsession SET expires_at = %(expires)s
WHERE visitor_id = ANY(%(visitors)s) AND remembered_days = 0 AND expires_at BETWEEN %(now)s AND %(soon)s
"""

PAGES = """
UPDATE channel_chat_visitor AS visitor SET page_url = come.url, page_title = come.title
FROM (SELECT each.* FROM unnest(%(visitors)s::uuid[], %(urls)s::text[], %(titles)s::text[]) AS each (id, url, title)
      JOIN channel_chat_visitor AS locked ON locked.id = each.id ORDER BY locked.id FOR NO KEY UPDATE OF locked)
    AS come
WHERE visitor.id = come.id
"""

CONVERSATIONS = """
SELECT visitor.id, visitor.brand_id, COALESCE(target.id, found.id), COALESCE(target.team_id, found.team_id)
FROM channel_chat_visitor AS visitor
CROSS JOIN LATERAL (
    SELECT placed.conversation_id FROM channel_chat_line AS line
    JOIN interactions_interaction AS placed ON placed.id = line.id
    WHERE line.visitor_id = visitor.id ORDER BY line.number DESC LIMIT 1) AS last
JOIN interactions_conversation AS found ON found.id = last.conversation_id
LEFT JOIN interactions_conversation AS target ON target.id = found.merged_into_id
WHERE visitor.id = ANY(%(visitors)s)
"""

PLACES = """
SELECT id, place FROM (
    SELECT id, row_number() OVER (PARTITION BY account_id ORDER BY waiting_since, id) AS place
    FROM channel_chat_visitor
    WHERE account_id = ANY(%(accounts)s) AND waiting_since IS NOT NULL AND seen_until > %(now)s
        AND COALESCE(quarantined_until <= %(now)s, true)) AS line
WHERE id = ANY(%(visitors)s)
"""

USUAL_WAIT = """
SELECT visitor.account_id, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY line.waited_seconds)
FROM channel_chat_line AS line JOIN channel_chat_visitor AS visitor ON visitor.id = line.visitor_id
WHERE line.brand_id = ANY(%(brands)s) AND line.at > %(since)s AND line.waited_seconds IS NOT NULL
    AND visitor.account_id = ANY(%(accounts)s)
GROUP BY visitor.account_id
"""
