"""What a brand begins with: case types with their terms, steps before and after deadlines, policy, causes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop

from memnun.cases.deadlines.terms import Unit

MINUTES, DAYS = Unit.WORKING_MINUTES.value, Unit.WORKING_DAYS.value


def _type(key: str, name: str, urgency: int, first: int, solution: int, **more: Any) -> dict[str, Any]:
    return {"key": key, "name": name, "urgency": urgency, "first_answer": first, "solution": solution, **more}


TYPES = [
    _type("complaint", gettext_noop("Complaint"), 1, 120, 3),
    _type("withdrawal", gettext_noop("Withdrawal and return"), 1, 240, 5, law="refund"),
    _type("defective", gettext_noop("Defective goods"), 2, 120, 5),
    _type("exchange", gettext_noop("Exchange"), 1, 240, 5),
    _type("warranty", gettext_noop("Warranty and service"), 1, 240, 15),
    _type("delivery", gettext_noop("Delivery"), 1, 120, 2),
    _type("invoice", gettext_noop("Invoice"), 1, 240, 3),
    _type("privacy", gettext_noop("Privacy request"), 2, 480, 15, law="privacy", followed_up=False),
    _type("board_notice", gettext_noop("Notice of an arbitration board"), 3, 240, 5, law="notice",
          followed_up=False),
    _type("legal_risk", gettext_noop("Legal or press risk"), 3, 30, 1),
    _type("request", gettext_noop("Request"), 0, 240, 5, followed_up=False),
    _type("question", gettext_noop("Question"), 0, 240, 2, followed_up=False),
]  # fmt: skip
"""First answers in minutes of working time, solutions in working days."""

STEPS: list[dict[str, Any]] = [
    {"minutes": -60, "act": "warn"},
    {"minutes": 0, "act": "managers"},
    {"minutes": 240, "act": "urgent"},
]

POLICY: list[dict[str, Any]] = [
    {"kind": "refund", "role": "agent", "up_to": Decimal(500)},
    {"kind": "discount", "role": "agent", "up_to": Decimal(250)},
    {"kind": "gift", "role": "agent", "up_to": Decimal(250)},
    {"kind": "replacement", "role": "agent", "up_to": Decimal(1000)},
    {"kind": "referral", "role": "agent", "up_to": Decimal(0)},
    {"kind": "refund", "role": "manager", "up_to": Decimal(20_000)},
    {"kind": "discount", "role": "manager", "up_to": Decimal(5000)},
    {"kind": "gift", "role": "manager", "up_to": Decimal(5000)},
    {"kind": "replacement", "role": "manager", "up_to": Decimal(50_000)},
]

CAUSES = {
    gettext_noop("Product"): [
        gettext_noop("Arrived broken"),
        gettext_noop("Not as described"),
        gettext_noop("Stopped working"),
        gettext_noop("Part missing"),
    ],
    gettext_noop("Delivery and cargo"): [
        gettext_noop("Late"),
        gettext_noop("Lost"),
        gettext_noop("Wrong address"),
        gettext_noop("Damaged on the way"),
    ],
    gettext_noop("Payment and invoice"): [
        gettext_noop("Charged twice"),
        gettext_noop("Refund late"),
        gettext_noop("Wrong invoice"),
    ],
    gettext_noop("Information"): [
        gettext_noop("Missing or wrong on the site"),
        gettext_noop("Wrong word from staff"),
    ],
    gettext_noop("People and process"): [
        gettext_noop("Not answered"),
        gettext_noop("Unkind"),
        gettext_noop("Promise not kept"),
    ],
    gettext_noop("System"): [gettext_noop("Site or app fault"), gettext_noop("Outage")],
}
