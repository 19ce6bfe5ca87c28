"""Small pictures of themes. Load with `{% load themes %}`."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from memnun.insights.models import Theme, ThemeKind
from memnun.insights.themes.counting import Key
from memnun.understanding.topics import topic_label

register = template.Library()

WIDTH, HEIGHT, GAP = 8, 28, 2


@register.simple_tag
def week_bars(weeks: Sequence[int]) -> SafeString:
    """The weekly counts as bars, the last one marked; read aloud as numbers."""
    most = max(*weeks, 1)
    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"{}></rect>',
        (
            (
                place * (WIDTH + GAP),
                HEIGHT - (height := max(round(count / most * HEIGHT), 1)),
                WIDTH,
                height,
                SafeString(' class="now"') if place == len(weeks) - 1 else "",
            )
            for place, count in enumerate(weeks)
        ),
    )
    label = _("Contacts of the last nine weeks: {counts}").format(counts=", ".join(map(str, weeks)))
    width = len(weeks) * (WIDTH + GAP) - GAP
    return format_html(
        '<svg class="week-bars" role="img" aria-label="{}" width="{}" height="{}" viewBox="0 0 {} {}">{}</svg>',
        label, width, HEIGHT, width, HEIGHT, bars,
    )  # fmt: skip


@register.simple_tag
def theme_name(theme: Theme | Key, shown: str = "") -> str:
    """A theme in the page's language: a topic by its label, words as customers write them."""
    if theme.kind != ThemeKind.TOPIC:
        return shown or getattr(theme, "shown", theme.key)
    return topic_label(theme.key, get_language() or "tr")
