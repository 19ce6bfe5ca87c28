"""What was found of a mail, in words: why it was held back, and how sure its sender is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REASONS = {
    "server": gettext_lazy("Your mail server marked it as spam"),
    "spam_folder": gettext_lazy("It lay in the spam folder"),
    "forged": gettext_lazy("The sender's domain denies having sent it"),
    "unproven": gettext_lazy("The sender's server may not send for this domain"),
    "two_senders": gettext_lazy("It names two senders"),
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


SENDER = {
    "verified": (gettext_lazy("Verified sender"), "shield-check", "mark-good"),
    "unverified": (gettext_lazy("Sender not verified"), "help-circle", "mark-plain"),
    "suspect": (gettext_lazy("May be forged"), "alert-triangle", "mark-bad"),
}
"""How sure the sender of a mail is: its words, sign and class."""
SENDER_REASONS = {
    "policy": gettext_lazy("The sender's domain stands behind it"),
    "signed": gettext_lazy("The signature of the sender's domain holds"),
    "denied": gettext_lazy("The sender's domain denies having sent it. Ask on another channel before you act."),
    "broken": gettext_lazy("It is signed and the signature does not hold: it was changed on its way or forged. Ask on another channel before you act."),
    "server": gettext_lazy("The sender's server may not send for this domain. Ask on another channel before you act."),
    "vouched": gettext_lazy("It was forwarded; whoever forwarded it vouches that it was right when it came to them"),
    "foreign": gettext_lazy("Somebody else signed it, not the sender's domain: usual with newsletters and forwarded mails"),
    "unsigned": gettext_lazy("The sender's domain did not sign it"),
    "unchecked": gettext_lazy("Nobody looked at its signature: it is too old or too large, or the name server was silent"),
}  # fmt: skip
"""Why, by the code that `reading.authenticity.standing` gives."""


@dataclass(frozen=True, slots=True)
class SenderWords:
    """How sure the sender of a mail is, for a person to read."""

    label: str
    icon: str
    css: str
    hint: str


def sender_words(meta: dict[str, Any]) -> SenderWords | None:
    """What was found of a mail's sender, as its contact keeps it; None when nothing was looked for."""
    found = meta.get("auth") or {}
    if found.get("sender") not in SENDER:
        return None
    label, icon, css = SENDER[found["sender"]]
    return SenderWords(str(label), icon, css, str(SENDER_REASONS.get(found.get("reason", ""), "")))


def reason_words(reason: str) -> str:
    """A reason for a person to read; headers that gave it stand as they are."""
    if reason in REASONS:
        return str(REASONS[reason])
    if reason.startswith("pace:"):
        return _("The sender wrote {count} mails within ten minutes").format(count=reason[5:])
    return reason
