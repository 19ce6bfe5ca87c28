"""Reasons for which a mail was held back, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REASONS = {
    "server": gettext_lazy("Your mail server marked it as spam"),
    "spam_folder": gettext_lazy("It lay in the spam folder"),
    "forged": gettext_lazy("The sender's domain denies having sent it"),
    "unproven": gettext_lazy("The sender's server may not send for this domain"),
    "no_sender": gettext_lazy("It has no sender"),
    "name_is_address": gettext_lazy("It shows another address as the sender's name"),
    "poses_as_us": gettext_lazy("It pretends to come from you"),
    "answers_elsewhere": gettext_lazy("Answers would go to another domain"),
    "reversed_letters": gettext_lazy("It hides something behind letters that run backwards"),
    "program": gettext_lazy("A program is attached"),
    "two_endings": gettext_lazy("A file has two endings"),
    "bare_address": gettext_lazy("A link leads to a bare number instead of a name"),
    "lure": gettext_lazy("It speaks the language of advertising for betting, loans and the like"),
    "haste": gettext_lazy("It threatens with a locked account and asks for a click"),
    "shouting": gettext_lazy("The subject shouts"),
    "proven": gettext_lazy("The sender's domain stands behind it"),
    "known": gettext_lazy("The sender is a customer"),
    "signature_fails": gettext_lazy("Its signature does not fit"),
}
"""By the code that the weighing gives."""


def reason_words(reason: str) -> str:
    """A reason for a person to read; headers that gave it stand as they are."""
    if reason in REASONS:
        return str(REASONS[reason])
    if reason.startswith("pace:"):
        return _("The sender wrote {count} mails within ten minutes").format(count=reason[5:])
    return reason
