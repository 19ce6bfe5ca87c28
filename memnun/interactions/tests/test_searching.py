"""A word is found in all its forms, exact forms first, and only by those who may see it."""

from datetime import timedelta

import pytest
from django.db import connection

from memnun.customers.searching import search_customers
from memnun.foundation import clock
from memnun.interactions.actions import assign_team
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.searching import RARE, VISIBLE, Position, TooWide, search_interactions
from memnun.interactions.testing import AYSE, KEREM, make_contact, record
from memnun.people.testing import make_team

pytestmark = pytest.mark.django_db

JOINED = ("interactions_interaction", "interactions_conversation")


def texts(person, query: str, **more) -> list[str]:
    return [interaction.text for interaction in search_interactions(person, query, **more).interactions]


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("KARGO", "Kargolarınız hep geç geliyor"),
        ("kargom", "Kargo nerede kaldı"),
        ("kargolarınız", "kargom gelmedi"),
        ("kargö", "KARGO ŞİRKETİ"),
        ("sikinti", "Büyük bir sıkıntı yaşadım"),
        ("SIKINTI", "sıkıntılı bir süreç"),
        ("talep", "Talebim karşılanmadı"),
        ("TR-20418", "Sipariş no TR-20418"),
    ],
)
def test_words_are_found_in_their_forms(cast, typed, stands):
    record(cast.brand, make_contact(stands), make_contact("Bambaşka bir şey"))
    assert texts(cast.elif_, typed) == [stands]


def test_values_told_beside_the_text_are_found(cast):
    record(cast.brand, make_contact("Merhaba", meta={"order_number": "SP778899"}))
    assert texts(cast.elif_, "sp778899") == ["Merhaba"]


def test_exact_forms_come_first_then_the_newest(cast):
    now = clock.now()
    record(
        cast.brand,
        make_contact("kargo", occurred_at=now - timedelta(days=3)),
        make_contact("kargomuz", occurred_at=now - timedelta(days=1)),
        make_contact("kargo yine", occurred_at=now - timedelta(days=2)),
        make_contact("kargolar", occurred_at=now - timedelta(days=4)),
    )
    assert texts(cast.elif_, "kargo") == ["kargo yine", "kargo", "kargomuz", "kargolar"]


@pytest.mark.parametrize(("frequent", "walked"), [(0, 1000), (0, 10), (10**9, 1000)])
def test_pages_follow_each_other_without_gap_or_repeat_in_every_plan(cast, monkeypatch, frequent, walked):
    monkeypatch.setattr("memnun.interactions.searching.FREQUENT", frequent)
    monkeypatch.setattr("memnun.interactions.searching.WALKED", walked)
    record(cast.brand, *(make_contact(f"kargo {'lar' if i % 3 else ''}m {i}") for i in range(25)))
    record(cast.brand, *(make_contact(f"kargomuz {i}") for i in range(14)))
    seen, after = [], None
    while True:
        page = search_interactions(cast.elif_, "kargo", after=after, limit=7)
        seen += [interaction.id for interaction in page.interactions]
        if page.following is None:
            break
        after = Position.parse(str(page.following))
    assert len(seen) == len(set(seen)) == 39


def test_a_word_of_long_ago_is_found_though_it_was_taken_for_a_frequent_one(cast, monkeypatch):
    monkeypatch.setattr("memnun.interactions.searching.FREQUENT", 0)
    monkeypatch.setattr("memnun.interactions.searching.WALKED", 3)
    now = clock.now()
    record(
        cast.brand,
        make_contact("şenlik", occurred_at=now - timedelta(days=500)),
        *(make_contact("kargo", occurred_at=now - timedelta(days=day)) for day in range(1, 5)),
    )
    assert texts(cast.elif_, "şenlik") == ["şenlik"]


def test_nobody_finds_what_they_may_not_see(cast):
    [contact] = record(cast.brand, make_contact("gizli dava dosyası"))
    assign_team(
        contact.conversation, team=make_team(cast.brand, "Hukuk", cast.burak, private=True), by=cast.murat
    )
    assert texts(cast.elif_, "dava") == []
    assert texts(cast.burak, "dava") == texts(cast.murat, "dava") == ["gizli dava dosyası"]
    assert texts(cast.deniz, "dava") == []


def test_who_may_see_a_hit_is_asked_of_a_page_only_however_many_hits_there_are(cast):
    make_team(cast.brand, "Hukuk", cast.burak, private=True)
    record(cast.brand, *(make_contact(f"kargo {number}") for number in range(60)))
    with connection.cursor() as cursor:
        for other_way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{other_way} = off")
        given = {"brand": cast.brand.id, "query": "kargo", "limit": 5, "hidden": cast.elif_.hidden_team_ids}
        rare = RARE.format(visible=VISIBLE, narrower="", beyond="")
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {rare}", given)
        [[[plan]]] = cursor.fetchall()
    looked_up = [step for step in steps(plan["Plan"]) if step.get("Relation Name") in JOINED]
    assert len(looked_up) == len(JOINED)
    assert all(step["Actual Loops"] <= 6 for step in looked_up)


def steps(plan: dict) -> list[dict]:
    return [plan, *(step for part in plan.get("Plans", []) for step in steps(part))]


@pytest.mark.parametrize("junk", ["", "   ", "&|!():*", "'", '"', "-", "a" * 5000, "\x00", "<->"])
def test_no_typing_breaks_the_search(cast, junk):
    assert texts(cast.elif_, junk) == []


def test_a_search_that_takes_too_long_is_refused_in_words(cast, monkeypatch):
    record(cast.brand, make_contact("kargo"))
    monkeypatch.setattr("memnun.interactions.searching.TIMEOUT", "1ms")
    asleep = RARE.replace("d.occurred_at FROM newest", "pg_sleep(0.2) FROM newest")
    assert asleep != RARE
    monkeypatch.setattr("memnun.interactions.searching.RARE", asleep)
    with pytest.raises(TooWide):
        search_interactions(cast.elif_, "kargo")


def test_positions_that_are_none_are_ignored():
    for text in (
        "",
        "x",
        "e.2026.1",
        "z.2026-01-01T00:00:00+00:00.0190a5b0-0000-7000-8000-000000000000",
        "e.2026-01-01T00:00:00.x",
    ):
        assert Position.parse(text) is None


def test_customers_are_found_by_name_phone_and_address(cast):
    record(
        cast.brand,
        make_contact("a", AYSE),
        make_contact("b", KEREM),
        make_contact("c", ContactCustomer(name="Işık Çağlar", phone="0532 123 45 67"), channel="phone"),
    )

    def names(text):
        return [customer.name for customer in search_customers(cast.elif_, text)]

    assert (
        names("ISIK")
        == names("çağlar ışık")
        == names("0532 123")
        == names("+90 532 123 45 67")
        == ["Işık Çağlar"]
    )
    assert names("ayse@mus") == ["Ayşe Yılmaz"]
    assert names("yılm") == ["Ayşe Yılmaz"]
    assert names("q") == names("zzz") == []
    assert search_customers(cast.deniz, "ışık") == []


def test_a_customer_is_found_by_member_number(cast):
    told = ContactCustomer(name="Ayşe Yılmaz", email="ayse@x.example", facts={"member_number": "M0000042"})
    record(cast.brand, make_contact("Merhaba", told))
    assert [customer.name for customer in search_customers(cast.elif_, " m0000042 ")] == ["Ayşe Yılmaz"]
    assert search_customers(cast.elif_, "M000004") == []
    assert search_customers(cast.deniz, "M0000042") == []
