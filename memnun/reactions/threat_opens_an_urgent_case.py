"""A customer who goes to an authority, to a lawyer or to the press is answered first."""

from django.utils.translation import gettext_lazy as _

from memnun.cases.actions import Opening
from memnun.reactions.rules import GRAVE, Heard, opens_a_case

NAME = "threat_opens_an_urgent_case"


@opens_a_case(
    NAME,
    _("A threat opens an urgent case"),
    _("Somebody speaks of an authority, a lawyer or the press."),
)
def open_case(heard: Heard) -> Opening | None:
    """Only what harms from outside; leaving is weighed with the complaint."""
    return heard.opening("legal_risk", origin=NAME) if heard.threats & GRAVE else None
