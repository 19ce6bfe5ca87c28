"""What an answer promised that never left was never promised."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from memnun.cases.actions import take_back_with_answer
from memnun.reactions.rules import rule

NAME = "message_taken_back_takes_its_promise_back"
RULE = rule(
    NAME,
    _("An answer that is taken back takes its promise back"),
    _("By hand, or because the customer wrote first; what the customer never read binds nobody."),
)


def react(message_ids: Iterable[UUID]) -> None:
    """Take back the promises of messages that were taken back; doing it twice changes nothing."""
    for message_id in message_ids:
        take_back_with_answer(message_id, by=None)
