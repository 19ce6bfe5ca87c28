"""Two years of a brand's contacts, made by the database itself in bounded memory: what lists and searches are tried on.

Conversations have one to sixty contacts (2.9 on average) over two years and eight channels, two in a hundred
are open. Texts are 8 to 40 words drawn by Zipf's law from `vocabulary.words()`, some with an order number that
occurs nowhere else. Everything is drawn from a seed. Raw records are left out: no screen reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
import psycopg

from memnun.bench.vocabulary import words
from memnun.foundation.turkish.folding import fold, sort_key
from memnun.understanding.topics import SLUGS

CHUNK = 20_000
"""Contacts held in memory at once."""
SEED = 20_26
TABLES = (
    "customers_customer", "customers_identity", "interactions_conversation", "interactions_interaction",
    "interactions_reading", "interactions_searchdocument", "events_event", "segments_standing", "segments_movement",
)  # fmt: skip
FIRST_NAMES = (
    "Ayşe Fatma Zeynep Elif Merve Emine Hatice Büşra Esra Selin Deniz Ece İrem Derya Gamze Pınar Sibel Şule Özge Çiğdem "
    "Mehmet Mustafa Ahmet Ali Hüseyin Hasan Emre Burak Kerem Murat Can Onur Serkan Umut Barış Ömer Yusuf İbrahim Halil Oğuz"
).split()
LAST_NAMES = (
    "Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan "
    "Şimşek Polat Korkmaz Karaca Çakır Erdoğan Yavuz Can Acar Şen Aktaş Güler Yalçın Güneş Bozkurt Bulut Keskin Ünal Turan "
    "Gül Özer Işık Kaplan Avcı Sarı Tekin Taş Köse Yüksel Ateş Aksoy"
).split()


@dataclass(frozen=True)
class Extent:
    """How much history; conversations follow from the contacts."""

    customers: int
    contacts: int


def make_history(address: str, brand: UUID, people: list[UUID], teams: list[UUID], extent: Extent) -> None:
    """Fill an empty migrated database; the last of the teams gets one conversation in fifty."""
    chance = np.random.default_rng(SEED)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute("SELECT setseed(0.5)")
        with _checks_and_indexes_made_at_the_end(connection):
            _write_customers(connection, brand, extent, chance)
            _plan_conversations(connection, brand, people, teams, extent, chance)
            _write_contacts(connection, brand, chance)
            for statement in AFTER_CONTACTS:
                connection.execute(statement, {"brand": brand})
        connection.execute("DROP TABLE made_customer, made_conversation, made_last")
        connection.execute(f"VACUUM ANALYZE {', '.join(TABLES)}")


@contextmanager
def _checks_and_indexes_made_at_the_end(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """Without secondary indexes and foreign keys while rows are written."""
    kept: list[str] = []
    for name, table, definition in connection.execute(FOREIGN_KEYS, [list(TABLES)]).fetchall():
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        kept.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    for name, definition in connection.execute(INDEXES, [list(TABLES)]).fetchall():
        connection.execute(f'DROP INDEX "{name}"')
        kept.append(definition)
    yield
    for statement in reversed(kept):
        connection.execute(statement)


def _write_customers(
    connection: psycopg.Connection[Any], brand: UUID, extent: Extent, chance: np.random.Generator
) -> None:
    connection.execute(
        "CREATE UNLOGGED TABLE made_customer (n int, id uuid DEFAULT uuidv7(), name text, folded text, sort text)"
    )
    first = chance.integers(0, len(FIRST_NAMES), extent.customers)
    second, third = chance.integers(0, len(LAST_NAMES), (2, extent.customers))
    middle = chance.integers(0, len(FIRST_NAMES) * 2, extent.customers)
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY made_customer (n, name, folded, sort) FROM STDIN") as copy,
    ):
        for n in range(extent.customers):
            between = f" {FIRST_NAMES[middle[n]]}" if middle[n] < len(FIRST_NAMES) else ""
            beyond = f" {LAST_NAMES[third[n]]}" if n % 5 == 0 else ""
            name = f"{FIRST_NAMES[first[n]]}{between} {LAST_NAMES[second[n]]}{beyond}"
            copy.write_row((n, name, fold(name), sort_key(name)))
    connection.execute("CREATE INDEX ON made_customer (n); ANALYZE made_customer")
    connection.execute(IDENTITIES, {"brand": brand})


def _plan_conversations(
    connection: psycopg.Connection[Any],
    brand: UUID,
    people: list[UUID],
    teams: list[UUID],
    extent: Extent,
    chance: np.random.Generator,
) -> None:
    lengths = np.where(
        chance.random(extent.contacts) < 0.001, 60, chance.geometric(0.36, extent.contacts).clip(1, 12)
    )
    ends = np.cumsum(lengths)
    lengths = lengths[: int(np.searchsorted(ends, extent.contacts)) + 1]
    lengths[-1] -= int(lengths.sum()) - extent.contacts
    connection.execute("CREATE UNLOGGED TABLE made_length (n int, length int)")
    with connection.cursor() as cursor, cursor.copy("COPY made_length FROM STDIN") as copy:
        for n, length in enumerate(lengths):
            copy.write_row((n, int(length)))
    connection.execute(ACCOUNTS, {"brand": brand})
    given = {
        "brand": brand, "people": people, "teams": teams, "customers": extent.customers,
        "conversations": len(lengths), "topics": list(SLUGS),
    }  # fmt: skip
    connection.execute(CONVERSATION_PLAN, given)
    connection.execute(
        "DROP TABLE made_length; CREATE INDEX ON made_conversation (n); ANALYZE made_conversation"
    )
    connection.execute("CREATE UNLOGGED TABLE made_last (conversation int, text text)")


def _write_contacts(connection: psycopg.Connection[Any], brand: UUID, chance: np.random.Generator) -> None:
    known = words()
    folded = [fold(word) for word in known]
    weights = 1 / (np.arange(len(known)) + 10)
    weights = np.cumsum(weights / weights.sum())
    connection.execute(
        "CREATE TEMP TABLE made_contact (n int, conversation int, place int, text text, folded text)"
    )
    places = connection.execute(
        "SELECT n, generate_series(0, length - 1) FROM made_conversation ORDER BY n"
    ).fetchall()
    for start in range(0, len(places), CHUNK):
        part = places[start : start + CHUNK]
        counts = chance.integers(8, 41, len(part))
        drawn = np.searchsorted(weights, chance.random(int(counts.sum()))).clip(0, len(known) - 1).tolist()
        with connection.cursor() as cursor, cursor.copy("COPY made_contact FROM STDIN") as copy:
            begin = 0
            for offset, (conversation, place) in enumerate(part):
                own = drawn[begin : begin + counts[offset]]
                begin += counts[offset]
                number = f" sp{40_000_000 + start + offset}" if offset % 3 == 0 else ""
                text = " ".join([known[word] for word in own]).capitalize() + number
                copy.write_row(
                    (
                        start + offset,
                        conversation,
                        place,
                        text,
                        " ".join([folded[word] for word in own]) + number,
                    )
                )
        connection.execute("ANALYZE made_contact")
        connection.execute(CONTACTS, {"brand": brand})
        connection.execute("TRUNCATE made_contact")
    connection.execute("DROP TABLE made_contact")


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
