"""Whether a message in time prevented anything: who was drawn to get nothing is compared with who was written to.

Everybody counts on the side they were drawn for, whether the message reached them or not, and the two sides
are looked at once, on a day that is set when the message is approved: looking daily and stopping at the first
good day would find effects where there are none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from memnun.cases.models import Case
from memnun.foundation import clock
from memnun.foundation.shares import Share, difference
from memnun.preventing.models import ProactiveMessage, Recipient
from memnun.preventing.reaching import met

Side = Recipient.Side
LEAST = 20
"""Fewer held back than this can prove nothing; then nobody is."""
WATCHED = (14, 90)
"""The fewest and the most days for which both sides are watched."""
DRAW = """
WITH drawn AS (
    SELECT id, row_number() OVER (ORDER BY md5(message_id::text || customer_id::text)) <= %(held)s AS held
    FROM preventing_recipient WHERE message_id = %(message)s AND state IN ('may_go', 'later'))
UPDATE preventing_recipient AS r
SET side = CASE WHEN drawn.held THEN 'held_back' ELSE 'written_to' END,
    state = CASE WHEN drawn.held THEN 'held_back' ELSE r.state END
FROM drawn WHERE r.id = drawn.id
"""
"""The order of a hash of message and customer is a lottery that nobody can steer and everybody can repeat."""


def held_of(message: ProactiveMessage, count: int) -> int:
    """How many of `count` customers would be held back; none where too few would be left to compare."""
    held = round(count * message.held_back / 100)
    return held if held >= LEAST else 0


def needed_for(message: ProactiveMessage) -> int:
    """From how many customers on somebody is held back; 0 when nobody is meant to be."""
    return -(-LEAST * 100 // message.held_back) if message.held_back else 0


def hold_back(message: ProactiveMessage, count: int) -> int:
    """Draw who of those on the list gets nothing and until when both are watched; gives how many were held back.

    The caller saves the message. Watched is as long as the trouble can still come to who bought last.
    """
    held = held_of(message, count)
    if not held:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(DRAW, {"held": held, "message": message.id})
    least, most = WATCHED
    days = min(max((message.bought_until - message.bought_from).days, least), most)
    message.measured_until = clock.now() + timedelta(days=days)
    return held


@dataclass(frozen=True, slots=True)
class Effect:
    """Who met the trouble on either side since the approval, of how many; it is told once `until` has passed."""

    written: Share
    held: Share
    until: datetime

    @property
    def over(self) -> bool:
        """Whether the day has come on which the sides are compared."""
        return clock.now() >= self.until

    @property
    def gap(self) -> float:
        """How many more of a hundred met it among those written to than among those held back; below 0 is good."""
        return 100 * (self.written.share - self.held.share)

    @property
    def interval(self) -> tuple[float, float]:
        """Where `gap` lies with 95 %."""
        low, high = difference(self.written, self.held)
        return 100 * low, 100 * high

    @property
    def verdict(self) -> str:
        """`prevented` or `harmed` when chance alone does not explain the difference, else `unproved`."""
        low, high = self.interval
        if high < 0:
            return "prevented"
        return "harmed" if low > 0 else "unproved"


def effect_of(message: ProactiveMessage) -> Effect | None:
    """What became of both sides; None where nobody was held back. One query."""
    if message.approved_at is None or message.measured_until is None:
        return None
    came = Case.objects.filter(
        met(message),
        brand=message.brand_id,
        customer=OuterRef("customer"),
        opened_at__gte=message.approved_at,
        opened_at__lt=message.measured_until,
    )
    rows = Recipient.objects.filter(message=message).exclude(side="").annotate(met=Exists(came))
    told = rows.order_by().values_list("side").annotate(hits=Count("id", filter=Q(met=True)), n=Count("id"))
    sides = {side: Share(hits, n) for side, hits, n in told}
    nothing = Share(0, 0)
    return Effect(
        sides.get(Side.WRITTEN_TO, nothing), sides.get(Side.HELD_BACK, nothing), message.measured_until
    )
