"""Rows of the database as the API shows them."""

from __future__ import annotations

from memnun.customers.models import Customer, Identity
from memnun.interactions.api import answers
from memnun.interactions.models import ChannelAccount, Interaction, RawInbound, Reading

JOINED = ("reading", "channel_account", "staff__account", "branch")
"""What of_interaction reads besides the interaction's own row."""


def of_interaction(row: Interaction) -> answers.Interaction:
    """A placed interaction; the row must come with JOINED."""
    reading: Reading | None = getattr(row, "reading", None)
    return answers.Interaction(
        id=row.id,
        status="placed",
        received_at=row.recorded_at,
        channel=row.channel,
        account=row.channel_account.slug,
        direction=row.direction,
        function=row.function,
        contact_type=row.contact_type,
        occurred_at=row.occurred_at,
        conversation_id=row.conversation_id,
        customer_id=row.customer_id,
        staff=row.staff.account.email if row.staff else None,
        branch=row.branch.code if row.branch else None,
        subject=row.subject,
        text=row.text,
        meta=row.meta,
        reading=_of_reading(reading) if reading else None,
    )


def of_raw(raw: RawInbound) -> answers.Interaction:
    """A record that is not placed: it waits, stands in quarantine, or was set aside."""
    return answers.Interaction(
        id=raw.id,
        status=raw.state,  # type: ignore[arg-type]
        received_at=raw.received_at,
        channel=raw.channel_account.channel,
        account=raw.channel_account.slug,
        external_id=raw.external_id,
        problem=raw.problem or None,
    )


def of_customer(row: Customer) -> answers.Customer:
    """A customer with the identities that recognise it."""
    identities = list(row.identities.order_by("created_at", "id"))
    scopes = [identity.scope for identity in identities if identity.scope]
    accounts = ChannelAccount.objects.filter(brand_id=row.brand_id).in_bulk(scopes) if scopes else {}
    return answers.Customer(
        id=row.id,
        name=row.name,
        language=row.language,
        hitap=row.hitap_text or row.hitap,
        group=row.group,  # type: ignore[arg-type]
        group_since=row.group_since,
        age_band=row.age_band,
        education=row.education,
        income_band=row.income_band,
        marital_status=row.marital_status,
        province=row.province,
        district=row.district,
        facts=row.facts,
        identities=[
            _of_identity(identity, accounts.get(identity.scope) if identity.scope else None)
            for identity in identities
        ],
        interactions_count=row.interactions_count,
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
        merged_into=row.merged_into_id,
    )


def _of_identity(row: Identity, account: ChannelAccount | None) -> answers.Identity:
    return answers.Identity(
        kind=row.kind,  # type: ignore[arg-type]
        value=row.shown or row.value,
        claimed=row.claimed,
        channel=account.channel if account else None,
        account=account.slug if account else None,
    )


def _of_reading(row: Reading) -> answers.Reading:
    return answers.Reading(
        version=row.version,
        language=row.language,
        sentiment=row.sentiment,  # type: ignore[arg-type]
        mixed=row.mixed,
        kinds=row.kinds,
        topics=row.topics,
        threats=row.threats,
        urgency=row.urgency,
        unsure=row.unsure,
        read_at=row.read_at,
    )
