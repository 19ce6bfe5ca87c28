"""What a customer's page shows: one timeline over all channels, conversations, months, movements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from memnun.cases.screens.beside import amounts_given, cases_of, newest_given
from memnun.consent import reading as permissions
from memnun.consent.reading import Permissions
from memnun.customers.models import Customer, CustomerMerge
from memnun.desk import customer_pane
from memnun.desk.conversation.sentences import icon_of, sentence
from memnun.desk.paging import Order, Place
from memnun.events.models import Event, Viewer
from memnun.foundation import clock
from memnun.interactions.models import Channel, Conversation, Interaction, Reading
from memnun.people.asking_together import Question
from memnun.people.models import Person
from memnun.people.written import written_once
from memnun.segments.grounds import Ground, seen_grounds, standing_of
from memnun.segments.models import Movement, Standing

NEWEST = Order("occurred_at")
CONTACTS = 25
MOST_EVENTS = 100
MOST_CONVERSATIONS = 12
MOST_MOVEMENTS = 20
MOST_GROUNDS = 6
MONTHS = 12
TOLD_APART = ("customers.", "consent.", "segments.", "conversations.", "meetings.")


@dataclass(frozen=True)
class Entry:
    """One line of the timeline: a contact, or an act."""

    at: datetime
    contact: Interaction | None = None
    text: str = ""
    icon: str = ""
    conversation: UUID | None = None


@dataclass(frozen=True)
class Month:
    """How a month's contacts felt; heights are out of 100."""

    first: datetime
    positive: int
    negative: int
    total: int

    @property
    def good_height(self) -> int:
        return round(100 * self.positive / self.total) if self.total else 0

    @property
    def bad_height(self) -> int:
        return round(100 * self.negative / self.total) if self.total else 0


class CustomerPage:
    """Reads as the template asks, with a bounded number of queries."""

    def __init__(self, customer: Customer, person: Person, *, channel: str = "", before: str = "") -> None:
        self.customer = customer
        self.person = person
        self.channel = channel if channel in Channel.values else ""
        self.before = Place.read(before)

    @cached_property
    def _stretch(self) -> Any:
        found = _contacts(self.person, self.customer.brand_id, self.customer.id, self.channel, self.before)
        return NEWEST.as_page(found, after=self.before, size=CONTACTS)

    @property
    def older(self) -> str:
        """Where the next stretch begins; empty at the end."""
        return str(self._stretch.older)

    @cached_property
    def entries(self) -> list[Entry]:
        """Contacts and acts of this stretch, newest first."""
        contacts: list[Interaction] = self._stretch.rows
        entries = [Entry(one.occurred_at, contact=one, conversation=one.conversation_id) for one in contacts]
        if not self.channel:
            since = contacts[-1].occurred_at if contacts and self._stretch.older else None
            until = self.before.at if self.before else None
            entries += self._acts(since, until)
        return sorted(entries, key=lambda entry: entry.at, reverse=True)

    def _acts(self, since: datetime | None, until: datetime | None) -> list[Entry]:
        found = _events(self.person, self.customer.id, since, until)
        names = self._names(
            {event.actor_id for event in found if event.actor_kind == "person" and event.actor_id}
        )
        return [
            Entry(
                event.at, text=sentence(event, names), icon=icon_of(event), conversation=event.conversation_id
            )
            for event in found
        ]

    def _names(self, ids: set[UUID]) -> dict[UUID, str]:
        return (
            dict(Person.objects.visible_to(self.person).filter(id__in=ids).values_list("id", "name"))
            if ids
            else {}
        )

    @cached_property
    def conversations(self) -> list[Conversation]:
        """The newest conversations, those with work left first."""
        return sorted(_conversations(self.person, self.customer.id), key=lambda one: one.status == "resolved")

    @cached_property
    def standing(self) -> Standing | None:
        """The group with its evidence."""
        return standing_of(self.customer.id)

    @cached_property
    def grounds(self) -> list[Ground]:
        """The evidence for the present group that the person may see, heaviest first."""
        return seen_grounds(self.person, self.standing, self.customer.group)[:MOST_GROUNDS]

    @cached_property
    def movements(self) -> list[Movement]:
        """The history of groups, newest first."""
        return _movements(self.person, self.customer.id)

    @cached_property
    def merges(self) -> list[CustomerMerge]:
        """Who was merged into this customer and can be parted again."""
        return _merges(self.person, self.customer.id)

    @cached_property
    def permissions(self) -> Permissions:
        """What may be sent to the customer."""
        return Permissions(self.customer, self.person)

    @cached_property
    def months(self) -> list[Month]:
        """The feeling of the contacts of the last twelve months, oldest first; none when all were silent."""
        firsts = last_months(clock.now())
        zone = timezone.get_current_timezone()
        rows = _months(self.person, self.customer.brand_id, self.customer.id, firsts[0], zone)
        told = {
            row["month"]: Month(row["month"], row["positive"], row["negative"], row["total"]) for row in rows
        }
        return [told.get(first) or Month(first, 0, 0, 0) for first in firsts] if told else []


