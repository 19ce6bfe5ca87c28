"""The first start makes an owner and a brand; later ones find them."""

import pytest

from memnun.config import welcome
from memnun.people.models import Account, Brand, Person, Role
from memnun.people.testing import Cast, make_brand

pytestmark = pytest.mark.django_db


def test_the_first_start_makes_one_owner_and_one_brand() -> None:
    assert welcome.first_owner() == welcome.first_owner()
    assert Account.objects.get().email == welcome.OWNER
    assert Person.objects.get().role == Role.OWNER
    assert Brand.objects.count() == 1


def test_a_brand_that_is_there_gets_the_owner() -> None:
    brand = make_brand()
    assert welcome.first_owner().people.get().brand == brand


def test_where_people_work_already_the_link_is_for_their_owner() -> None:
    cast = Cast()
    assert welcome.first_owner() == cast.selin.account
    assert Account.objects.filter(email=welcome.OWNER).count() == 0


def test_the_words_name_the_address_and_a_link() -> None:
    words = welcome.words("http://localhost:8000")
    assert "http://localhost:8000/sign-in/" in words
