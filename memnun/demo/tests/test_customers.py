"""The customers: repeatable, believable, reachable nowhere."""

from collections import Counter

import phonenumbers
import pytest

from memnun.customers.models import Hitap
from memnun.customers.models.customer import AgeBand, Education, IncomeBand, MaritalStatus
from memnun.demo.brand import branches, staff
from memnun.demo.customers import Customer, customer


@pytest.fixture(scope="module")
def people() -> list[Customer]:
    return [customer(1, number) for number in range(1, 3_001)]


def test_a_number_always_gives_the_same_person(people: list[Customer]) -> None:
    customer.cache_clear()
    assert customer(1, 412) == people[411]


def test_one_in_twenty_five_stands_in_the_books_twice(people: list[Customer]) -> None:
    twins = [each for each in people if each.twin_of]
    assert 0.03 < len(twins) / len(people) < 0.05
    for twin in twins:
        real = people[twin.twin_of - 1] if twin.twin_of else None
        assert real
        assert real.province == twin.province


def test_everybody_can_be_reached_only_at_sample_addresses(people: list[Customer]) -> None:
    for each in people:
        assert each.email or each.telephone
        assert not each.email or each.email.rsplit("@")[-1].split(".", 1)[-1].startswith(
            ("example", "com", "org", "net")
        )
        assert "example." in each.email or not each.email
        assert not each.telephone or each.telephone.startswith("+90500")


def test_telephones_have_the_form_of_a_mobile(people: list[Customer]) -> None:
    for each in people[:200]:
        if each.telephone:
            assert phonenumbers.is_valid_number(phonenumbers.parse(each.telephone))


def test_names_are_varied_and_the_common_ones_common(people: list[Customer]) -> None:
    surnames = Counter(each.name.surname.split()[-1] for each in people)
    assert len(surnames) > 150
    assert "Yılmaz" in dict(surnames.most_common(5))
    assert {each.name.gender for each in people} == {"f", "m"}
    assert any(" " in each.name.given for each in people)
    assert any(each.language != "tr" for each in people)


def test_facts_are_ones_the_customer_table_knows(people: list[Customer]) -> None:
    assert {each.age_band for each in people} <= set(AgeBand.values)
    assert {each.education for each in people} <= set(Education.values)
    assert {each.income_band for each in people} <= set(IncomeBand.values)
    assert {each.marital_status for each in people} <= set(MaritalStatus.values)
    assert {each.honorific for each in people} <= set(Hitap.values)


def test_the_brand_has_its_branches_and_its_staff() -> None:
    assert len(branches()) == 25
    assert len({each.code for each in branches()}) == 25
    assert {"Elif", "Burak", "Murat"} <= {each.given for each in staff()}
    assert {each.role for each in staff()} == {"owner", "manager", "agent", "analyst"}
