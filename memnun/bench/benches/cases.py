"""The screens of cases over 200,000 of them, and a thousand complaints that become cases."""

from __future__ import annotations

import time
from importlib import import_module
from typing import Any

from memnun.bench.desk_of_a_brand import Desk, history_house, open_desk
from memnun.bench.history import Extent
from memnun.bench.registry import bench
from memnun.bench.report import Report

CASES = 200_000
PAGES = 200
BATCHES = 3
ANALYSED = 200
COMPLAINTS = 1_000
EXTENT = Extent(customers=20_000, contacts=60_000)
TEXT = "Siparişim {number} hâlâ gelmedi, bir haftadır bekliyorum, çok mağdurum, şikâyetçiyim!"
SCREENS = {
    "board": "/cases/",
    "board.mine": "/cases/?owner=mine",
    "board.refreshed": "/cases/now/",
    "wall": "/cases/wall/",
    "day": "/my-day/",
}
ANALYSES = {
    "measures": "/cases/measures/",
    "measures.year": "/cases/measures/?since=2000-01-01&cut=team",
    "prevention": "/preventing/?days=30",
    "prevention.year": "/preventing/?days=365",
}
"""Figures of a month and of everything there is, from days packed beforehand."""
MAKE_CASES = """
WITH told AS (
    SELECT n, random() AS luck, now() - (n * interval '2 minutes 36 seconds') AS at,
        (SELECT array_agg(id) FROM people_person WHERE brand_id = %(brand)s) AS people,
        (SELECT array_agg(id) FROM cases_casetype WHERE brand_id = %(brand)s) AS types,
        (SELECT array_agg(id ORDER BY id) FROM people_team WHERE brand_id = %(brand)s AND NOT private) AS teams
    FROM generate_series(1, %(count)s) AS n),
stated AS (
    SELECT *, CASE WHEN n > 20000 AND luck > 0.06 THEN 'closed' WHEN luck < 0.2 THEN 'new' WHEN luck < 0.55
        THEN 'working' WHEN luck < 0.75 THEN 'waiting' ELSE 'resolved' END AS state FROM told),
customer AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM customers_customer WHERE brand_id = %(brand)s),
talk AS (SELECT DISTINCT ON (customer_id) customer_id, id FROM interactions_conversation ORDER BY customer_id, id)
INSERT INTO cases_case (id, brand_id, number, type_id, customer_id, conversation_id, channel, title, topics, state,
    urgency, assignee_id, team_id, origin, opened_at, resolved_at, closed_at, reopened, next_step, next_step_text,
    next_step_at, days_after_purchase)
SELECT gen_random_uuid(), %(brand)s, 1000 + n, types[1 + n %% array_length(types, 1)], c.id, talk.id, 'email',
    'Kargom gelmedi, bekliyorum, ' || n, ARRAY['delivery'], state, (n %% 4), people[1 + n %% array_length(people, 1)],
    CASE WHEN n %% 3 = 0 THEN teams[1 + n %% array_length(teams, 1)] END, 'hand', at,
    CASE WHEN state IN ('resolved', 'closed') THEN at + interval '2 days' END,
    CASE WHEN state = 'closed' THEN at + interval '11 days' END, 0,
    CASE WHEN state = 'closed' THEN 'none' ELSE 'solve' END, '',
    CASE WHEN state = 'closed' THEN NULL ELSE now() + (luck - 0.5) * interval '6 days' END, n %% 40
FROM stated s JOIN customer c ON c.place = 1 + s.n %% (SELECT count(*) FROM customer)
LEFT JOIN talk ON talk.customer_id = c.id
"""
SOLVE_CASES = """
INSERT INTO cases_resolution (id, brand_id, case_id, cause_id, done, refused, at_first_contact, came_back, took, at)
SELECT gen_random_uuid(), c.brand_id, c.id, causes[1 + c.number %% array_length(causes, 1)], 'Teslim edildi.', false,
    c.number %% 3 = 0, false, (c.number %% 900) * 60, c.resolved_at
FROM cases_case c, (SELECT array_agg(id ORDER BY id) AS causes FROM cases_rootcause WHERE brand_id = %(brand)s) AS tree
WHERE c.brand_id = %(brand)s AND c.resolved_at IS NOT NULL
"""


