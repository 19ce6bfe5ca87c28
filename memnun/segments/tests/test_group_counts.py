"""The board's numbers are kept, not counted, and are true after everything that moves a customer."""

from datetime import timedelta

import pytest
from django.db import connection

from memnun.customers.actions import merge, sum_up_groups, unmerge
from memnun.customers.invariants import GROUP_MISCOUNTED
from memnun.customers.models import Customer, Group, GroupCount
from memnun.foundation import clock
from memnun.interactions.testing import AYSE, KEREM, ZEYNEP, make_contact, record
from memnun.people.testing import Cast
from memnun.segments.actions import overrule, regroup_due
from memnun.segments.board import count_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = Cast()
    record(
        cast.brand,
        make_contact("Kargom üç haftadır gelmedi, rezalet bir hizmet!", KEREM),
        make_contact("Harikasınız, çok memnun kaldım, elinize sağlık!", AYSE),
        make_contact("Uygulamaya karanlık mod eklenirse çok güzel olur.", ZEYNEP),
    )
    while regroup_due(clock.now() + timedelta(seconds=90)):
        pass
    return cast


def true_numbers(cast: Cast) -> dict[str, int]:
    current = Customer.objects.visible_to(cast.elif_).current()
    return {group: current.filter(group=group).count() for group in Group.values}


def wrong_ones() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(GROUP_MISCOUNTED.query)
        return cursor.fetchall()


def test_the_numbers_follow_every_move(cast):
    assert count_groups(cast.elif_) == true_numbers(cast) == dict.fromkeys(Group.values, 1) | {"unknown": 0}
    kerem, ayse = Customer.objects.get(group="at_risk"), Customer.objects.get(group="satisfied")
    overrule(ayse, group=Group.SUGGESTING, reason="Fikir verdi", by=cast.elif_)
    assert count_groups(cast.elif_)["suggesting"] == 2
    done = merge(ayse, into=kerem, by=cast.elif_)
    assert count_groups(cast.elif_) == true_numbers(cast)
    assert sum(count_groups(cast.elif_).values()) == 2
    unmerge(done, by=cast.elif_)
    Customer.objects.create(brand=cast.brand, name="Yeni")
    Customer.objects.create(brand=cast.brand, name="Gidecek").delete()
    assert count_groups(cast.elif_) == true_numbers(cast)
    assert sum(count_groups(cast.elif_).values()) == 4
    assert wrong_ones() == []


def test_an_update_that_moves_nobody_writes_no_number(cast):
    before = GroupCount.objects.count()
    Customer.objects.update(interactions_count=7, group_since=clock.now())
    for customer in Customer.objects.all():
        customer.save()
    assert GroupCount.objects.count() == before


def test_many_rows_become_one_a_group_and_say_the_same(cast):
    told = count_groups(cast.elif_)
    sum_up_groups(many=10_000)
    assert GroupCount.objects.count() > 3
    sum_up_groups(many=1)
    assert GroupCount.objects.count() == 3
    assert count_groups(cast.elif_) == told


def test_another_brands_customers_are_not_counted(cast):
    record(cast.other_brand, make_contact("Merhaba", AYSE))
    assert count_groups(cast.elif_) == true_numbers(cast)
    assert count_groups(cast.deniz)["unknown"] == 1


def test_a_number_that_is_wrong_is_found(cast):
    GroupCount.objects.create(brand=cast.brand, group=Group.AT_RISK, customers=1)
    assert len(wrong_ones()) == 1
