"""What a switchboard tells is kept as it came, then put into the call it is about.

Events come twice, late and in any order; the end may come before the beginning, or never. Each adds
what it knows, nothing is taken back but an answer that the end denies, and the call enters the ledger
once, when it has ended.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import translation

from memnun.channels.phone import events as acts
from memnun.channels.phone.finding import people_ringing, person_at, read_number
from memnun.channels.phone.heard import bulutfon, verimor
from memnun.channels.phone.heard.shape import Heard, NotHeard
from memnun.channels.phone.models import Call, CallDirection, CallEvent, provider_of
from memnun.channels.phone.parsing import FORM, ToldCall, encode
from memnun.channels.phone.recordings import keep_link
from memnun.channels.phone.wording import words_of
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.interactions.inbound import Inbound, receive
from memnun.interactions.models import ChannelAccount
from memnun.people.models import Person

logger = logging.getLogger(__name__)
READERS: dict[str, Callable[[bytes], Heard]] = {"verimor": verimor.read, "bulutfon": bulutfon.read}
EVENTS_KEPT = timedelta(days=90)
"""What a switchboard told is kept this long; the call it told of stays."""
NEVER_ENDED = timedelta(hours=6)
"""A call whose end nobody told is closed with what is known."""
RINGS_AT_MOST = timedelta(minutes=3)


@transaction.atomic
def keep_event(account: ChannelAccount, body: bytes) -> CallEvent | None:
    """Store the bytes of an event; None when the very same came before."""
    event, is_new = CallEvent.objects.get_or_create(
        account=account,
        sha256=hashlib.sha256(body).hexdigest(),
        defaults={"brand_id": account.brand_id, "body": body},
    )
    return event if is_new else None


def read_event(account: ChannelAccount, body: bytes) -> Heard:
    """What the bytes of an event, or of a row of the list of calls, tell. Raises NotHeard."""
    return READERS[provider_of(account)](body)


def apply_event(event: CallEvent) -> Call | None:
    """Put a kept event into its call; one that cannot be read is kept with the reason."""
    try:
        heard = read_event(event.account, bytes(event.body))
    except NotHeard as problem:
        CallEvent.objects.filter(id=event.id).update(problem=str(problem)[:500])
        return None
    with transaction.atomic():
        call = hear(event.account, heard)
        CallEvent.objects.filter(id=event.id).update(applied_at=clock.now(), problem="")
    return call


@transaction.atomic
def hear(account: ChannelAccount, heard: Heard) -> Call:
    """Bring a call up to date with one event, and the ledger when the call has ended."""
    call, _made = Call.objects.get_or_create(
        account=account, key=heard.key,
        defaults={"brand_id": account.brand_id, "began_at": heard.began_at or clock.now()},
    )  # fmt: skip
    call = Call.objects.select_for_update(no_key=True).get(id=call.id)
    had_ended = call.ended_at is not None
    _take_over(call, heard, account)
    call.save()
    if call.ended_at:
        finish(call, account)
    if heard.is_ringing and not call.ended_at and call.direction == CallDirection.IN:
        _tell_ringing(call, heard, account)
    if call.ended_at and not had_ended:
        _tell_ended(call, account)
    return call


def _take_over(call: Call, heard: Heard, account: ChannelAccount) -> None:
    call.direction = heard.direction or call.direction
    call.number = read_number(heard.number) or call.number
    call.line = read_number(heard.line) or call.line
    call.queue = heard.queue or call.queue
    call.cause = heard.cause or call.cause
    if heard.began_at:
        call.began_at = min(call.began_at, heard.began_at)
    if heard.extension and (not call.extension or not heard.is_ringing):
        call.extension = heard.extension
        call.person_id = person_at(account, heard.extension) or call.person_id
    if heard.answered:
        call.answered_at = heard.answered_at or call.answered_at or clock.now()
    elif heard.answered is False:
        call.answered_at = None
    call.ended_at = call.ended_at or heard.ended_at
    if call.answered_at and call.ended_at:
        call.answered_at = min(call.answered_at, call.ended_at)
    if heard.has_recording:
        keep_link(call, account)
    _note_notice(call, account)


def _note_notice(call: Call, account: ChannelAccount) -> None:
    """When the switchboard told the caller that the call is recorded, as its settings say."""
    seconds = account.settings.get("notice_after")
    if seconds in (None, "") or call.direction != CallDirection.IN or call.notice_played_at:
        return
    call.notice_played_at = call.began_at + timedelta(seconds=int(seconds))


def finish(call: Call, account: ChannelAccount) -> None:
    """Bring an ended call into the ledger, once; calls among colleagues stay outside."""
    if call.raw_id or call.direction not in (CallDirection.IN, CallDirection.OUT):
        return
    waits = call.is_missed and not settle_by_later_call(call)
    told = encode(told_of(call, account, waits=waits))
    [received] = receive(account, [Inbound(f"call-{call.key}", told)], FORM)
    call.raw_id = received.id
    call.save(update_fields=["raw_id"])
    if waits:
        record(acts.MISSED, brand_id=call.brand_id, subject_id=call.id)
    if call.direction == CallDirection.OUT and call.answered_at:
        settle_by_call(call)


def told_of(call: Call, account: ChannelAccount, *, waits: bool = False) -> ToldCall:
    """The call as the ledger takes it; `waits` says that somebody has to call back."""
    staff = (
        Person.objects.filter(id=call.person_id).select_related("account").first() if call.person_id else None
    )
    with translation.override(account.brand.language):
        words = words_of(call)
    return ToldCall(
        external_id=f"call-{call.key}", account=account.slug, direction=call.direction, number=call.number,
        began_at=call.began_at, words=words, answered_at=call.answered_at, ended_at=call.ended_at, line=call.line,
        extension=call.extension, queue=call.queue, staff=staff.account.email if staff else "",
        notice_played_at=call.notice_played_at, waits=waits,
    )  # fmt: skip


def settle_by_call(call: Call) -> int:
    """An answered outgoing call calls back every earlier missed call of its number; returns how many."""
    waiting = Call.objects.filter(brand_id=call.brand_id, number=call.number, began_at__lt=call.began_at)
    count = waiting.to_call_back().update(settled_at=call.answered_at, settled_by=call) if call.number else 0
    if count:
        record(acts.CALLED_BACK, brand_id=call.brand_id, subject_id=call.id)
    return count


def settle_by_later_call(missed: Call) -> bool:
    """A missed call that is told of only after it was called back waits for nothing; whether that is so."""
    later = Call.objects.filter(
        brand_id=missed.brand_id, number=missed.number, direction=CallDirection.OUT,
        began_at__gt=missed.began_at, answered_at__isnull=False, ended_at__isnull=False,
    )  # fmt: skip
    back = later.order_by("began_at").first() if missed.number else None
    if back is None:
        return False
    missed.settled_at, missed.settled_by = back.answered_at, back
    missed.save(update_fields=["settled_at", "settled_by"])
    return True


def _tell_ringing(call: Call, heard: Heard, account: ChannelAccount) -> None:
    people = people_ringing(account, heard.extension)
    if people and clock.now() - call.began_at < RINGS_AT_MOST:
        record(acts.RINGING, brand_id=call.brand_id, subject_id=call.id, people=[str(one) for one in people])


def _tell_ended(call: Call, account: ChannelAccount) -> None:
    people = people_ringing(account, call.extension)
    if people and call.direction == CallDirection.IN:
        record(acts.ENDED, brand_id=call.brand_id, subject_id=call.id, people=[str(one) for one in people])


def close_forgotten() -> int:
    """Close calls whose end was never told; returns how many."""
    forgotten = Call.objects.filter(ended_at=None, began_at__lt=clock.now() - NEVER_ENDED)
    closed = 0
    for id_ in list(forgotten.values_list("id", flat=True)[:500]):
        with transaction.atomic():
            call = (
                Call.objects.select_for_update(no_key=True, skip_locked=True)
                .filter(id=id_, ended_at=None)
                .first()
            )
            if call is None:
                continue
            account = ChannelAccount.objects.select_related("brand").get(id=call.account_id)
            call.ended_at = call.answered_at or call.began_at
            call.save(update_fields=["ended_at"])
            finish(call, account)
            closed += 1
    return closed


def apply_waiting() -> int:
    """Try events again that could not be read or were interrupted; returns how many could be now.

    One that fails is passed over with the reason, so that it holds nobody up.
    """
    waiting = CallEvent.objects.filter(
        applied_at=None, received_at__gt=clock.now() - timedelta(days=2)
    ).select_related("account__brand")
    return sum(_apply_again(event) for event in waiting.order_by("received_at")[:500])


def _apply_again(event: CallEvent) -> bool:
    try:
        return apply_event(event) is not None
    except Exception as problem:
        logger.exception("An event of a call could not be applied.")
        CallEvent.objects.filter(id=event.id).update(problem=f"{type(problem).__name__}: {problem}"[:500])
        return False


def forget_events() -> int:
    """Remove events that were read long ago; returns how many."""
    old = CallEvent.objects.filter(received_at__lt=clock.now() - EVENTS_KEPT)
    return old.exclude(applied_at=None).delete()[0]
