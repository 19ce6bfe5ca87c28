"""What the law and good manners want below a message: how to choose what one receives."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from memnun.channels.email.sending.composing import Footer
from memnun.consent.gate.intent import Address
from memnun.consent.links import link_for, preference_url, unsubscribe_headers
from memnun.consent.models import COMMERCIAL, Purpose
from memnun.interactions.models import OutboxMessage

UNSUBSCRIBABLE = COMMERCIAL | {Purpose.SURVEY_AFTER_SERVICE}


def footer_of(message: OutboxMessage) -> Footer:
    """The lines and headers that go with a message of its purpose.

    Every message leads to the page where the customer chooses channels, hours and topics; what is
    advertising can be stopped with one click in the mail program itself (RFC 8058). Without a public
    address of this installation there is no page to lead to.
    """
    if not settings.ENVIRONMENT.url:
        return Footer()
    link = link_for(
        message.brand_id, Address(message.to_kind, message.to_value), customer_id=message.customer_id
    )
    line = _("To choose what you receive from us: {address}").format(address=preference_url(link))
    headers = unsubscribe_headers(link) if message.purpose in UNSUBSCRIBABLE else {}
    return Footer((line,), tuple(headers.items()))
