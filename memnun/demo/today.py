"""The desk as it stands today: what was settled is resolved, what is fresh waits for somebody."""

import math
from datetime import datetime, timedelta

from django.db import transaction

from memnun.demo import brand as sample
from memnun.demo.chance import Dice, dice
from memnun.demo.founding import person_named, team_named
from memnun.demo.lines import tables
from memnun.foundation import clock
from memnun.interactions import actions
from memnun.interactions.models import Conversation, Status
from memnun.people.models import Brand, Person

_LEFT_OPEN = 85
_LEFT_WAITING = 45
_TAGS = ("acil", "yönetici baksın", "iade", "tekrar arandı", "gönül alma", "kargo", "montaj")


class Staff:
    """Those who are at the desk today, and the teams by the function they serve."""

    def __init__(self, brand: Brand) -> None:
        self.elif_, self.burak = person_named(brand, "Elif"), person_named(brand, "Burak")
        self.murat = person_named(brand, "Murat")
        names = {"sales": sample.SALES, "marketing": sample.SOCIAL, "service": sample.CARE}
        self.teams = {function: team_named(brand, name) for function, name in names.items()}


@transaction.atomic
def set_the_desk(brand: Brand, seed: int) -> None:
    """Resolve what would be resolved by now; assign, tag, note and put off some of the rest."""
    rng = dice(seed, "desk")
    staff = Staff(brand)
    unsettled = Conversation.objects.filter(brand=brand).exclude(status=Status.RESOLVED)
    opened, waiting = 0, 0
    for conversation in unsettled.select_related("assignee").order_by("-last_at", "-id"):
        if conversation.waiting_since and opened < _LEFT_OPEN and rng.random() < _stays(conversation, brand):
            opened += 1
            _work_on(conversation, rng, staff)
        elif (
            not conversation.waiting_since
            and waiting < _LEFT_WAITING
            and rng.random() < _stays(conversation, brand)
        ):
            waiting += 1
        else:
            _resolve(conversation, rng, staff.murat, brand.created_at)


def _stays(conversation: Conversation, brand: Brand) -> float:
    """How likely it is that the work on it is not done: the older, the less."""
    days: float = (brand.created_at - conversation.last_at) / timedelta(days=1)
    return math.pow(0.75, days) * 0.8


def _resolve(conversation: Conversation, rng: Dice, manager: Person, end: datetime) -> None:
    at = min(conversation.last_at + timedelta(hours=rng.uniform(0.5, 30)), end)
    with clock.frozen(at):
        actions.resolve(conversation, by=conversation.assignee or manager)


def _work_on(conversation: Conversation, rng: Dice, staff: Staff) -> None:
    elif_, burak, manager = staff.elif_, staff.burak, staff.murat
    if conversation.assignee_id is None and rng.random() < 0.45:
        actions.assign(conversation, to=rng.choice((elif_, elif_, burak)), by=manager)
    if conversation.assignee_id is None and rng.random() < 0.5:
        team = staff.teams.get(conversation.function, staff.teams["service"])
        actions.assign_team(conversation, team=team, by=manager)
    if rng.random() < 0.2:
        actions.tag(conversation, name=rng.choice(_TAGS), by=rng.choice((elif_, manager)))
    if rng.random() < 0.16:
        actions.add_note(
            conversation, text=rng.choice(tables()["desk_note"]), by=rng.choice((elif_, burak, manager))
        )
    if rng.random() < 0.07:
        tomorrow = clock.now() + timedelta(days=rng.randint(1, 3))
        actions.snooze(conversation, until=tomorrow.replace(hour=6, minute=0, second=0), by=elif_)
