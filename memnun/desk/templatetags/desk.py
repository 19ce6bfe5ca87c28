"""Words for what the reading of a contact holds. Load with `{% load desk %}`."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from memnun.desk.inbox.chips import topic_label
from memnun.desk.inbox.drawing import draw_inside, draw_row
from memnun.desk.inbox.listing import Row
from memnun.desk.masking import masked
from memnun.interactions.models import Conversation, Interaction
from memnun.interactions.placing.evidence import BY_HAND, is_other_matter

register = template.Library()

THREATS = {
    "leave": gettext_noop("May leave"),
    "authority": gettext_noop("Threatens with an authority"),
    "legal": gettext_noop("Threatens with the law"),
    "press": gettext_noop("Threatens with publicity"),
}


@register.simple_tag(takes_context=True)
def thread(context: template.Context, row: Row) -> SafeString:
    """A row of the inbox `query` stands for; the open conversation is marked."""
    chosen = context.get("conversation")
    return draw_row(row, context.get("query") or "", chosen.id if chosen else None)


@register.simple_tag
def thread_inside(row: Row) -> SafeString:
    """What a row tells, for lists with links of their own."""
    return draw_inside(row)


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


@register.filter
def speaks_of_another_matter(contact: Interaction, conversation: Conversation) -> bool:
    """Whether a customer's message came with another subject than its conversation's, and nobody put it there."""
    is_placed = contact.direction == "in" and contact.thread_rule not in (BY_HAND, "new")
    return is_placed and is_other_matter(contact.subject, conversation.subject)
