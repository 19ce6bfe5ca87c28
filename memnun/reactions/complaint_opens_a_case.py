"""No complaint is ignored: each gets a case with an owner, a next step and a time."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from memnun.cases.actions import Opening
from memnun.reactions.rules import Heard, opens_a_case

NAME = "complaint_opens_a_case"
TYPES = {
    "refund": "withdrawal",
    "warranty": "warranty",
    "technical": "warranty",
    "product_quality": "defective",
    "delivery": "delivery",
    "packaging": "delivery",
    "billing": "invoice",
}
"""The type of case for what a complaint is about."""


@opens_a_case(NAME, _("A complaint opens a case"), _("The message is read as a complaint."))
def open_case(heard: Heard) -> Opening | None:
    """More urgent when the customer says they will leave, or when the reading calls it pressing."""
    if "complaint" not in heard.kinds:
        return None
    pressing = "leave" in heard.threats or (heard.reading is not None and heard.reading.urgency >= 2)
    return heard.opening(type_for(heard.topics), origin=NAME, rising=int(pressing))


def type_for(topics: Iterable[str]) -> str:
    """The type of case for the first topic that has one of its own."""
    return next((TYPES[topic] for topic in topics if topic in TYPES), "complaint")
