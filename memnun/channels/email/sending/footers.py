"""What the law and good manners want below a message: who sends it, how to refuse it, how to choose what one gets."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from memnun.channels.email.sending.composing import Footer
from memnun.consent.actions.policy import policy_of
from memnun.consent.footer import footer, sender_line
from memnun.consent.gate.intent import Address
from memnun.consent.links import link_for, preference_url, unsubscribe_headers
from memnun.consent.models import COMMERCIAL, PreferenceLink, Purpose
from memnun.interactions.models import OutboxMessage

UNSUBSCRIBABLE = COMMERCIAL | {Purpose.SURVEY_AFTER_SERVICE}


def footer_of(message: OutboxMessage) -> Footer:
    """The lines and headers that go with a message of its purpose, in the customer's language.

    Every message leads to the page where the customer chooses channels, hours and topics. What is
    advertising says who sends it and can be stopped: with one click in the mail program itself (RFC 8058),
    by a link, or by the answer RET. Without a public address of this installation there is only the answer.
    """
    with translation.override(message.customer.language or message.brand.language):
        link = _link(message) if settings.ENVIRONMENT.url else None
        if message.purpose in UNSUBSCRIBABLE:
            return _of_advertising(message, link)
        if link is None:
            return Footer()
        line = _("To choose what you receive from us: {address}").format(address=preference_url(link))
        return Footer((line,))


def _of_advertising(message: OutboxMessage, link: PreferenceLink | None) -> Footer:
    policy = policy_of(message.brand)
    by_answer = _("You can also answer with RET: then we send you no more advertising.")
    if link is None:
        return Footer((sender_line(policy), by_answer))
    lines = footer(policy, link, message.kind).splitlines()
    return Footer((*lines, by_answer), tuple(unsubscribe_headers(link).items()))


def _link(message: OutboxMessage) -> PreferenceLink:
    address = Address(message.to_kind, message.to_value)
    return link_for(message.brand_id, address, customer_id=message.customer_id)
