"""The customer answered: the clock runs again, and the next answer is due."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from memnun.cases.actions import note_reply
from memnun.cases.models import Case
from memnun.interactions.models.reading import says_only_thanks
from memnun.reactions.rules import Heard, rule

NAME = "customers_reply_ends_the_wait"
RULE = rule(
    NAME,
    _("A customer's reply ends the wait"),
    _("The clock runs again, and the next answer gets a deadline."),
)


def react(heard: Heard, case: Case) -> None:
    """Count from when the customer wrote, not from when it was seen; thanks ask for nothing."""
    if not says_only_thanks(heard.reading):
        note_reply(case, at=heard.interaction.occurred_at, known_at=heard.interaction.recorded_at)
