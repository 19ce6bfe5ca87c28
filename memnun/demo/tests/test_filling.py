"""The sample brand in the ledger: brought on the way of real contacts, once, and taken away whole."""

import threading
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from memnun.cases.actions import settings_of
from memnun.cases.letters.asking import ask_again
from memnun.cases.models import FollowUp, Promise
from memnun.customers.models import Customer
from memnun.demo.brand import staff
from memnun.demo.filling import Amount, fill, is_filled
from memnun.demo.founding import found_sample_brand, person_named, sample_brand
from memnun.demo.living import LivingLoop, bring
from memnun.demo.removing import remove_sample_brand
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.models import Conversation, Interaction, OutboxMessage, RawInbound, Status
from memnun.interactions.models.raw import RawState
from memnun.knowledge.filling import unknown_gaps
from memnun.knowledge.models import Article, SavedReply
from memnun.people.models import Account, Branch, Brand, Person, Team
from memnun.people.testing import make_brand, make_person
from memnun.segments.models import Movement
from memnun.understanding.topics import TOPICS

AMOUNT = Amount(customers=60, contacts=500, seed=1)

pytestmark = pytest.mark.django_db


def _quietly(brought: int, of: int) -> None:
    assert brought <= of


@pytest.fixture
def brand() -> Brand:
    return fill(AMOUNT, _quietly)


def test_founding_makes_branches_teams_and_staff_once() -> None:
    assert found_sample_brand() == found_sample_brand()
    assert Branch.objects.count() == 25
    assert Team.objects.count() == 5
    assert Person.objects.count() == len(staff())
    assert person_named(found_sample_brand(), "Murat").role == "manager"


def test_who_owned_a_brand_before_owns_the_sample_too() -> None:
    owner = make_person(make_brand(), "Selin Işık", "owner")
    assert Person.objects.filter(brand=found_sample_brand(), account=owner.account, role="owner").exists()


def test_every_contact_comes_through_and_keeps_its_time(brand: Brand) -> None:
    assert Interaction.objects.filter(brand=brand).count() == AMOUNT.contacts
    assert not RawInbound.objects.exclude(state=RawState.PLACED).exists()
    oldest = Interaction.objects.filter(brand=brand).order_by("occurred_at").first()
    assert oldest
    assert (brand.created_at - oldest.occurred_at).days > 600
    assert not Interaction.objects.filter(occurred_at__gt=brand.created_at).exists()


def test_the_staff_find_articles_and_replies_whose_gaps_are_known(brand: Brand) -> None:
    articles = list(Article.objects.filter(brand=brand))
    assert len(articles) == 6
    assert {one.topic for one in articles} <= {topic.slug for topic in TOPICS}
    replies = list(SavedReply.objects.filter(brand=brand, owner=None))
    assert len(replies) == 6
    assert [unknown_gaps(one.text) for one in replies] == [[]] * 6


def test_a_second_filling_adds_nothing(brand: Brand) -> None:
    events = Event.objects.count()
    assert is_filled(brand, AMOUNT)
    assert fill(AMOUNT, _quietly) == brand
    assert Event.objects.count() == events


def test_an_interrupted_filling_goes_on_without_doubling(brand: Brand) -> None:
    Event.objects.filter(kind="demo.filled").delete()
    promised = Promise.objects.filter(brand=brand).count()
    fill(AMOUNT, _quietly)
    assert Interaction.objects.filter(brand=brand).count() == AMOUNT.contacts
    assert Promise.objects.filter(brand=brand).count() == promised > 0


def test_everybody_is_one_customer_with_facts_and_wishes(brand: Brand) -> None:
    people = Customer.objects.filter(brand=brand)
    assert people.count() == AMOUNT.customers
    assert people.exclude(province="").count() == AMOUNT.customers
    assert people.exclude(branch=None).count() == AMOUNT.customers
    assert people.exclude(preferred_channels=[]).exists()


def test_customers_have_moved_between_the_groups_in_the_past(brand: Brand) -> None:
    assert Movement.objects.filter(brand=brand, at__lt=brand.created_at).count() > 10


def test_old_work_is_done_and_some_is_open_today(brand: Brand) -> None:
    conversations = Conversation.objects.filter(brand=brand)
    resolved = conversations.filter(status=Status.RESOLVED).count()
    assert resolved > conversations.count() * 0.8
    assert conversations.exclude(status=Status.RESOLVED).exists()
    for conversation in conversations.filter(status=Status.RESOLVED).exclude(resolved_at=None):
        assert conversation.resolved_at
        assert conversation.started_at <= conversation.resolved_at


def test_new_contacts_come_while_it_is_looked_at(brand: Brand) -> None:
    state = LivingLoop().state()
    assert state
    for _ in range(12):
        bring(brand, state)
    assert RawInbound.objects.filter(state=RawState.WAITING).count() >= 6
    assert clock.now() > brand.created_at


def test_nothing_lives_without_a_sample_brand() -> None:
    assert LivingLoop().state() is None
    with pytest.raises(CommandError, match="örnek marka"):
        call_command("demo", "trickle")


def test_a_stopped_loop_brings_nothing(brand: Brand) -> None:
    state = LivingLoop().state()
    stop = threading.Event()
    stop.set()
    assert state
    LivingLoop().live(state, stop)
    assert Interaction.objects.count() == AMOUNT.contacts


def test_removing_takes_everything_of_the_sample_and_nothing_else(brand: Brand) -> None:
    other = make_person(make_brand(), "Deniz Yıldız", "owner")
    assert remove_sample_brand()
    assert sample_brand() is None
    assert list(Person.objects.all()) == [other]
    assert list(Account.objects.all()) == [other.account]
    for model in (Customer, Interaction, Conversation, RawInbound, Event):
        assert not model.objects.filter(brand_id=brand.id).exists()
    assert not remove_sample_brand()


def test_the_command_fills_tells_and_removes() -> None:
    said = StringIO()
    for _ in range(2):
        call_command("demo", "fill", "--customers", "20", "--interactions", "60", stdout=said)
    call_command("demo", "remove", stdout=said)
    assert "Hanay Ev hazır" in said.getvalue()
    assert "zaten dolu" in said.getvalue()
    assert "kaldırıldı" in said.getvalue()


def test_customers_of_cases_solved_a_week_ago_are_asked_whether_they_are() -> None:
    """At one moment, for what a small sample holds just then is a matter of the hour."""
    with clock.frozen(datetime(2026, 11, 16, 9, tzinfo=UTC)) as time:
        brand = fill(AMOUNT, _quietly)
        due = FollowUp.objects.filter(brand=brand).due(clock.now())
        assert not due.filter(until__lt=clock.now()).exists()
        time.move(timedelta(days=7, hours=1))
        assert ask_again(settings_of(brand.id)) > 0
    asked = OutboxMessage.objects.filter(purpose="case_follow_up")
    assert not asked.filter(state__in=["blocked", "failed"]).exists()
