"""The lists about a customer as markup: their contacts, conversations, grounds and ways to be reached."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.defaultfilters import truncatechars
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from memnun.customers.models import Identity
from memnun.desk.customer_pane import CustomerPane
from memnun.desk.masking import masked
from memnun.desk.urls_of import conversation_address
from memnun.foundation.interface.icons import icon
from memnun.foundation.interface.signs import channel
from memnun.foundation.interface.times import when
from memnun.foundation.markup import fill
from memnun.foundation.patterns import draw
from memnun.foundation.templatetags.turkish import phone
from memnun.interactions.models import Conversation, Direction, Interaction
from memnun.segments.grounds import Ground

LISTED = """\
<li><a class="quiet-link row-of still" href="{address}">{channel}{direction}\
<span class="grow one-line small">{text}</span><span class="tiny faint">{at}</span></a></li>"""
GROUND = """\
<a class="ground quiet-link small" href="{address}#i-{interaction}"><span>{words}</span> \
<span class="faint nowrap">{channel} {at}</span></a>"""
QUOTED = "<q>{word}</q>"
IDENTITY = "<dt>{kind}</dt><dd>{value}{claimed}</dd>"
MAIL = '<a href="mailto:{value}">{value}</a>'
CALL = '<a href="tel:{value}">{shown}</a>'
CLAIMED = ' <span class="faint" title="{title}">({words})</span>'
LONGEST_TEXT = 80
NOTHING = SafeString()


def draw_touches(touches: Iterable[Interaction]) -> SafeString:
    """The last contacts, each leading to its place in its conversation."""
    return _joined(_touch(touch) for touch in touches)


def draw_others(others: Iterable[Conversation]) -> SafeString:
    """Other conversations of the customer."""
    return _joined(
        fill(
            LISTED,
            address=conversation_address(talk.id),
            channel=channel(talk.channel, sign_only=True),
            direction=NOTHING,
            text=masked(talk.subject or talk.last_text),
            at=when(talk.last_at),
        )
        for talk in others
    )


def draw_grounds(grounds: Iterable[Ground]) -> SafeString:
    """The words that put the customer into the group, each leading to its contact."""
    return _joined(
        fill(
            GROUND,
            address=conversation_address(ground.conversation),
            interaction=ground.interaction,
            words=_words(ground),
            channel=channel(ground.channel, sign_only=True),
            at=when(ground.at),
        )
        for ground in grounds
    )


def draw_identities(identities: Iterable[Identity]) -> SafeString:
    """How the customer is recognised and reached, and what of it nobody has proven."""
    return _joined(_identity(identity) for identity in identities)


def draw_overruling(pane: CustomerPane, token: str) -> SafeString:
    """The form by which somebody who sees it differently changes the group."""
    known = {"groups": tuple(pane.other_groups)}
    values = {"conversation_id": pane.conversation.id, "csrf_token": token}
    return draw("desk/customer/_overrule.html", known, values)


def _touch(touch: Interaction) -> SafeString:
    to_customer = touch.direction == Direction.OUT
    return fill(
        LISTED,
        address=f"{conversation_address(touch.conversation_id)}#i-{touch.id}",
        channel=channel(touch.channel, sign_only=True),
        direction=icon("arrow-forward-up", label=_("To the customer")) if to_customer else NOTHING,
        text=masked(truncatechars(touch.text or touch.subject, LONGEST_TEXT)),
        at=when(touch.occurred_at),
    )


def _words(ground: Ground) -> SafeString:
    quoted = [fill(QUOTED, word=word) for word in ground.words]
    return SafeString(", ".join(quoted)) if quoted else fill("{words}", words=_("The whole contact"))


def _identity(identity: Identity) -> SafeString:
    claimed = NOTHING
    if identity.claimed:
        claimed = fill(CLAIMED, title=_("Typed by somebody, not proven"), words=_("not proven"))
    return fill(IDENTITY, kind=identity.get_kind_display(), value=_value(identity), claimed=claimed)


def _value(identity: Identity) -> SafeString:
    if identity.kind == "email":
        return fill(MAIL, value=identity.value)
    if identity.kind == "phone":
        return fill(CALL, value=identity.value, shown=phone(identity.value))
    return fill("{value}", value=identity)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(parts))
