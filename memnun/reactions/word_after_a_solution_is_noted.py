"""Who was asked whether it is solved and answers has said it: thanks close the case, anything else opens it."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from memnun.cases.actions import note_word
from memnun.cases.models import Case, FollowUp
from memnun.reactions.rules import Heard, rule

NAME = "word_after_a_solution_is_noted"
RULE = rule(
    NAME,
    _("A word after a solution is noted"),
    _("The customer answers the question whether it is solved: yes closes the case, no opens it again."),
)
YES = re.compile(r"^(?:evet|cozuldu|tamam|hallold\w*|sorun (?:yok|kalmadi)|yes|solved|it is)\b")
NO = re.compile(r"^hayir\b|\b(?:cozulmedi|hala|halen|devam ediyor|not solved|still)\b|^no\b")
"""Searched in folded text."""


def word_of(heard: Heard) -> bool | None:
    """Whether the customer says it is solved; None when the words do not tell."""
    text = heard.text.strip()
    if NO.search(text) or "complaint" in heard.kinds:
        return False
    positive = heard.reading is not None and heard.reading.sentiment == "positive"
    return True if YES.search(text) or positive or heard.kinds & {"praise", "thanks"} else None


def react(heard: Heard, case: Case) -> bool:
    """Note the word on the case's asked follow-up; says whether there was one and it told something."""
    asked = FollowUp.objects.filter(case=case, state=FollowUp.State.ASKED).first()
    solved = word_of(heard) if asked else None
    if asked is None or solved is None:
        return False
    note_word(asked, solved=solved)
    return True
