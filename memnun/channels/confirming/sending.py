"""Writing the confirmation of a consent into the outbox, once each, on the channel that was consented to.

Source: Regulation on Commercial Communication and Commercial Electronic Messages: who consents electronically
is told so on the same day, with the way to refuse. Engineering input, not legal advice.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from memnun.channels.confirming.words import letter
from memnun.consent.actions import kind_of as address_kind_of
from memnun.consent.links import confirmation_url
from memnun.consent.media import medium_of
from memnun.consent.models import Confirmation, ConsentStatus, ConsentType, Purpose
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions.actions import begin_conversations
from memnun.interactions.channel_kinds import Address, can_send, kind_of
from memnun.interactions.models import ChannelAccount
from memnun.interactions.outbox import Outgoing, queue
from memnun.interactions.outbox.queueing import CannotSend

BATCH = 200
KEY = "consent-confirmation:{}"
CARRIED_BY = {ConsentType.ARAMA: ConsentType.MESAJ}
"""A call is confirmed by a message to the same number."""


def send_due(consent_ids: Iterable[UUID] | None = None) -> int:
    """Write the confirmations that are owed, of these consents or of all; returns how many were written.

    Those without a way stay owed and are looked at again. Gives up three days after their day.
    """
    waiting = Confirmation.objects.unwritten(clock.now())
    if consent_ids is not None:
        waiting = waiting.filter(consent_id__in=list(consent_ids))
    ids = list(waiting.values_list("consent_id", flat=True))
    return sum(_send_some(ids[first : first + BATCH]) for first in range(0, len(ids), BATCH))


@transaction.atomic
def _send_some(ids: list[UUID]) -> int:
    rows = Confirmation.objects.unwritten(clock.now()).filter(consent_id__in=ids)
    rows = rows.select_related("brand", "consent__customer__merged_into", "consent__notice")
    written = [_send(row) for row in rows.select_for_update(no_key=True, of=("self",), skip_locked=True)]
    return sum(written)


def _send(row: Confirmation) -> bool:
    customer, account = _customer(row), _account(row)
    if customer is None or account is None:
        _keep(row, problem=Confirmation.Problem.NO_WAY if customer else Confirmation.Problem.NOBODY)
        return False
    consent = row.consent
    language = customer.language or row.brand.language
    try:
        with translation.override(language), transaction.atomic():
            subject = _("Your consent was recorded")
            url = confirmation_url(row) if settings.ENVIRONMENT.url else ""
            [conversation] = begin_conversations(row.brand_id, [(customer.id, account)], subject)
            message = queue(
                Outgoing(
                    conversation=conversation,
                    account=account,
                    to=Address(address_kind_of(consent.type), consent.address),
                    text=letter(consent, customer, url=url, language=language),
                    key=KEY.format(consent.id),
                    subject=subject,
                    purpose=Purpose.LEGAL,
                )
            )
    except CannotSend:
        _keep(row, problem=Confirmation.Problem.NOT_SENT)
        return False
    refused = message.state == "blocked"
    _keep(row, problem=Confirmation.Problem.NOT_SENT if refused else "", delivery_id=message.id)
    return not refused


def _keep(row: Confirmation, *, problem: str, delivery_id: UUID | None = None) -> None:
    if problem != row.problem or delivery_id:
        row.problem, row.delivery_id = problem, delivery_id
        row.save(update_fields=["problem", "delivery_id"])


def _customer(row: Confirmation) -> Customer | None:
    customer = row.consent.customer
    while customer is not None and customer.merged_into is not None:
        customer = customer.merged_into
    return customer


def _account(row: Confirmation) -> ChannelAccount | None:
    """The oldest account that can begin to write to the address, by a channel of the consent's İYS type."""
    if row.consent.status != ConsentStatus.ONAY:
        return None
    wanted = CARRIED_BY.get(ConsentType(row.consent.type), row.consent.type)
    accounts = ChannelAccount.objects.filter(brand_id=row.brand_id, active=True).exclude(kind="")
    for account in accounts.order_by("created_at", "id"):
        kind = kind_of(account)
        if kind and can_send(account) and kind.capability.may_begin and medium_of(kind.slug).type == wanted:
            return account
    return None
