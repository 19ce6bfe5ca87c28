"""Words for what the reading of a contact holds. Load with `{% load desk %}`."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from memnun.desk.conversation.drawing import Page, draw_contact, draw_text
from memnun.desk.conversation.drawing_acts import (
    Actor,
    draw_acts,
    draw_composer_tabs,
    draw_notes_and_contacts,
    draw_split_bar,
)
from memnun.desk.conversation.drawing_readings import Corrector, draw_reading, threat_words
from memnun.desk.conversation.pieces import Shown
from memnun.desk.conversation.timeline import Contact
from memnun.desk.customer.drawing import (
    draw_grounds,
    draw_identities,
    draw_others,
    draw_overruling,
    draw_touches,
)
from memnun.desk.customer_pane import CustomerPane
from memnun.desk.inbox.chips import topic_label
from memnun.desk.inbox.drawing import draw_inside, draw_row
from memnun.desk.inbox.listing import Row
from memnun.desk.masking import masked
from memnun.desk.search.drawing import draw_hit
from memnun.foundation.markup import csrf_field
from memnun.interactions.models import Interaction

register = template.Library()


@register.simple_tag(takes_context=True)
def thread(context: template.Context, row: Row) -> SafeString:
    """A row of the inbox `query` stands for; the open conversation is marked."""
    chosen = context.get("conversation")
    return draw_row(row, context.get("query") or "", chosen.id if chosen else None)


@register.simple_tag
def thread_inside(row: Row) -> SafeString:
    """What a row tells, for lists with links of their own."""
    return draw_inside(row)


@register.simple_tag(takes_context=True)
def bubble(context: template.Context, item: Contact) -> SafeString:
    """A contact of the conversation in the context."""
    request, conversation = context["request"], context["conversation"]
    token = csrf_field(context.get("csrf_token"))
    return draw_contact(item, Page(request, conversation, context.get("seen") or "", token))


@register.simple_tag(takes_context=True)
def acts_above(context: template.Context) -> SafeString:
    """What can be done with the conversation in the context."""
    actor = Actor(context["request"].person, context["seen"], str(context["csrf_token"]))
    return draw_acts(context["conversation"], actor, context["people"], context["teams"])


@register.simple_tag(takes_context=True)
def split_bar(context: template.Context) -> SafeString:
    """The form that splits contacts off the conversation in the context."""
    return draw_split_bar(context["conversation"].id, str(context["csrf_token"]))


register.simple_tag(draw_composer_tabs, name="composer_tabs")


@register.simple_tag(takes_context=True)
def notes_and_contacts(context: template.Context) -> SafeString:
    """The forms of a note and a contact in the conversation in the context."""
    return draw_notes_and_contacts(context["conversation"].id, str(context["csrf_token"]), context["people"])


@register.simple_tag
def shown_text(shown: Shown | None) -> SafeString:
    """The text of a contact in its pieces."""
    return draw_text(shown) if shown else SafeString()


@register.simple_tag(takes_context=True)
def understood(context: template.Context, interaction: Interaction) -> SafeString:
    """What was understood of a contact, with the clicks that correct it."""
    token = csrf_field(context.get("csrf_token"))
    corrector = Corrector(context["request"].person.can_act, token)
    return draw_reading(interaction.id, interaction.reading, corrector)


register.simple_tag(draw_hit, name="search_hit")
register.simple_tag(draw_touches, name="touches")
register.simple_tag(draw_others, name="other_talks")
register.simple_tag(draw_grounds, name="grounds")
register.simple_tag(draw_identities, name="identities")


@register.simple_tag(takes_context=True)
def overruling(context: template.Context, pane: CustomerPane) -> SafeString:
    """The form that changes the customer's group."""
    return draw_overruling(pane, str(context["csrf_token"]))


@register.filter
def topic(slug: str) -> str:
    """A topic in the page's language."""
    return topic_label(slug)


@register.filter
def threat(value: str) -> str:
    """What the customer threatens with."""
    return threat_words(value)


@register.filter
def mask(text: str) -> str:
    """A short text with personal data hidden."""
    return masked(text)
