"""An answer that went to the customer meets what was due as an answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from memnun.cases.actions import note_answer
from memnun.cases.models import Case
from memnun.reactions.rules import Heard, rule

NAME = "answer_meets_the_deadline"
RULE = rule(
    NAME,
    _("An answer meets the deadline"),
    _("Automatic messages, such as the acknowledgement, are no answer."),
)


def counts(heard: Heard) -> bool:
    """Whether a person answered: what the product sent by itself says `automatic` in its meta."""
    return not heard.interaction.meta.get("automatic")


def react(heard: Heard, case: Case) -> None:
    """Count when it was said, not when it was seen."""
    note_answer(case, at=heard.interaction.occurred_at)
