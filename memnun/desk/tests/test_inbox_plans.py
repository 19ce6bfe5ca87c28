"""No list of the inbox sorts or reads the whole table, however many conversations there are."""

import time
from datetime import timedelta
from itertools import cycle

import pytest
from django.db import connection

from memnun.customers.models import Customer
from memnun.desk.inbox.counts import CAP, FIXED, wanted_by
from memnun.desk.inbox.filters import Filters
from memnun.desk.inbox.listing import visible
from memnun.desk.paging import Place
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount, Conversation, Status
from memnun.people.models import Person
from memnun.people.testing import make_team

pytestmark = pytest.mark.django_db

ROWS = 4000
OPEN_OF_TEN = 1


@pytest.fixture
def many(cast) -> Person:
    """Elif's brand with thousands of conversations, one in ten open, spread over a year."""
    team = make_team(cast.brand, "Kargo", cast.elif_)
    customer = Customer.objects.create(brand=cast.brand, name="Çok Yazan")
    account = ChannelAccount.objects.create(brand=cast.brand, channel="email")
    now = clock.now()
    channels, owners = cycle(["email", "chat", "phone"]), cycle([None, cast.elif_, cast.burak])
    Conversation.objects.bulk_create(
        Conversation(
            brand=cast.brand,
            number=number,
            customer=customer,
            channel=next(channels),
            channel_account=account,
            status=Status.OPEN if number % 10 < OPEN_OF_TEN else Status.RESOLVED,
            assignee=next(owners),
            team=team if number % 25 == 0 else None,
            started_at=now,
            last_at=now - timedelta(hours=number * 2),
            last_direction="in",
            waiting_since=now - timedelta(hours=number * 2) if number % 10 < OPEN_OF_TEN else None,
            labels=["kind:suggestion"] if number % 40 == 0 else ["kind:question"],
        )
        for number in range(1, ROWS)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE interactions_conversation")
    return cast.elif_


def nodes(plan: dict) -> list[dict]:
    return [plan, *(node for part in plan.get("Plans", []) for node in nodes(part))]


def plan_of(queryset) -> list[dict]:
    """Every step of the plan as it ran."""
    sql, values = queryset.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values)
        [[[explained]]] = [cursor.fetchall()]
    plan = explained if isinstance(explained, dict) else explained[0]
    return nodes(plan["Plan"])


def make_all_visible(table: str) -> None:
    """Vacuum until no page of the table needs a look at the rows; what ANALYZE reads elsewhere delays that."""
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM ANALYZE {table}")
            cursor.execute("SELECT relpages, relallvisible FROM pg_class WHERE oid = %s::regclass", [table])
            pages, visible_pages = cursor.fetchone()
        if visible_pages == pages:
            return
        time.sleep(0.2)
    pytest.fail(f"{table}: {visible_pages} of {pages} pages are visible to all")


def read(step: dict) -> float:
    """How many rows a step touched."""
    return step["Actual Rows"] + step.get("Rows Removed by Filter", 0)


def page_query(person: Person, filters: Filters, after: Place | None = None):
    order = filters.order
    rows = filters.apply(visible(person), person)
    if after:
        rows = order._beyond(rows, after, descending=order.newest_first)
    sign = "-" if order.newest_first else ""
    return rows.order_by(f"{sign}{order.field}", f"{sign}id")[:31]


LISTS = {
    "open": Filters(),
    "resolved": Filters(status=Status.RESOLVED),
    "all": Filters(status="all"),
    "mine": Filters(assignee="mine"),
    "unassigned": Filters(assignee="none"),
    "unanswered": Filters(unanswered=True),
    "chat": Filters(status="all", channel=("chat",)),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_walks_along_an_index_and_stops(many, name):
    steps = plan_of(page_query(many, LISTS[name]))
    assert not [step for step in steps if step["Node Type"] in ("Sort", "Incremental Sort")]
    assert not [step for step in steps if step["Node Type"] == "Seq Scan"]
    assert max(step["Actual Rows"] for step in steps) <= 31


@pytest.mark.parametrize("name", ["open", "resolved", "unanswered"])
def test_the_last_page_costs_what_the_first_costs(many, name):
    order = LISTS[name].order
    deep = list(page_query(many, LISTS[name])[:31])[-1]
    for _ in range(8):
        place = Place(getattr(deep, order.field), deep.id)
        rows = list(page_query(many, LISTS[name], place))
        deep = rows[-1] if rows else deep
    steps = plan_of(page_query(many, LISTS[name], Place(getattr(deep, order.field), deep.id)))
    assert max(read(step) for step in steps) <= ROWS / 20


def test_a_teams_list_reads_only_the_teams(many):
    steps = plan_of(page_query(many, Filters(team=(str(many.team_ids[0]),))))
    assert not [step for step in steps if step["Node Type"] in ("Sort", "Seq Scan")]
    assert max(read(step) for step in steps) <= 31


def test_a_kinds_list_reads_no_further_than_its_page(many):
    steps = plan_of(page_query(many, Filters(status="all", kind=("suggestion",))))
    assert not [step for step in steps if step["Node Type"] == "Seq Scan"]
    assert max(read(step) for step in steps) < ROWS / 2


def test_no_count_reads_the_resolved_conversations(many):
    for filters in wanted_by([]).values():
        if filters == FIXED["mentions"]:
            continue
        steps = plan_of(filters.apply(visible(many), many).order_by().values("id")[: CAP + 1])
        assert not [step for step in steps if step["Node Type"] == "Seq Scan"]
        assert max(read(step) for step in steps) <= ROWS / 10


@pytest.mark.django_db(transaction=True)
def test_the_menus_numbers_are_read_from_indexes_alone(many):
    hidden = make_team(many.brand, "Hukuk", private=True)
    viewer = Person.objects.get(id=many.id)
    assert viewer.hidden_team_ids == [hidden.id]
    make_all_visible("interactions_conversation")
    menu = wanted_by(list(viewer.teams.all()))
    del menu["mentions"]
    for filters in menu.values():
        steps = plan_of(filters.apply(visible(viewer), viewer).order_by().values("id")[: CAP + 1])
        assert [step["Node Type"] for step in steps] == ["Limit", "Index Only Scan"], filters
