"""What looks like spam, without puzzles for people: a field nobody sees, speed, links, and how much one address sends."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from memnun.channels.web_form.models import FormSubmission, WebForm
from memnun.channels.web_form.tokens import Shown
from memnun.foundation import clock

TRAP = "website"
"""The name of the field that people do not see and programs fill."""
FASTEST = timedelta(seconds=2)
MOST_LINKS = 2
MOST_AN_HOUR = 20
"""Forms of one address in an hour before the next are held back: an office or a shop shares one address."""
_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)

REASONS = {
    "trap": _("A field that people do not see was filled in"),
    "fast": _("It was sent faster than anybody can write"),
    "links": _("It holds many links"),
    "often": _("One address sent very many"),
}


def digest_of(address: str) -> str:
    """What is kept of a network address: enough to count, not to look it up again."""
    return hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()


def suspicions(form: WebForm, shown: Shown, *, trap: str, texts: Iterable[str], sender: str) -> list[str]:
    """The reasons (keys of REASONS) to hold a submission back; none for what people send."""
    found = []
    if trap.strip():
        found.append("trap")
    if clock.now() - shown.at < FASTEST:
        found.append("fast")
    if sum(len(_LINK.findall(text)) for text in texts) > MOST_LINKS:
        found.append("links")
    recent = FormSubmission.objects.filter(
        form=form, sender=sender, created_at__gte=clock.now() - timedelta(hours=1)
    )
    if recent.count() >= MOST_AN_HOUR:
        found.append("often")
    return found
