"""Words for channels and evidence. Load with `{% load consent %}`."""

from __future__ import annotations

from typing import Any

from django import template

from memnun.consent.media import name_of
from memnun.consent.words import tell_evidence

register = template.Library()


@register.filter
def channel_name(channel: str) -> str:
    """A kind of channel in the page's language."""
    return name_of(channel)


@register.filter
def evidence(held: Any) -> list[tuple[str, str]]:
    """What proves a consent, as names and values."""
    return tell_evidence(held) if isinstance(held, dict) else []
