"""What stands in a conversation: contacts, private notes and acts, in the order they happened.

Contacts are paged by place, the last 30 first; notes and acts of the same stretch of time come with
them. `last_event` is the newest act the page knows of: what came after it is asked for with `news`,
and an act on an older page is refused until its reader has seen what changed. Every act on a
conversation is recorded while its row is locked, so within one conversation the numbers of acts
grow in the order of their commits, and "after number N" misses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from memnun.channels.email.invited import Invited, invited_in
from memnun.desk.conversation.pieces import Shown, shown_text
from memnun.desk.conversation.reads import (
    MOST_LINES,
    NEWEST_FIRST,
    SPOKEN,
    acts_between,
    contacts_in,
    last_contacts,
    newest_act,
    notes_between,
    notes_in,
)
from memnun.desk.conversation.sentences import icon_of, sentence
from memnun.desk.paging import Page, Place
from memnun.desk.reply.outgoing import Sent, files_of, sent_among
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.models import (
    Attachment,
    Conversation,
    Direction,
    Interaction,
    Note,
    Reading,
    Rearrangement,
)
from memnun.people.models import Person

LONGEST = 300
FILES_TAKE = timedelta(minutes=2)


@dataclass(frozen=True)
class Contact:
    """A contact in either direction."""

    interaction: Interaction
    revealed: bool = False
    channel_changed: bool = False
    files: Sequence[Attachment] = ()
    sent: Sent | None = None
    invited: Invited | None = None
    template = "desk/conversation/_contact.html"

    @property
    def at(self) -> datetime:
        return self.interaction.occurred_at

    @property
    def key(self) -> str:
        return f"i-{self.interaction.id}"

    @property
    def may_bring_files(self) -> bool:
        """Whether files of it may still be on their way into the store."""
        came = self.interaction
        return came.direction == Direction.IN and clock.now() - came.recorded_at < FILES_TAKE

    @property
    def reading(self) -> Reading | None:
        return getattr(self.interaction, "reading", None)

    @cached_property
    def shown(self) -> Shown:
        """The text in pieces."""
        details: dict[str, Any] = self.reading.details if self.reading else {}
        return shown_text(self.interaction, details, revealed=self.revealed)


@dataclass(frozen=True)
class Remark:
    """A private note."""

    note: Note
    template = "desk/conversation/_note.html"

    @property
    def at(self) -> datetime:
        return self.note.at

    @property
    def key(self) -> str:
        return f"n-{self.note.id}"


@dataclass(frozen=True)
class Line:
    """An act, as a thin line."""

    at: datetime
    key: str
    text: str
    icon: str
    rearrangement: UUID | None = None
    """What was merged or split there, while it can be undone."""
    template = "desk/conversation/_line.html"


@dataclass(frozen=True)
class Day:
    """The line that begins a day."""

    day: date
    template = "desk/conversation/_day.html"


Happening = Contact | Remark | Line
Item = Happening | Day


@dataclass(frozen=True)
class Timeline:
    """A stretch of a conversation, oldest first; `earlier` leads to the stretch before it."""

    items: Sequence[Item]
    earlier: str = ""
    last_event: int = 0
    reread: Sequence[Interaction] = ()
    """Contacts that stand on the page already and were read once more since."""
    names: dict[UUID, str] = field(default_factory=dict)


class Reader:
    """Reads the timeline of one conversation for one person."""

    def __init__(
        self, conversation: Conversation, person: Person, revealed: frozenset[UUID] = frozenset()
    ) -> None:
        self.conversation = conversation
        self.person = person
        self.revealed = revealed

    def stretch(self, before: Place | None = None, down_to: UUID | None = None) -> Timeline:
        """The last 30 contacts, or the 30 before a place, with the notes and acts between them.

        With `down_to`, all contacts from that one on, up to LONGEST.
        """
        last_event = self.last_event()  # first, so that nothing that comes meanwhile is missed
        target = self._contacts().filter(id=down_to).first() if down_to else None
        page = (
            self._from(target, before) if target else last_contacts(self.person, self.conversation.id, before)
        )
        contacts = page.rows[::-1]
        earlier = self._place_before(contacts[0]) if target and contacts else page.older
        since = contacts[0].occurred_at if contacts and earlier else None
        until = before.at if before else None
        stretch = (self.person, self.conversation.id, since, until)
        items = self._items(contacts, notes_between(*stretch), acts_between(*stretch))
        return Timeline(
            list(with_days(items)),
            earlier=earlier,
            last_event=last_event,
        )

    def news(self, after: int) -> Timeline:
        """What was said and done after an act."""
        events = list(self._visible_events().filter(id__gt=after)[:MOST_LINES])
        said = _subjects(events, acts.RECORDED.name)
        noted = _subjects(events, acts.NOTED.name)
        contacts = list(self._contacts().filter(id__in=said)) if said else []
        notes = list(notes_in(self.person, self.conversation.id).filter(id__in=noted)) if noted else []
        lines = [event for event in events if event.kind not in SPOKEN]
        again = _subjects(events, acts.READ_AGAIN.name) - said
        return Timeline(
            self._items(contacts, notes, lines),
            last_event=events[-1].id if events else after,
            reread=list(self._contacts().filter(id__in=again)) if again else (),
        )

    def last_event(self) -> int:
        """The number of the newest act, 0 when there is none."""
        return next(iter(newest_act(self.conversation.id)), 0)

    def _from(self, target: Interaction, before: Place | None) -> Page[Interaction]:
        """All contacts from one on, up to LONGEST."""
        contacts = self._contacts().filter(occurred_at__gte=target.occurred_at)
        return NEWEST_FIRST.page(contacts, after=before, size=LONGEST)

    def _place_before(self, oldest: Interaction) -> str:
        """The cursor in front of a contact, empty when it is the first of the conversation."""
        place = Place(oldest.occurred_at, oldest.id)
        return str(place) if NEWEST_FIRST.page(self._contacts(), after=place, size=1).rows else ""

    def contact(self, interaction_id: UUID) -> Contact | None:
        """One contact of the conversation."""
        found = self._contacts().filter(id=interaction_id).first()
        return self._contact(found, files_of([found.id])) if found else None

    def _contacts(self) -> QuerySet[Interaction]:
        return contacts_in(self.person, self.conversation.id)

    def _visible_events(self) -> QuerySet[Event]:
        return Event.objects.visible_to(self.person).about_conversation(self.conversation.id)

    def _items(
        self, contacts: Sequence[Interaction], notes: Iterable[Note], events: Sequence[Event]
    ) -> list[Happening]:
        names = self._names(events)
        items: list[Happening] = []
        channel = self.conversation.channel
        files = files_of(one.id for one in contacts)
        sent = sent_among(one.id for one in contacts if one.direction == Direction.OUT)
        invited = invited_in(contacts)
        for interaction in contacts:
            contact = self._contact(interaction, files, sent, channel_changed=interaction.channel != channel)
            items.append(replace(contact, invited=invited.get(interaction.id)))
            channel = interaction.channel
        items += [Remark(note) for note in notes]
        standing = self._rearrangements(events)
        items += [
            Line(
                event.at,
                f"e-{event.id}",
                sentence(event, names),
                icon_of(event),
                event.subject_id if event.subject_id in standing else None,
            )
            for event in events
        ]
        return sorted(items, key=lambda item: item.at)

    def _rearrangements(self, events: Sequence[Event]) -> set[UUID]:
        """Of the merges, splits and moves among the events, those that were not undone and may be by this person."""
        done = set().union(*(_subjects(events, one.name) for one in (acts.MERGED, acts.SPLIT, acts.MOVED)))
        if not done or not self.person.can_act:
            return set()
        left = Rearrangement.objects.visible_to(self.person).filter(id__in=done, undone_at=None)
        seen = left.filter(source__in=Conversation.objects.visible_to(self.person))
        return set(seen.values_list("id", flat=True))

    def _contact(
        self,
        interaction: Interaction,
        files: Mapping[UUID, Sequence[Attachment]],
        sent: Mapping[UUID, Sent] | None = None,
        *,
        channel_changed: bool = False,
    ) -> Contact:
        return Contact(
            interaction,
            interaction.id in self.revealed,
            channel_changed,
            files.get(interaction.id, ()),
            (sent or {}).get(interaction.id),
        )

    def _names(self, events: Sequence[Event]) -> dict[UUID, str]:
        ids = {event.actor_id for event in events if event.actor_id and event.actor_kind == "person"}
        if not ids:
            return {}
        return dict(Person.objects.visible_to(self.person).filter(id__in=ids).values_list("id", "name"))


def _subjects(events: Sequence[Event], kind: str) -> set[UUID]:
    return {event.subject_id for event in events if event.subject_id and event.kind == kind}


def with_days(items: Iterable[Happening]) -> Iterator[Item]:
    """The items with a line in front of the first of every day."""
    present = None
    for item in items:
        day = timezone.localtime(item.at).date()
        if day != present:
            yield Day(day)
            present = day
        yield item
