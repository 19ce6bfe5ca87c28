"""A reckoning in words, line by line: what counted, what was closed, what stood still, when it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from memnun.cases.deadlines.terms import Reckoning, Span, SpanKind, Term, Unit
from memnun.foundation.turkish.dates import MONTHS, WEEKDAYS

ICONS = {
    SpanKind.COUNTED: "player-play",
    SpanKind.CLOSED: "moon",
    SpanKind.SHORT_DAY: "sun",
    SpanKind.PAUSED: "player-pause",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation; `kind` is a SpanKind, "start", "still" or "due"."""

    kind: str
    icon: str
    text: str


def explain(reckoning: Reckoning, term: Term, zone: tzinfo) -> list[Line]:
    """The lines of a deadline, the start first, the end last, in the active language."""
    lines = [
        Line(
            "start",
            "flag",
            _("Began on {moment}; given: {term}").format(
                moment=tell_moment(reckoning.start, zone), term=tell_term(term)
            ),
        )
    ]
    lines += [Line(run[0].kind, ICONS[run[0].kind], _tell_run(run, zone)) for run in _runs(reckoning.spans)]
    return [*lines, _tell_end(reckoning, zone)]


def tell_term(term: Term) -> str:
    """ "2 working hours", "3 working days"."""
    if term.unit is Unit.WORKING_DAYS:
        return ngettext("{count} working day", "{count} working days", term.amount).format(count=term.amount)
    if term.unit is Unit.CALENDAR_DAYS:
        return ngettext("{count} day", "{count} days", term.amount).format(count=term.amount)
    length = tell_length(term.duration)
    if term.unit is Unit.MINUTES:
        return length
    return _("{length} of working time").format(length=length)


def tell_length(length: timedelta) -> str:
    """ "1 h 30 min", "45 min"; anything under a minute is told as less than a minute."""
    minutes = int(length.total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
    if hours:
        return _("{hours} h").format(hours=hours)
    if minutes or not length:
        return _("{minutes} min").format(minutes=minutes)
    return _("less than a minute")


def tell_day(day: date) -> str:
    """ "30 Ekim Cuma" or "Friday 30 October", in the active language."""
    language = _language()
    month, weekday = MONTHS[language][day.month - 1], WEEKDAYS[language][day.weekday()]
    return f"{day.day} {month} {weekday}" if language == "tr" else f"{weekday} {day.day} {month}"


def tell_moment(moment: datetime, zone: tzinfo) -> str:
    """ "30 Ekim Cuma 16:30"; a midnight that ends a day is told as 24:00 of that day."""
    local = moment.astimezone(zone)
    if local.hour == local.minute == local.second == 0:
        return f"{tell_day((local - timedelta(seconds=1)).date())} 24:00"
    return f"{tell_day(local.date())} {local:%H:%M}"


def _runs(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Neighbouring whole days of one kind and reason are told together."""
    run: list[Span] = []
    for span in spans:
        if run and not (span.whole_days and _alike(run[-1], span) and span.kind is not SpanKind.SHORT_DAY):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _alike(one: Span, other: Span) -> bool:
    return (one.kind, one.reason, one.whole_days) == (other.kind, other.reason, other.whole_days)


def _tell_run(run: list[Span], zone: tzinfo) -> str:
    first, last = run[0], run[-1]
    if first.whole_days:
        return _tell_days(first, _days(run, zone), len(run))
    stretch = _stretch(first.since, last.until, zone)
    if first.kind is SpanKind.PAUSED:
        return _("{stretch} not counted: we waited for the customer").format(stretch=stretch)
    return _("{stretch} counted · {length}").format(stretch=stretch, length=tell_length(first.duration))


def _tell_days(first: Span, days: str, count: int) -> str:
    if first.kind is SpanKind.COUNTED:
        told = ngettext("{days} counted · {count} day", "{days} counted · {count} days", count)
        return told.format(days=days, count=count)
    if first.kind is SpanKind.PAUSED:
        return _("{days} not counted: we waited for the customer").format(days=days)
    if first.kind is SpanKind.SHORT_DAY:
        return _("{days} half day: {reason}").format(days=days, reason=first.reason)
    if first.reason:
        return _("{days} closed: {reason}").format(days=days, reason=first.reason)
    return _("{days} closed").format(days=days)


def _days(run: list[Span], zone: tzinfo) -> str:
    first, last = (span.since.astimezone(zone).date() for span in (run[0], run[-1]))
    return tell_day(first) if first == last else f"{tell_day(first)} – {tell_day(last)}"


def _stretch(since: datetime, until: datetime, zone: tzinfo) -> str:
    begin, end = since.astimezone(zone), until.astimezone(zone)
    if begin.date() == end.date():
        return f"{tell_day(begin.date())} {begin:%H:%M}–{end:%H:%M}"
    if end.hour == end.minute == 0 and (end - begin) <= timedelta(days=1):
        return f"{tell_day(begin.date())} {begin:%H:%M}–24:00"
    return f"{tell_moment(since, zone)} – {tell_moment(until, zone)}"


def _tell_end(reckoning: Reckoning, zone: tzinfo) -> Line:
    if reckoning.due is None:
        since = reckoning.stands_since or reckoning.start
        told = _("The clock has stood still since {moment}: we wait for the customer")
        return Line("still", "hourglass", told.format(moment=tell_moment(since, zone)))
    due = tell_moment(reckoning.due, zone)
    return Line("due", "flag-filled", _("Runs out on {moment}").format(moment=due))


def _language() -> str:
    return "tr" if (get_language() or "tr").startswith("tr") else "en"
