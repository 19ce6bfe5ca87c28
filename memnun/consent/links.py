"""Links to the preference page: opaque, signed, long-lived, revocable.

A link is the id of its row and a keyed signature of it; nothing of the person can be read from it, and
nobody can make one up. The row says whose it is and whether it still opens.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from memnun.consent import events as acts
from memnun.consent.gate.intent import Address
from memnun.consent.models import Confirmation, PreferenceLink
from memnun.consent.tokens import row_of_token, token_of_row
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.people.models import Person

PREFERENCES = "memnun.consent.link"
CONFIRMATION = "memnun.consent.confirmation"


def link_for(brand_id: UUID, address: Address, *, customer_id: UUID | None = None) -> PreferenceLink:
    """The usable link of an address, made when there is none."""
    about = {"brand_id": brand_id, "address_kind": address.kind, "address": address.value}
    found = PreferenceLink.objects.usable().filter(**about).first()
    if found is None:
        try:
            with transaction.atomic():
                return PreferenceLink.objects.create(customer_id=customer_id, **about)
        except IntegrityError:
            found = PreferenceLink.objects.usable().get(**about)
    if customer_id and found.customer_id != customer_id:
        PreferenceLink.objects.filter(id=found.id).update(customer_id=customer_id)
        found.customer_id = customer_id
    return found


def links_for(brand_id: UUID, addresses: dict[Address, UUID | None]) -> dict[Address, PreferenceLink]:
    """The same for many addresses of a brand, each with its customer, in two queries."""
    PreferenceLink.objects.bulk_create(
        [
            PreferenceLink(brand_id=brand_id, address_kind=kind, address=value, customer_id=customer)
            for (kind, value), customer in addresses.items()
        ],
        ignore_conflicts=True,
    )
    values = {address.value for address in addresses}
    rows = PreferenceLink.objects.usable().filter(brand_id=brand_id, address__in=values)
    return {Address(row.address_kind, row.address): row for row in rows}


def token_of(link: PreferenceLink) -> str:
    """What stands in the address of the page: 43 letters that say nothing."""
    return token_of_row(link.id, PREFERENCES)


def find_link(token: str) -> PreferenceLink | None:
    """The link of a token, revoked ones too; None for anything we did not sign."""
    if (id := row_of_token(token, PREFERENCES)) is None:
        return None
    return PreferenceLink.objects.select_related("brand", "customer").filter(id=id).first()


def find_confirmation(token: str) -> Confirmation | None:
    """The confirmation of a token; None for anything we did not sign."""
    if (id := row_of_token(token, CONFIRMATION)) is None:
        return None
    return Confirmation.objects.select_related("brand", "consent__customer").filter(consent_id=id).first()


def confirmation_url(confirmation: Confirmation, *, site: str = "") -> str:
    """The full address at which a consent is confirmed or taken back."""
    token = token_of_row(confirmation.consent_id, CONFIRMATION)
    return _site(site) + reverse("consent:confirmation", args=[token])


def preference_url(link: PreferenceLink, *, site: str = "") -> str:
    """The full address of the preference page; `site` stands in where no public address is configured."""
    return _site(site) + reverse("consent:preferences", args=[token_of(link)])


def unsubscribe_url(link: PreferenceLink, *, site: str = "") -> str:
    """The full address at which one click stops all advertising to the link's address."""
    return _site(site) + reverse("consent:unsubscribe", args=[token_of(link)])


def unsubscribe_headers(link: PreferenceLink, *, site: str = "") -> dict[str, str]:
    """The two headers of RFC 8058 for an e-mail; both must be covered by its DKIM signature.

    Without a public https address there are none: mail programs take no other.
    """
    url = unsubscribe_url(link, site=site)
    if not url.startswith("https://"):
        return {}
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


@transaction.atomic
def revoke(link: PreferenceLink, *, by: Person | None = None) -> None:
    """Close the preference page of a link. The one-click refusal of mails already sent keeps working."""
    if PreferenceLink.objects.usable().filter(id=link.id).update(revoked_at=clock.now(), revoked_by=by):
        record(
            acts.LINK_REVOKED, brand_id=link.brand_id, by=by, customer_id=link.customer_id,
            subject_id=link.id, address=link.address,
        )  # fmt: skip


def _site(site: str) -> str:
    return settings.ENVIRONMENT.url or site or f"http://localhost:{settings.ENVIRONMENT.port or 8000}"
