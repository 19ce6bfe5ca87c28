"""Somebody says that we promised something and did not do it."""

from django.utils.translation import gettext_lazy as _

from memnun.cases.actions import Opening
from memnun.reactions.complaint_opens_a_case import type_for
from memnun.reactions.rules import Heard, opens_a_case

NAME = "broken_promise_told_of_opens_a_case"


@opens_a_case(
    NAME,
    _("A broken promise told of opens a case"),
    _("A customer says that what was promised was not done; the case is more urgent than usual."),
)
def open_case(heard: Heard) -> Opening | None:
    """One step more urgent than its type."""
    if heard.reading is None or not heard.reading.broken_promise:
        return None
    return heard.opening(type_for(heard.topics), origin=NAME, rising=1)
