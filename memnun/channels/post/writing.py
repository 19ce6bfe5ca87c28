"""A letter is written like any answer: into the outbox, with the newest contact seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from memnun.channels.post.addresses import FACT
from memnun.channels.post.models import Letter
from memnun.customers.models import Customer
from memnun.interactions.actions.replying import Reply, reply
from memnun.interactions.attachments import keep
from memnun.interactions.channel_kinds import Address
from memnun.interactions.models import ChannelAccount, Conversation, OutboxMessage
from memnun.interactions.outbox import CannotSend
from memnun.people.models import Person


@transaction.atomic
def write_letter(
    conversation: Conversation,
    *,
    by: Person,
    key: str,
    seen: int | None,
    address: str,
    subject: str,
    text: str,
    enclosures: Sequence[UploadedFile[Any]] = (),
) -> OutboxMessage:
    """Put a letter into the outbox, where it waits to be printed; its address is kept with the customer.

    Raises CannotSend without a letterhead, ChangedMeanwhile when something new was said, and RefusedFile.
    """
    account = (
        ChannelAccount.objects.filter(brand_id=by.brand_id, kind="post", active=True).order_by("id").first()
    )
    if account is None:
        raise CannotSend(_("There is no letterhead yet; a manager adds it in the settings under Channels."))
    files = [keep(by.brand_id, file.name or "", file.read(), uploaded_by=by).id for file in enclosures]
    message = reply(
        conversation,
        Reply(
            text=text, key=key, seen=seen or 0, account=account, to=Address("post", address), subject=subject,
            attachment_ids=files, undo_seconds=0,
        ),
        by=by,
    )  # fmt: skip
    Letter.objects.get_or_create(
        message=message, defaults={"brand_id": message.brand_id, "account_id": message.channel_account_id}
    )
    _keep_address(conversation.customer_id, address)
    return message


def _keep_address(customer_id: UUID, address: str) -> None:
    customer = Customer.objects.select_for_update(no_key=True).get(id=customer_id)
    if customer.facts.get(FACT) != address:
        customer.facts = {**customer.facts, FACT: address}
        customer.save(update_fields=["facts"])
