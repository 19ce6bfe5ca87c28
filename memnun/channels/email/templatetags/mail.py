"""What templates of other rooms say of a mail."""

from __future__ import annotations

from django import template

from memnun.channels.email.wording import SenderWords, sender_words
from memnun.interactions.models import Interaction

register = template.Library()


@register.simple_tag
def mail_sender(contact: Interaction) -> SenderWords | None:
    """How sure the sender of a customer's mail is; None of anything else."""
    is_mail = contact.channel == "email" and contact.direction == "in"
    return sender_words(contact.meta) if is_mail else None
