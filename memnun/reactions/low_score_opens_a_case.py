"""Who gives few stars is asked what went wrong, whether they wrote a word or not."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.cases.actions import Opening
from memnun.foundation.turkish.numbers import format_number
from memnun.reactions.complaint_opens_a_case import type_for
from memnun.reactions.rules import Heard, opens_a_case

NAME = "low_score_opens_a_case"


@opens_a_case(
    NAME,
    gettext_lazy("A low score opens a case"),
    gettext_lazy("A review or a form gives two stars of five or fewer, or four of ten or fewer."),
)
def open_case(heard: Heard) -> Opening | None:
    """The type follows what the words are about; a score without words names itself."""
    score = heard.score
    if score is None or not score.is_low:
        return None
    opening = heard.opening(type_for(heard.topics), origin=NAME)
    told = _("Score {value} of {highest}").format(
        value=format_number(score.value), highest=format_number(score.highest)
    )
    opening.title = f"{told}: {opening.title}" if opening.title else told
    return opening