HANG_ON_CASES = (
    """
INSERT INTO cases_deadline (id, brand_id, case_id, kind, start_at, amount, unit, basis, due_at, met_at, took)
SELECT gen_random_uuid(), c.brand_id, c.id, 'first_answer', c.opened_at, 120, 'working_minutes', '',
    c.opened_at + interval '2 hours', c.opened_at + (c.number %% 300) * interval '1 minute', (c.number %% 300) * 60
FROM cases_case c WHERE c.brand_id = %(brand)s AND c.resolved_at IS NOT NULL""",
    """
INSERT INTO cases_followup (id, brand_id, case_id, resolution_id, since, until, state, asked_at, reason)
SELECT gen_random_uuid(), r.brand_id, r.case_id, r.id, r.at + interval '7 days', r.at + interval '14 days',
    (ARRAY['satisfied', 'unsatisfied', 'silent'])[1 + c.number %% 3], r.at + interval '7 days', ''
FROM cases_resolution r JOIN cases_case c ON c.id = r.case_id WHERE r.brand_id = %(brand)s AND c.state = 'closed'""",
    """
INSERT INTO cases_promise (id, brand_id, case_id, customer_id, text, due_at, state, made_at, settled_at, reason,
    topic, hours)
SELECT gen_random_uuid(), c.brand_id, c.id, c.customer_id, 'Arayacağız', c.opened_at + interval '1 day',
    (ARRAY['kept', 'kept', 'broken'])[1 + c.number %% 3], c.opened_at, c.opened_at + interval '20 hours', '',
    'delivery', 24
FROM cases_case c WHERE c.brand_id = %(brand)s AND c.resolved_at IS NOT NULL AND c.number %% 2 = 0""",
    """
INSERT INTO cases_concession (id, brand_id, case_id, customer_id, kind, amount, currency, reason, details, state, at,
    decided_at, decision_reason)
SELECT gen_random_uuid(), c.brand_id, c.id, c.customer_id, 'refund', 49.90, 'TRY', 'Gecikme', '', 'given',
    c.resolved_at, c.resolved_at, ''
FROM cases_case c WHERE c.brand_id = %(brand)s AND c.resolved_at IS NOT NULL AND c.number %% 5 = 0""",
    """
INSERT INTO purchases_purchase (id, brand_id, customer_id, key, product, "on", noted_at)
SELECT gen_random_uuid(), c.brand_id, c.customer_id, c.number, '', (c.opened_at AT TIME ZONE 'Europe/Istanbul')::date
    - c.days_after_purchase, now()
FROM cases_case c WHERE c.brand_id = %(brand)s""",
)
"""First answers, follow-ups, promises, refunds and purchases of the cases made."""


@bench("cases", "screens over 200,000 cases; 1,000 complaints until each has its case")
def cases(report: Report) -> None:
    """Pages as for the desk (Django's test client), signed in as a manager; then one batch of complaints."""
    with history_house("cases") as house:
        house.django()
        desk = open_desk(house, report, EXTENT)
        _let_manage(desk)
        _make_cases(desk, report)
        for name, path in SCREENS.items():
            _measure(desk, report, name, path)
        [case] = desk.ids("SELECT id FROM cases_case WHERE state = 'working' ORDER BY id LIMIT %s", 1)
        _measure(desk, report, "page", f"/cases/{case}/")
        for name, path in ANALYSES.items():
            _measure(desk, report, name, path, ANALYSED)
        passed = [_complain(desk) for _ in range(BATCHES)]
        report.repeats("cases.thousand_complaints", passed, unit="s")


def _let_manage(desk: Desk) -> None:
    desk.person.role = "manager"
    desk.person.save(update_fields=["role"])


def _make_cases(desk: Desk, report: Report) -> None:
    models = import_module("memnun.cases.models")
    if models.Case.objects.exists():
        return
    report.say(f"  making {CASES:,} cases")
    import_module("memnun.cases.actions").settings_of(desk.person.brand_id)
    with import_module("django.db").connection.cursor() as cursor:
        told = {"brand": desk.person.brand_id, "count": CASES}
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(MAKE_CASES, told)
        cursor.execute(SOLVE_CASES, told)
        for statement in HANG_ON_CASES:
            cursor.execute(statement, told)
        cursor.execute(
            "UPDATE cases_casecounter SET last = %(count)s + 2000 WHERE brand_id = %(brand)s", told
        )
        cursor.execute(
            "INSERT INTO cases_casecounter (brand_id, last) VALUES (%(brand)s, %(count)s + 2000) ON CONFLICT DO NOTHING",
            told,
        )
        cursor.execute("VACUUM ANALYZE cases_case")
        cursor.execute(
            "ANALYZE cases_resolution, cases_deadline, cases_followup, cases_promise, cases_concession"
        )
        cursor.execute("ANALYZE purchases_purchase")
    began = time.perf_counter()
    import_module("memnun.cases.testing").count_marked_days()
    report.count("cases.all_days_counted", time.perf_counter() - began, unit="s", n=CASES)


def _measure(desk: Desk, report: Report, name: str, path: str, pages: int = PAGES) -> None:
    """Wall time, and processor time, which other work on the machine does not lengthen."""
    desk.ask(path)
    wall, processor = [], []
    for _ in range(pages):
        began = time.process_time()
        wall.append(desk.ask(path))
        processor.append((time.process_time() - began) * 1000)
    for percent in (50, 95):
        report.percentile(f"cases.{name}.p{percent}", wall, percent, unit="ms")
    report.percentile(f"cases.{name}.processor.p50", processor, 50, unit="ms")


def _complain(desk: Desk) -> float:
    """The seconds from the commit of the contacts to the commit of their cases, by the readers of the log alone."""
    contacts = _place_complaints(desk.person.brand)
    react = import_module("memnun.reactions.testing").react
    case = import_module("memnun.cases.models").Case
    before = case.objects.count()
    began = time.perf_counter()
    react()
    passed = time.perf_counter() - began
    opened = case.objects.count() - before
    if opened != contacts:
        raise RuntimeError(f"{contacts} complaints became {opened} cases")
    return passed


def _place_complaints(brand: Any) -> int:
    testing = import_module("memnun.interactions.testing")
    contact = import_module("memnun.interactions.contact")
    batch = import_module("memnun.interactions.placing.batch")
    began = time.time_ns()
    testing.receive(
        brand,
        *(
            testing.make_contact(
                TEXT.format(number=number),
                contact.ContactCustomer(
                    name=f"Müşteri {number}", email=f"m{number}@{time.time_ns()}.example"
                ),
                external_id=f"complaint-{began}-{number}",
            )
            for number in range(COMPLAINTS)
        ),
    )
    while batch.place_waiting():
        pass
    return COMPLAINTS
