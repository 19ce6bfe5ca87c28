"""Words for what the reading of a contact holds. Load with `{% load desk %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from memnun.desk.inbox.chips import topic_label
from memnun.desk.masking import masked

register = template.Library()

THREATS = {
    "leave": gettext_noop("May leave"),
    "authority": gettext_noop("Threatens with an authority"),
    "legal": gettext_noop("Threatens with the law"),
    "press": gettext_noop("Threatens with publicity"),
}


@register.filter
def topic(slug: str) -> str:
    """A topic in the page's language."""
    return topic_label(slug)


@register.filter
def threat(value: str) -> str:
    """What the customer threatens with."""
    return _(THREATS.get(value, value))


@register.filter
def mask(text: str) -> str:
    """A short text with personal data hidden."""
    return masked(text)
