"""A request about somebody's own data has thirty days by law, whatever else the message says."""

import re

from django.utils.translation import gettext_lazy as _

from memnun.cases.actions import Opening
from memnun.reactions.rules import GRAVE, Heard, opens_a_case

NAME = "privacy_request_opens_a_case"
ASKED = re.compile(
    r"\bkvkk\b.{0,80}\b(?:basvuru|talep|hak|sil|kaldir|ogren|bilgi)\w*"
    r"|\b(?:kisisel )?veriler\w*\b.{0,40}\b(?:sil|yok ed|kaldir|imha|ogren|duzelt|anonim)\w*"
    r"|\b(?:sil|kaldir|imha ed)\w*\b.{0,30}\bkisisel veri\w*"
)
"""Searched in folded text."""


@opens_a_case(
    NAME,
    _("A privacy request opens a case"),
    _("Somebody asks for their own data to be told, corrected or erased (KVKK)."),
)
def open_case(heard: Heard) -> Opening | None:
    """Any message that asks for one of the rights over one's own data; more urgent with a threat."""
    if not ASKED.search(heard.text):
        return None
    return heard.opening("privacy", origin=NAME, rising=int(bool(heard.threats & GRAVE)))
