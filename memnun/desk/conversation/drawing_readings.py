"""What was understood of a contact as markup, with the clicks that correct it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from memnun.desk.inbox.chips import topic_label
from memnun.foundation.interface.icons import icon
from memnun.foundation.interface.signs import SENTIMENTS, kind, sentiment
from memnun.foundation.markup import fill
from memnun.foundation.templatetags.addresses import address_of
from memnun.interactions.models import Reading
from memnun.interactions.models.reading import Kind

URGENT = 2
THREATS = {
    "leave": gettext_noop("May leave"),
    "authority": gettext_noop("Threatens with an authority"),
    "legal": gettext_noop("Threatens with the law"),
    "press": gettext_noop("Threatens with publicity"),
}
MARK = '<span class="mark mark-{colour}">{icon}{words}</span>'
ONE_CLICK = """\
<form class="one-click" method="post" action="{address}" hx-post="{address}" hx-target="#reading-{id}">{token}\
<input type="hidden" name="field" value="{field}">{buttons}</form>"""
BUTTON = '<button class="chip" name="value" value="{value}" type="submit">{icon}{words}</button>'
CORRECT = """\
<a class="correct" href="{address}" hx-get="{address}" hx-target="#dialog" aria-label="{words}" title="{words}">{icon}</a>"""
SIMILAR = '<a class="correct always" href="{address}">{icon}{words}</a>'
NOTHING = SafeString()


@dataclass(frozen=True, slots=True)
class Corrector:
    """Whether the reader may correct, and the hidden field of their forms."""

    can_act: bool
    token: SafeString


def draw_reading(interaction_id: UUID, reading: Reading, corrector: Corrector) -> SafeString:
    """Feeling, kinds, topics and warnings, then the ways to correct them and to similar contacts."""
    parts = [sentiment(reading.sentiment, sign_only=True)]
    if reading.mixed:
        parts.append(_mark("plain", "arrows-split", _("Mixed feelings")))
    parts += [kind(name) for name in reading.kinds if name != Kind.OTHER]
    parts += [_mark("plain", "", topic_label(slug)) for slug in reading.topics]
    parts += _warnings(reading)
    if reading.unsure:
        parts.append(_mark("wait", "help-circle", _("Unsure")))
        if corrector.can_act:
            parts += _one_click(interaction_id, reading, corrector.token)
    if corrector.can_act:
        address, words = address_of("desk:correction", [interaction_id]), _("Correct what was understood")
        parts.append(fill(CORRECT, address=address, words=words, icon=icon("pencil")))
    similar = address_of("desk:similar", [interaction_id])
    parts.append(fill(SIMILAR, address=similar, icon=icon("list-search"), words=_("Similar ones")))
    return SafeString("".join(parts))


def threat_words(value: str) -> str:
    """What the customer threatens with."""
    return _(THREATS.get(value, value))


def _warnings(reading: Reading) -> list[SafeString]:
    found = [_mark("bad", "alert-circle", _("Urgent"))] if reading.urgency >= URGENT else []
    found += [_mark("bad", "flag", threat_words(value)) for value in reading.threats]
    if reading.broken_promise:
        found.append(_mark("bad", "heart-broken", _("Broken promise")))
    return found


def _mark(colour: str, sign: str, words: str) -> SafeString:
    return fill(MARK, colour=colour, icon=icon(sign) if sign else NOTHING, words=words)


def _one_click(interaction_id: UUID, reading: Reading, token: SafeString) -> list[SafeString]:
    """Another feeling, or that this one is right."""
    others = [
        fill(BUTTON, value=value, icon=NOTHING, words=_(words))
        for value, (words, _sign) in SENTIMENTS.items()
        if value != reading.sentiment
    ]
    right = fill(BUTTON, value="0", icon=icon("check"), words=_("Right"))
    form = {"address": address_of("desk:correction", [interaction_id]), "id": interaction_id, "token": token}
    return [
        fill(ONE_CLICK, **form, field="sentiment", buttons=SafeString("".join(others))),
        fill(ONE_CLICK, **form, field="unsure", buttons=right),
    ]
