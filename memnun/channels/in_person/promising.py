"""What was promised in a talk becomes a promise of a case, due on its day, with an owner who keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from memnun.cases.actions import hold_open_case, open_case, opening_of, promise_with_answer, settings_of
from memnun.cases.models import Promise
from memnun.cases.phrases.flattening import flatten
from memnun.cases.phrases.moments import find_moments
from memnun.cases.phrases.now import Now
from memnun.cases.timing import Timing
from memnun.foundation import clock
from memnun.foundation.business_time import Calendar
from memnun.interactions.models import Interaction

LAST_MINUTE = time(23, 59)
TOO_LATE = "request"
"""The type of the case that is opened for a promise whose time was over when it reached us."""


def due_of(promise: str, day: date | None, at: datetime, calendar: Calendar) -> datetime | None:
    """When it is due: the end of work of the day that was chosen, or of the day itself when work is over by
    then; else the moment its words name, if any.
    """
    if day:
        local = Now(at.astimezone(calendar.zone), calendar)
        evening = local.at(day)
        return evening if evening > at else local.at(day, LAST_MINUTE)
    return next((found.due for found in find_moments(flatten(promise), at, calendar)), None)


def calendar_of_brand(brand_id: UUID) -> Calendar:
    """The brand's own working days."""
    return Timing.of(settings_of(brand_id)).calendars.standard


def write_promises(interaction_ids: Iterable[UUID]) -> None:
    """Write down what these talks promised, once each.

    What reached us after its time, from a phone that was long without a connection, opens a case all the same.
    """
    talks = Interaction.objects.filter(
        id__in=list(interaction_ids), channel="in_person", meta__has_key="promise"
    )
    for talk in talks.exclude(staff=None).select_related("conversation", "staff"):
        if not Promise.objects.filter(message_id=talk.id).exists():
            _write(talk)


def _write(talk: Interaction) -> None:
    assert talk.staff is not None
    text, told = str(talk.meta["promise"]), str(talk.meta.get("promised_for", ""))
    day = date.fromisoformat(told) if told else None
    due = due_of(text, day, talk.occurred_at, calendar_of_brand(talk.brand_id))
    if due and due > clock.now():
        promise_with_answer(talk.conversation, [(text, due)], message_id=talk.id, by=talk.staff)
    elif hold_open_case(talk.conversation) is None:
        open_case(opening_of(talk.conversation, type=TOO_LATE), brand_id=talk.brand_id, by=talk.staff)
