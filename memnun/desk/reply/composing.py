"""What the composer offers in a conversation: ways to answer, the time left, what was written before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from memnun.foundation import clock
from memnun.foundation.turkish.salutations import address
from memnun.interactions.actions import Way, ways
from memnun.interactions.channel_kinds import ChannelKind, kind_of
from memnun.interactions.models import Conversation, Direction, Draft, Interaction
from memnun.interactions.outbox import ways as outbox_ways
from memnun.people.asking_together import Question
from memnun.people.models import Person
from memnun.people.written import written_once

WARN_BEFORE = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer, as the composer shows it."""

    way: Way
    kind: ChannelKind
    customer: str
    until: datetime | None = None

    @property
    def value(self) -> str:
        """What the form sends."""
        return str(self.way.account.id)

    @property
    def to(self) -> str:
        """Whom it reaches, as people say it: a channel's own name for somebody tells nobody anything."""
        return self.customer if self.way.to.kind == "external" else self.way.to.value

    @property
    def is_closed(self) -> bool:
        """Whether the channel lets nobody answer any more."""
        return self.until is not None and self.until <= clock.now()

    @property
    def is_urgent(self) -> bool:
        """Whether little time is left."""
        return self.until is not None and self.until - clock.now() < WARN_BEFORE

    @property
    def has_subject(self) -> bool:
        """Whether messages there have a subject."""
        return self.way.account.channel in ("email", "post")

    @property
    def takes_files(self) -> bool:
        """Whether files can go along."""
        return self.kind.capability.attachments is not None


@dataclass(frozen=True, slots=True)
class Composer:
    """Everything the reply form needs."""

    choices: list[Choice]
    draft: Draft | None
    drafts_of_others: list[Draft]
    key: str

    @property
    def chosen(self) -> Choice | None:
        """The way the draft was begun on, else the first."""
        wanted = self.draft.account_id if self.draft else None
        same = (choice for choice in self.choices if choice.way.account.id == wanted)
        return next(same, self.choices[0] if self.choices else None)

    @property
    def is_chat(self) -> bool:
        """Whether Enter sends."""
        return bool(self.chosen and self.chosen.way.account.channel in ("chat", "social"))


def composer_for(conversation: Conversation, person: Person, key: str) -> Composer:
    """What the person may do to answer in the conversation; `key` is a new one."""
    choices = [
        Choice(way, kind, str(conversation.customer), _until(conversation, way, kind))
        for way, kind in _with_kinds(ways(conversation))
    ]
    drafts = _drafts(conversation.id)
    own = next((draft for draft in drafts if draft.by_id == person.id), None)
    return Composer(choices, own, [draft for draft in drafts if draft is not own], key)


def questions(conversation: Conversation) -> list[Question | None]:
    """What `composer_for` will ask."""
    return [*outbox_ways.questions(conversation), _drafts.question(conversation.id)]


@written_once
def _drafts(conversation_id: UUID) -> QuerySet[Draft]:
    return Draft.objects.filter(conversation=conversation_id).select_related("by").order_by("updated_at")


def new_key() -> str:
    """A name for the next message; the same name never makes two."""
    return f"reply-{uuid4()}"


def _with_kinds(found: list[Way]) -> list[tuple[Way, ChannelKind]]:
    return [(way, kind) for way in found if (kind := kind_of(way.account))]


def _until(conversation: Conversation, way: Way, kind: ChannelKind) -> datetime | None:
    window = kind.capability.reply_window
    if window is None:
        return None
    said = Interaction.objects.filter(
        conversation=conversation, channel_account=way.account, direction=Direction.IN
    ).newest_first()
    last = said.values_list("occurred_at", flat=True).first()
    return last + window if last else clock.now()


def gap_values(conversation: Conversation, person: Person) -> dict[str, str]:
    """What stands in the gaps of a saved reply here."""
    customer = conversation.customer
    return {
        "hitap": address(
            customer.name, customer.hitap_text if customer.hitap == "custom" else customer.hitap
        ),
        "ad": customer.name,
        "konu_no": str(conversation.number),
        "konu": conversation.subject,
        "temsilci": person.name,
        "marka": person.brand.name,
        "bugün": date_format(timezone.localdate(clock.now()), "DATE_FORMAT"),
    }


def later_choices(now: datetime) -> list[tuple[str, str]]:
    """Ready moments for sending later, as (ISO moment, words)."""
    here = timezone.localtime(now)
    tomorrow = (here + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    monday = (here + timedelta(days=7 - here.weekday())).replace(hour=9, minute=0, second=0, microsecond=0)
    found = [
        ((here + timedelta(hours=1)).replace(second=0, microsecond=0), _("In 1 hour")),
        (tomorrow, _("Tomorrow 09:00")),
    ]
    if monday.date() != tomorrow.date():
        found.append((monday, _("Next Monday 09:00")))
    return [(moment.isoformat(), words) for moment, words in found]


def read_ids(values: list[str]) -> list[UUID]:
    """The ids among what a form sent."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
