"""The gaps of saved replies and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

GAPS = {
    "hitap": _("How the customer is addressed: Ayşe Hanım"),
    "ad": _("The customer's full name"),
    "konu_no": _("The number of the conversation"),
    "konu": _("The subject of the conversation"),
    "temsilci": _("Your name"),
    "marka": _("The brand's name"),
    "bugün": _("Today's date"),
}
"""Names of the gaps, written {hitap}, and what they mean."""

GAP = re.compile(r"\{([^{}\n]{1,40})\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its gaps filled; a gap without a value stays, to be filled by hand."""
    return GAP.sub(lambda found: values.get(found[1].strip().lower()) or found[0], text)


def unknown_gaps(text: str) -> list[str]:
    """Gaps that nothing fills, in the order they stand."""
    return [found for found in dict.fromkeys(GAP.findall(text)) if found.strip().lower() not in GAPS]
