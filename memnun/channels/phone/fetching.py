"""Beside what a switchboard reports, its own list of calls is fetched: a report that was lost loses nothing.

A row goes the way of a reported event: kept as it came, then put into its call. Calls that are known to have ended
are passed over. The list is read from `fetched_until` less six hours, for a call stands in it under its beginning only
when it has ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from memnun.channels.phone.asking import Switchboard
from memnun.channels.phone.heard.shape import Heard, NotHeard
from memnun.channels.phone.hearing import NEVER_ENDED, apply_event, keep_event, read_event
from memnun.channels.phone.lists import Row, detail, pages
from memnun.channels.phone.models import Call, PhoneLine
from memnun.channels.phone.recordings import keeps_links
from memnun.foundation import clock
from memnun.interactions.channel_kinds import Refused, TryLater
from memnun.interactions.models import ChannelAccount

FIRST_TIME = timedelta(days=1)
"""A line that was just connected begins with yesterday; older calls come as a list from a file."""
AT_ONCE = timedelta(days=7)
LONGEST = timedelta(days=30)
"""Verimor gives 31 days at most, Bulutfon a month: what is older cannot be fetched any more."""
COMPARED = timedelta(days=2)


@dataclass
class Fetched:
    """How many calls the list had, and the names of those that were missing here."""

    compared: int = 0
    missing: list[str] = field(default_factory=list)


def can_fetch(account: ChannelAccount) -> bool:
    """Whether the line's list may be asked for."""
    return bool(account.settings.get("fetch_calls", True) and account.secret("api_key"))


def fetch(account: ChannelAccount) -> Fetched:
    """Bring in what the list has and nobody reported. Raises TryLater, Refused; what was fetched by then stays."""
    line = PhoneLine.objects.get(account=account)
    now = clock.now()
    since = max((line.fetched_until or now - FIRST_TIME) - NEVER_ENDED, now - LONGEST)
    found = Fetched()
    with Switchboard(account) as switchboard:
        while since < now:
            until = min(since + AT_ONCE, now)
            _take_span(account, switchboard, since, until, found)
            PhoneLine.objects.filter(account=account).update(fetched_until=until)
            since = until
    return found


def compare(account: ChannelAccount) -> Fetched:
    """Compare the last two days with the list, whatever was fetched before; what is missing is brought in."""
    now = clock.now()
    found = Fetched()
    with Switchboard(account) as switchboard:
        _take_span(account, switchboard, now - COMPARED, now, found)
    return found


def look(account: ChannelAccount) -> None:
    """Ask for the first page of the last hour and keep nothing. Raises TryLater, Refused."""
    now = clock.now()
    with Switchboard(account) as switchboard:
        next(pages(switchboard, now - timedelta(hours=1), now), None)


def fetch_and_note(account: ChannelAccount) -> Fetched | None:
    """Fetch; trouble stands with the account until it is over, and asks for a rest when the switchboard does."""
    problem, rest = "", None
    found = None
    try:
        found = fetch(account)
    except TryLater as trouble:
        problem, rest = str(trouble), trouble.after
    except Refused as trouble:
        problem = str(trouble)
    now = clock.now()
    ChannelAccount.objects.filter(id=account.id).update(
        problem=problem[:500], checked_at=now, paused_until=now + rest if rest else None
    )
    return found


def _take_span(
    account: ChannelAccount, switchboard: Switchboard, since: datetime, until: datetime, found: Fetched
) -> None:
    for page in pages(switchboard, since, until):
        known = _known(account, page)
        for row in page:
            found.compared += 1
            if row.key not in known and _take(account, switchboard, row):
                found.missing.append(row.key)


def _known(account: ChannelAccount, page: Sequence[Row]) -> set[str]:
    """Calls of the page that have ended here too, with the link to their recording if there is one to have."""
    ended = Call.objects.filter(
        account=account, key__in=[row.key for row in page if row.key], ended_at__isnull=False
    )
    if keeps_links(account):
        complete = ~Q(recording="") | Q(recording_destroyed_at__isnull=False)
        recorded = [row.key for row in page if _says_recorded(account, row)]
        ended = ended.filter(complete | ~Q(key__in=recorded))
    return set(ended.values_list("key", flat=True))


def _says_recorded(account: ChannelAccount, row: Row) -> bool:
    heard = _heard(account, row.body)
    return bool(heard and heard.has_recording)


def _take(account: ChannelAccount, switchboard: Switchboard, row: Row) -> bool:
    """Keep a row and put it into its call; False when the same row was kept before."""
    heard = _heard(account, row.body)
    body = row.body
    if heard and heard.answered and heard.direction == "in" and not heard.extension:
        body = detail(switchboard, row.key) or row.body
    event = keep_event(account, body)
    if event is None:
        return False
    event.account = account
    return apply_event(event) is not None


def _heard(account: ChannelAccount, body: bytes) -> Heard | None:
    """What a row tells; None when it cannot be read, which is noted where it is kept."""
    try:
        return read_event(account, body)
    except NotHeard:
        return None
