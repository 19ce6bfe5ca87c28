"""A card of the board as markup. Sixty stand on it: drawn by a template they took most of its time."""

from __future__ import annotations

from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from memnun.customers.models import Group
from memnun.foundation.interface.icons import icon
from memnun.foundation.interface.signs import avatar, channel
from memnun.foundation.markup import fill
from memnun.foundation.templatetags.addresses import address_of
from memnun.foundation.templatetags.turkish import ago, phone
from memnun.segments.board import Card

CARD = """\
<article class="board-card group-{group}" data-customer="{id}">
<div class="row-of still">{face}<div class="grow">
<h3 class="h4 one-line"><a class="quiet-link cover-link" href="{board}?customer={id}" hx-get="{beside}" \
hx-target="#beside-panel" hx-swap="innerHTML">{name}</a></h3>
<div class="row-of tight tiny faint">{channel}{since}</div>
</div></div>
{reason}
<div class="over-cover">{step}</div>
</article>
"""
QUOTE = '<blockquote class="two-lines">{words}</blockquote>'
REMARK = '<p class="small faint">{words}</p>'
OVERRULED = '<p class="small soft two-lines">{icon} {words}</p>'
STEP = '<a class="btn btn-sm" href="{address}">{icon}{words}</a>'
NOTHING = SafeString()


def draw_board_card(card: Card) -> SafeString:
    """Who it is, why they stand there, and what to do next."""
    customer = card.customer
    return fill(
        CARD,
        group=customer.group,
        id=customer.id,
        face=avatar(customer.name or "?"),
        board=address_of("segments:board", []),
        beside=address_of("segments:beside", [customer.id]),
        name=customer,
        channel=channel(card.ground.channel, sign_only=True) if card.ground else NOTHING,
        since=ago(customer.group_since),
        reason=_reason(card),
        step=_step(card),
    )


def _reason(card: Card) -> SafeString:
    """A person's word, else what the customer said, else that no single word decided."""
    if card.overruled:
        return fill(OVERRULED, icon=icon("user-check"), words=card.overruled)
    if card.ground is None:
        return fill(REMARK, words=_("The reason lies in a conversation of a private team."))
    if said := card.ground.quote or " · ".join(card.ground.words):
        return fill(QUOTE, words=said)
    return fill(REMARK, words=_("No single word, but the contact as a whole says so."))


def _step(card: Card) -> SafeString:
    if card.next_step == "call":
        words = f"{_('Call')} {phone(card.phone)}"
        return fill(STEP, address=f"tel:{card.phone}", icon=icon("phone"), words=words)
    if card.conversation is None or card.next_step == "customer":
        return NOTHING
    address, words = _conversation(card.conversation), _("Open the conversation")
    if card.next_step == "read" and card.ground:
        address, words = f"{address}#i-{card.ground.interaction}", _what_to_read(card.customer.group)
    return fill(STEP, address=address, icon=icon("message"), words=words)


def _conversation(conversation_id: UUID) -> str:
    return address_of("desk:conversation", [conversation_id])


def _what_to_read(group: str) -> str:
    if group == Group.SUGGESTING:
        return _("Read the idea")
    return _("Read the praise") if group == Group.SATISFIED else _("Read what happened")
