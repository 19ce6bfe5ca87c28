"""Whoever called and was not answered is called back."""

from django.utils.translation import gettext_lazy as _

from memnun.cases.actions import Opening
from memnun.interactions.models import Channel
from memnun.reactions.rules import Heard, opens_a_case

NAME = "missed_call_opens_a_case"


@opens_a_case(
    NAME,
    _("A missed call opens a case"),
    _("A call came in and nobody answered; the customer is called back."),
)
def open_case(heard: Heard) -> Opening | None:
    """Calls whose channel says `missed` in their meta."""
    call = heard.interaction
    if call.channel != Channel.PHONE or call.meta.get("missed") is not True:
        return None
    opening = heard.opening("request", origin=NAME, rising=1)
    opening.title = opening.title or str(_("Missed call"))
    return opening
