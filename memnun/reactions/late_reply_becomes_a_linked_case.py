"""What comes back long after is a new case that names the old one, so that no figure is spoilt."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from memnun.cases.actions import Opening
from memnun.cases.models import Case
from memnun.reactions.rules import Heard, rule

NAME = "late_reply_becomes_a_linked_case"
RULE = rule(
    NAME,
    _("A late reply becomes a linked case"),
    _("The customer comes back after the days set, with more than thanks; the old case stays closed."),
)


def opening(heard: Heard, case: Case, found: Opening | None) -> Opening:
    """What another rule opens, linked; else a case of the old one's type."""
    told = found or heard.opening(case.type.key, origin=NAME)
    told.late_reply_to = case.id
    return told
