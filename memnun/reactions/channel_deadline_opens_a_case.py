"""A question that its channel closes by itself is answered before that, or never."""

from django.utils.translation import gettext_lazy as _

from memnun.cases.actions import Opening
from memnun.reactions.rules import Heard, opens_a_case

NAME = "channel_deadline_opens_a_case"


@opens_a_case(
    NAME,
    _("A channel's own deadline opens a case"),
    _("The channel closes the question by itself after a while (marketplaces, messengers)."),
)
def open_case(heard: Heard) -> Opening | None:
    """Contacts whose channel told until when they can be answered."""
    return heard.opening("question", origin=NAME) if heard.answer_by else None
