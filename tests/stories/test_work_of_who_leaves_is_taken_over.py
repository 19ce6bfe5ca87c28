"""When somebody leaves, what they had not finished gets a new owner, and an undo gives back exactly that."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount, Conversation, Direction, Status
from memnun.people.actions import end_work, make_team, remove_team, take_back_departure
from memnun.people.actions.departures import ASSIGNEE, kinds_of_work
from memnun.people.models import Person
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db


def conversation(number: int, assignee: Person, status: Status = Status.OPEN) -> Conversation:
    brand = assignee.brand
    account, _made = ChannelAccount.objects.get_or_create(brand=brand, channel="email", name="Destek")
    return Conversation.objects.create(
        brand=brand,
        number=number,
        customer=Customer.objects.create(brand=brand, name="Ayşe"),
        channel="email",
        channel_account=account,
        status=status,
        assignee=assignee,
        started_at=clock.now(),
        last_at=clock.now(),
        last_direction=Direction.IN,
    )


def owners() -> dict[int, str | None]:
    return dict(Conversation.objects.values_list("number", "assignee__name"))


def test_open_work_goes_to_the_successor_and_finished_work_stays(cast: Cast) -> None:
    for number, status in enumerate([Status.OPEN, Status.SNOOZED, Status.RESOLVED]):
        conversation(number, cast.elif_, status)
    departure = end_work(cast.elif_, by=cast.murat, successor=cast.burak)
    assert departure.count == 2
    assert owners() == {0: "Burak Şahin", 1: "Burak Şahin", 2: "Elif Demir"}


def test_undoing_gives_back_what_nobody_has_taken_on_since_and_no_more(cast: Cast) -> None:
    conversation(1, cast.burak)
    for number in (2, 3):
        conversation(number, cast.elif_)
    departure = end_work(cast.elif_, by=cast.murat, successor=cast.burak)
    Conversation.objects.filter(number=3).update(assignee=cast.murat)
    take_back_departure(departure, by=cast.murat)
    assert owners() == {1: "Burak Şahin", 2: "Elif Demir", 3: "Murat Kaya"}


def test_without_a_successor_open_work_goes_back_to_everybody(cast: Cast) -> None:
    conversation(1, cast.elif_)
    departure = end_work(cast.elif_, by=cast.murat, successor=None)
    assert owners() == {1: None}
    take_back_departure(departure, by=cast.murat)
    assert owners() == {1: "Elif Demir"}


def test_a_team_that_holds_conversations_is_not_removed(cast: Cast) -> None:
    team = make_team(brand=cast.brand, by=cast.murat, name="Şikâyet", private=True, members=[cast.elif_])
    conversation(1, cast.elif_)
    Conversation.objects.update(team=team)
    with pytest.raises(ValidationError, match="Şikâyet"):
        remove_team(team, by=cast.murat)
    assert Conversation.objects.get().team == team


def test_everything_that_can_be_assigned_says_what_is_unfinished() -> None:
    models = kinds_of_work()
    assert Conversation in models
    assert [model for model in models if not hasattr(model.objects, "work_of")] == []
    assert {model._meta.get_field(ASSIGNEE).remote_field.model for model in models} == {Person}
