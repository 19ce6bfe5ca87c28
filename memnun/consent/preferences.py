"""What the preference page shows and takes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils import translation

from memnun.consent.actions import TYPES_OF, Given, change_wishes, record_consent, refuse
from memnun.consent.forms.hours import HoursForm
from memnun.consent.forms.wishes import CHANNELS, OPT_IN, WishesForm
from memnun.consent.models import (
    ConsentSource,
    ConsentState,
    ConsentStatus,
    ConsentType,
    ContactPolicy,
    Notice,
    Preference,
    PreferenceLink,
    RecipientType,
)
from memnun.consent.words import TOPICS
from memnun.customers.models import Customer, IdentityKind
from memnun.foundation import clock


class PreferencePage:
    """One link's page; `given` is what was sent, None when it is only looked at."""

    def __init__(self, link: PreferenceLink, given: Mapping[str, Any] | None) -> None:
        self.link = link
        self.given = given
        self.policy = ContactPolicy.objects.filter(brand=link.brand).first() or ContactPolicy(
            brand=link.brand
        )

    @cached_property
    def customer(self) -> Customer | None:
        """Whose wishes these are; a stranger's address has none but consent."""
        customer = self.link.customer
        while customer is not None and customer.merged_into is not None:
            customer = customer.merged_into
        return customer

    @cached_property
    def preference(self) -> Preference:
        """The present wishes, those of somebody who told none if need be."""
        found = Preference.objects.filter(customer=self.customer).first() if self.customer else None
        return found or Preference()

    @cached_property
    def notice(self) -> Notice | None:
        """The text to which one consents here; without one nobody can."""
        texts = Notice.objects.filter(brand=self.link.brand, kind=Notice.Kind.CONSENT)
        language = translation.get_language() or "tr"
        return (
            texts.filter(language=language).order_by("-made_at").first() or texts.order_by("-made_at").first()
        )

    @cached_property
    def consents(self) -> list[tuple[ConsentType, bool]]:
        """The ways of contact of this address, and whether consent stands for each."""
        standing = set(
            ConsentState.objects.filter(
                brand=self.link.brand,
                address=self.link.address,
                recipient_type=self.recipient_type,
                status=ConsentStatus.ONAY,
            ).values_list("type", flat=True)
        )
        return [(type, type in standing) for type in TYPES_OF[IdentityKind(self.link.address_kind)]]

    @property
    def recipient_type(self) -> str:
        """As whom the owner of the page consents."""
        merchant = self.customer is not None and self.customer.legal_person
        return RecipientType.TACIR if merchant else RecipientType.BIREYSEL

    @cached_property
    def wishes(self) -> WishesForm:
        """Channels and topics."""
        return _form(self.preference, self.policy, self.given)

    @cached_property
    def hours(self) -> HoursForm:
        """The customer's own hours."""
        present = self.customer.preferred_hours if self.customer else {}
        return HoursForm(self.given, hours=present, prefix="hours")

    @transaction.atomic
    def save(self, evidence: dict[str, Any]) -> bool:
        """Do what was asked; False when something cannot be read, and then nothing changed."""
        given = self.given or {}
        if given.get("act") == "off":
            self._switch_off(evidence)
            return True
        if self.customer and not (self.wishes.is_valid() and self.hours.is_valid()):
            return False
        for type, stands in self.consents:
            wanted = bool(given.get(f"consent_{type}"))
            if wanted != stands:
                self._change_consent(type, wanted, evidence)
        if self.customer:
            change_wishes(
                self.customer, wishes=self.wishes.wishes(), hours=self.hours.hours(), evidence=evidence
            )
        return True

    def _switch_off(self, evidence: dict[str, Any]) -> None:
        refuse(
            self.link.brand, address=self.link.address, types=TYPES_OF[IdentityKind(self.link.address_kind)],
            source=ConsentSource.HS_WEB, evidence=evidence, customer_id=self.link.customer_id,
        )  # fmt: skip
        if self.customer:
            change_wishes(self.customer, wishes={"everything_off": True}, evidence=evidence)

    def _change_consent(self, type: str, wanted: bool, evidence: dict[str, Any]) -> None:
        brand, address = self.link.brand, self.link.address
        if not wanted:
            refuse(
                brand, address=address, types=[type], source=ConsentSource.HS_WEB, evidence=evidence,
                customer_id=self.link.customer_id,
            )  # fmt: skip
        elif self.notice:
            given = Given(
                type, address, ConsentStatus.ONAY, ConsentSource.HS_WEB, clock.now(), self.recipient_type,
                self.customer.id if self.customer else None, self.notice, evidence,
            )  # fmt: skip
            record_consent(given, brand=brand)


def wishes_form(customer: Customer, policy: ContactPolicy, given: Mapping[str, Any] | None) -> WishesForm:
    """The customer's channels and topics as a form."""
    present = Preference.objects.filter(customer=customer).first() or Preference()
    return _form(present, policy, given)


def _form(wish: Preference, policy: ContactPolicy, given: Mapping[str, Any] | None) -> WishesForm:
    names = [name for name, _label in CHANNELS]
    closed = set(wish.channels_off) | (set(OPT_IN) - set(wish.channels_on))
    topics = [*TOPICS, *policy.topics]
    initial = {
        "channels": [] if wish.everything_off else [name for name in names if name not in closed],
        "topics": [] if wish.everything_off else [name for name in topics if name not in wish.topics_off],
    }
    return WishesForm(given, topics=policy.topics, initial=initial)
