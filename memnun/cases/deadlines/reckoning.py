"""The one function that says when something is due, with every stretch that was counted or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from memnun.cases.deadlines.terms import Pause, Reckoning, Span, SpanKind, Term, Unit
from memnun.foundation.business_time import Calendar, Interval, half_days

_DAYS_WITHOUT_WORK = 400
_FOREVER = datetime.max.replace(tzinfo=UTC)
_LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
_DAY = timedelta(days=1)


class NoWorkingTime(ValueError):
    """The calendar has no working time left."""


def reckon(start: datetime, term: Term, calendar: Calendar, pauses: Sequence[Pause] = ()) -> Reckoning:
    """When a term that began at `start` (aware) runs out, and why.

    Working minutes count the calendar's hours, minutes all time; neither counts what lies in a pause.
    A day is left out only when the clock stood still for all that would have been counted of it.
    Raises ValueError for a naive start and NoWorkingTime for a calendar that never works again.
    """
    if start.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    begin = start.astimezone(UTC)
    still = _merged(pauses)
    if term.in_days:
        return _reckon_days(begin, term, calendar, still)
    return _reckon_minutes(begin, term, calendar, still)


def working_between(
    start: datetime, end: datetime, calendar: Calendar, pauses: Sequence[Pause] = ()
) -> timedelta:
    """Working time from `start` to `end` (aware) without the pauses; nothing when `end` is not later."""
    since, until, still = start.astimezone(UTC), end.astimezone(UTC), _merged(pauses)
    total = timedelta(0)
    if until <= since:
        return total
    for day in _days(since.astimezone(calendar.zone).date(), until.astimezone(calendar.zone).date()):
        for interval in _stretches(day, calendar):
            part = _clip(interval, since, until)
            if part:
                total += sum(
                    (piece.duration for piece, paused in _pieces(part, still) if not paused), timedelta(0)
                )
    return total


def _reckon_minutes(begin: datetime, term: Term, calendar: Calendar, still: list[Interval]) -> Reckoning:
    rest, spans = term.duration, list[Span]()
    if not rest:
        return Reckoning(begin, begin, ())
    for span in _spans_after(begin, term, calendar, still):
        if span.kind is SpanKind.PAUSED and span.until == _FOREVER:
            return Reckoning(begin, None, tuple(spans), stands_since=span.since)
        if span.kind is not SpanKind.COUNTED:
            spans.append(span)
            continue
        until = min(span.until, span.since + rest)
        spans.append(Span(SpanKind.COUNTED, span.since, until))
        rest -= until - span.since
        if not rest:
            return Reckoning(begin, until, tuple(spans))
    raise NoWorkingTime("the calendar has no working time left")


def _spans_after(begin: datetime, term: Term, calendar: Calendar, still: list[Interval]) -> Iterator[Span]:
    """What lies behind `begin`, in order: counted, paused and closed stretches."""
    if term.unit is Unit.MINUTES:
        yield from (_span(piece, paused) for piece, paused in _pieces(Interval(begin, _FOREVER), still))
        return
    day, idle_days = begin.astimezone(calendar.zone).date(), 0
    while idle_days < _DAYS_WITHOUT_WORK:
        stretches = [part for each in _stretches(day, calendar) if (part := _clip(each, begin, _FOREVER))]
        idle_days = 0 if stretches else idle_days + 1
        if reason := _short_because(day, calendar):
            yield Span(SpanKind.SHORT_DAY, *_whole(day, calendar), reason, whole_days=True)
        if not _stretches(day, calendar):
            yield _closed(day, calendar)
        for stretch in stretches:
            for piece, paused in _pieces(stretch, still):
                yield _span(piece, paused)
                if paused and piece.until == _FOREVER:
                    return
        day += _DAY


def _reckon_days(begin: datetime, term: Term, calendar: Calendar, still: list[Interval]) -> Reckoning:
    rest, spans, idle_days = term.amount, list[Span](), 0
    day = begin.astimezone(calendar.zone).date()
    while rest and idle_days < _DAYS_WITHOUT_WORK:
        day += _DAY
        stretches = [Interval(*_whole(day, calendar))]
        if term.unit is Unit.WORKING_DAYS:
            stretches = _stretches(day, calendar)
            if not stretches:
                idle_days += 1
                spans.append(_closed(day, calendar))
                continue
        idle_days = 0
        pieces = [piece for stretch in stretches for piece in _pieces(stretch, still)]
        if all(paused for _, paused in pieces):
            if pieces[0][0].until == _FOREVER:
                return Reckoning(begin, None, tuple(spans), stands_since=pieces[0][0].since)
            spans.append(Span(SpanKind.PAUSED, *_whole(day, calendar), whole_days=True))
            continue
        rest -= 1
        end = stretches[-1].until
        spans.append(Span(SpanKind.COUNTED, _whole(day, calendar)[0], end, whole_days=True))
        if not rest:
            return Reckoning(begin, end, tuple(spans))
    raise NoWorkingTime("the calendar has no working time left")


def _span(piece: Interval, paused: bool) -> Span:
    return Span(SpanKind.PAUSED if paused else SpanKind.COUNTED, piece.since, piece.until)


def _closed(day: date, calendar: Calendar) -> Span:
    return Span(SpanKind.CLOSED, *_whole(day, calendar), calendar.why_closed(day), whole_days=True)


def _short_because(day: date, calendar: Calendar) -> str:
    """The name of a half day that takes something away from the day's hours; else empty."""
    if not calendar.public_holidays or day in calendar.opened or day in calendar.closed:
        return ""
    name = half_days(day.year).get(day, "")
    return name if name and calendar.openings(day) != calendar.week[day.weekday()] else ""


