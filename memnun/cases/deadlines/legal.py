"""Terms that the law or a channel sets, and where they begin.

Sources: Law 6502 and the regulation on distance contracts (14 days for the refund), Law 6698 art. 13
(30 days for a person's request). Where sources differ on what starts the refund's days, the earliest known
start is taken, which can only be early. Engineering input, not legal advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from memnun.cases.deadlines.terms import Term, Unit

REFUND = Term(14, Unit.CALENDAR_DAYS)
PRIVACY = Term(30, Unit.CALENDAR_DAYS)

REFUND_STARTS = ("notice_at", "shipped_at", "received_at")
"""The notice of withdrawal, the hand-over to the carrier, the goods' arrival at the seller."""


@dataclass(frozen=True, slots=True)
class LegalValue:
    """A value of the law and the first day it holds."""

    key: str
    value: Decimal
    valid_from: date


ARBITRATION_LIMIT = "arbitration_limit"
SHIPPED = (LegalValue(ARBITRATION_LIMIT, Decimal(186_000), date(2026, 1, 1)),)
"""Values known at this release, in TL: consumer arbitration boards, 2026. A brand adds those of later years."""


def refund_start(known: Mapping[str, datetime | None]) -> tuple[str, datetime] | None:
    """Which of the three moments starts the refund's days, and when: the earliest known; None for none."""
    told = [(moment, name) for name in REFUND_STARTS if (moment := known.get(name))]
    if not told:
        return None
    moment, name = min(told)
    return name, moment


def legal_value(key: str, day: date, values: tuple[LegalValue, ...] = SHIPPED) -> LegalValue | None:
    """The value that holds on a day; None before the first one known."""
    holding = [each for each in values if each.key == key and each.valid_from <= day]
    return max(holding, key=lambda each: each.valid_from, default=None)