def last_months(now: datetime) -> list[datetime]:
    """The beginnings of this month and the eleven before it in the viewer's zone, oldest first."""
    first = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    found = [first]
    for _count in range(MONTHS - 1):
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[::-1]


def questions(
    person: Person, customer: Customer, channel: str, before: Place | None
) -> list[Question | None]:
    """What the page will ask; the acts from the beginning where all contacts surely stand on it."""
    ids = (person, customer.id)
    asked = [
        _contacts.question(person, customer.brand_id, customer.id, channel, before),
        _conversations.question(*ids),
        _movements.question(*ids),
        _merges.question(*ids),
        cases_of.question(*ids),
        amounts_given.question(*ids),
        newest_given.question(*ids),
        *permissions.questions(*ids),
        *customer_pane.questions(*ids),
    ]
    if not (channel or before) and customer.interactions_count <= CONTACTS:
        asked.append(_events.question(*ids, None, None))
    return asked


@written_once
def _contacts(
    viewer: Viewer, brand_id: UUID, customer_id: UUID, channel: str, before: Place | None
) -> QuerySet[Interaction]:
    seen = Interaction.objects.visible_to(viewer).filter(brand_id=brand_id, customer=customer_id)
    seen = seen.filter(channel=channel) if channel else seen
    return NEWEST.stretch(seen.select_related("staff", "reading"), after=before, size=CONTACTS)


@written_once
def _events(
    viewer: Viewer, customer_id: UUID, since: datetime | None, until: datetime | None
) -> QuerySet[Event]:
    fitting = Q()
    for beginning in TOLD_APART:
        fitting |= Q(kind__startswith=beginning)
    events = Event.objects.visible_to(viewer).about_customer(customer_id).filter(fitting)
    if since:
        events = events.filter(at__gte=since)
    if until:
        events = events.filter(at__lt=until)
    return events[:MOST_EVENTS]


@written_once
def _conversations(viewer: Viewer, customer_id: UUID) -> QuerySet[Conversation]:
    seen = Conversation.objects.visible_to(viewer).current().filter(customer=customer_id)
    return seen.select_related("assignee").newest_first()[:MOST_CONVERSATIONS]


@written_once
def _movements(viewer: Viewer, customer_id: UUID) -> QuerySet[Movement]:
    rows = Movement.objects.visible_to(viewer).filter(customer=customer_id).select_related("by")
    return rows.order_by("-at", "-id")[:MOST_MOVEMENTS]


@written_once
def _merges(viewer: Viewer, customer_id: UUID) -> QuerySet[CustomerMerge]:
    rows = CustomerMerge.objects.visible_to(viewer).filter(kept=customer_id, undone_at=None)
    return rows.select_related("absorbed", "by").order_by("-at")


@written_once
def _months(
    viewer: Viewer, brand_id: UUID, customer_id: UUID, since: datetime, zone: ZoneInfo
) -> QuerySet[Reading, Any]:
    return (
        Reading.objects.visible_to(viewer)
        .filter(interaction__brand_id=brand_id, interaction__customer=customer_id)
        .filter(interaction__occurred_at__gte=since)
        .annotate(month=TruncMonth("interaction__occurred_at", tzinfo=zone))
        .values("month")
        .annotate(
            total=Count("interaction"),
            positive=Count("interaction", filter=Q(sentiment="positive")),
            negative=Count("interaction", filter=Q(sentiment="negative")),
        )
    )
