"""A contact that was found, as markup; thirty stand on a page."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from memnun.desk.search.excerpts import Piece
from memnun.desk.urls_of import conversation_address
from memnun.foundation.interface.signs import channel
from memnun.foundation.markup import fill
from memnun.foundation.templatetags.turkish import ago
from memnun.interactions.models import Interaction

HIT = """\
<a class="hit" href="{address}#i-{id}">
{channel}<span class="hit-body"><strong>{customer}</strong>
<span class="hit-text">{text}</span></span>
<span class="hit-when">{at}</span></a>
"""
WORD = "<mark>{text}</mark>"


def draw_hit(found: Interaction, pieces: Sequence[Piece]) -> SafeString:
    """Where and whose it is, the words around the first hit, and when it was."""
    words = (fill(WORD if piece.hit else "{text}", text=piece.text) for piece in pieces)
    return fill(
        HIT,
        address=conversation_address(found.conversation_id),
        id=found.id,
        channel=channel(found.channel),
        customer=found.customer,
        text=SafeString("".join(words)),
        at=ago(found.occurred_at),
    )