def _stretches(day: date, calendar: Calendar) -> list[Interval]:
    """The day's hours; what a change of the clock made empty or overlap is cut off."""
    kept = list[Interval]()
    for interval in calendar.intervals(day):
        since = max(interval.since, kept[-1].until) if kept else interval.since
        if since < interval.until:
            kept.append(Interval(since, interval.until))
    return kept


def _clip(interval: Interval, since: datetime, until: datetime) -> Interval | None:
    part = Interval(max(interval.since, since), min(interval.until, until))
    return part if part.since < part.until else None


def _pieces(stretch: Interval, still: list[Interval]) -> Iterator[tuple[Interval, bool]]:
    """The stretch cut where the clock stands still; an endless pause gives a last piece without end."""
    moment = stretch.since
    for pause in still:
        if pause.until <= moment or pause.since >= stretch.until:
            continue
        if pause.since > moment:
            yield Interval(moment, pause.since), False
        begins = max(pause.since, moment)
        if pause.until == _FOREVER:
            yield Interval(begins, _FOREVER), True
            return
        moment = min(pause.until, stretch.until)
        yield Interval(begins, moment), True
    if moment < stretch.until:
        yield Interval(moment, stretch.until), False


def _merged(pauses: Sequence[Pause]) -> list[Interval]:
    """Pauses in order, overlapping ones as one; those without a length are dropped."""
    merged = list[Interval]()
    for pause in sorted(pauses, key=lambda each: each.since):
        since = pause.since.astimezone(UTC)
        until = pause.until.astimezone(UTC) if pause.until else _FOREVER
        if merged and since <= merged[-1].until:
            merged[-1] = Interval(merged[-1].since, max(until, merged[-1].until))
        elif since < until:
            merged.append(Interval(since, until))
    return merged


def _whole(day: date, calendar: Calendar) -> tuple[datetime, datetime]:
    midnights = [datetime.combine(each, time(0), calendar.zone).astimezone(UTC) for each in (day, day + _DAY)]
    return midnights[0], midnights[1]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=distance) for distance in range((last - first).days + 1))


def step_back(end: datetime, minutes: int, calendar: Calendar) -> datetime:
    """The moment from which `minutes` of working time lead to `end` (aware): when to warn before a deadline.

    Raises NoWorkingTime when the calendar did not work for long enough before.
    """
    rest, until = timedelta(minutes=minutes), end.astimezone(UTC)
    if not rest:
        return until
    day, idle_days = until.astimezone(calendar.zone).date(), 0
    while idle_days < _DAYS_WITHOUT_WORK:
        stretches = [part for each in _stretches(day, calendar) if (part := _clip(each, _LONG_AGO, until))]
        idle_days = 0 if stretches else idle_days + 1
        for stretch in reversed(stretches):
            if stretch.duration >= rest:
                return stretch.until - rest
            rest -= stretch.duration
        day -= _DAY
    raise NoWorkingTime("the calendar had no working time before")
