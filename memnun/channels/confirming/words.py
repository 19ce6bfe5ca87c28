"""What a confirmation says, and what customers answer to it in a word."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from memnun.consent.models import Consent
from memnun.customers.models import Customer
from memnun.foundation.clock import ISTANBUL
from memnun.foundation.turkish.dates import clock_time, long_date
from memnun.foundation.turkish.folding import fold
from memnun.foundation.turkish.quoting import without_tail

REFUSALS = frozenset(
    ("ret", "red", "iptal", "hayir", "istemiyorum", "onay vermedim", "onaylamiyorum", "dur", "stop", "no", "unsubscribe")
)  # fmt: skip
CONFIRMS = frozenset(("evet", "onay", "onayliyorum", "dogruluyorum", "evet onayliyorum", "yes"))
LONGEST_ANSWER = 40
_POLITE = re.compile(
    r"\b(lutfen|tesekkurler|tesekkur ederim|merhaba|merhabalar|selam|please|thanks|thank you)\b"
)


def letter(consent: Consent, customer: Customer, *, url: str, language: str) -> str:
    """The message; without a public address of the installation the customer answers with a word."""
    taken = consent.taken_at.astimezone(ISTANBUL)
    lines = [
        _("Hello {name},").format(name=customer.name) if customer.name else _("Hello,"),
        "",
        _("On {day} at {time} you allowed {brand} to send you advertising. Way of contact: {way}. Address: {address}.").format(
            day=long_date(taken.date(), language), time=clock_time(taken), brand=consent.brand.name,
            way=consent.get_type_display(), address=consent.address,
        ),
    ]  # fmt: skip
    if consent.notice:
        lines += ["", _("What you agreed to: “{text}”").format(text=consent.notice.text.strip())]
    if url:
        lines += ["", _("If it was you, confirm it here; if not, or if you have changed your mind, take it back there:"), url]  # fmt: skip
    lines += ["", _("You can also answer this message with RET: then we send you no advertising.")]
    return "\n".join(lines)


def answer_in(text: str) -> str:
    """ "yes", "no", or "" when the text says anything but one clear word; quoted text and signature left out."""
    own = without_tail(text).strip()
    if not own or len(own) > LONGEST_ANSWER * 4:
        return ""
    said = " ".join(_POLITE.sub(" ", re.sub(r"[^\w\s]", " ", fold(own))).split())
    if len(said) > LONGEST_ANSWER:
        return ""
    return "no" if said in REFUSALS else "yes" if said in CONFIRMS else ""
