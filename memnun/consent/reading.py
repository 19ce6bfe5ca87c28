"""What the pages of one customer's permissions show, read with a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from memnun.consent.deciding import Address, Decision, Intent, explain
from memnun.consent.media import medium_of
from memnun.consent.models import (
    Consent,
    ConsentState,
    GateDecision,
    NoticeShown,
    Preference,
    PreferenceLink,
    Purpose,
    Suppression,
)
from memnun.consent.words import Line, tell, tell_steps
from memnun.customers.models import Customer, Identity, IdentityKind
from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.people.asking_together import Question
from memnun.people.models import Person
from memnun.people.written import written_once

ASKED_CHANNELS = ("email", "sms", "phone", "whatsapp")
ASKED_PURPOSES = (
    Purpose.SUPPORT_REPLY,
    Purpose.TRANSACTION,
    Purpose.CASE_FOLLOW_UP,
    Purpose.SURVEY_AFTER_SERVICE,
    Purpose.GREETING,
    Purpose.CAMPAIGN,
)
MOST_ROWS = 50
MOST_DECISIONS = 8


@dataclass(frozen=True)
class Answer:
    """What the gate says now about one channel and purpose; no decision where no address is known."""

    channel: str
    purpose: Purpose
    decision: Decision | None

    @property
    def verdict(self) -> str:
        return self.decision.verdict if self.decision else ""

    @property
    def reason(self) -> str:
        """Why not, or until when not, in a line."""
        return self.lines[-1].text if self.decision and not self.decision.may_send else ""

    @property
    def until(self) -> datetime | None:
        return self.decision.until if self.decision else None

    @cached_property
    def lines(self) -> list[Line]:
        """The looks, one by one."""
        return tell_steps(self.decision.steps) if self.decision else []


class Permissions:
    """What the brand may send to one customer."""

    def __init__(self, customer: Customer, person: Person) -> None:
        self.customer = customer
        self.person = person

    @cached_property
    def addresses(self) -> list[Identity]:
        """Where the customer can be reached, proven addresses only."""
        return _addresses(self.person, self.customer.id)

    @cached_property
    def states(self) -> list[ConsentState]:
        """Where these addresses stand, and those that the customer consented or refused at unproven."""
        values = {identity.value for identity in self.addresses} | {row.address for row in self.history}
        return _states(self.person, sorted(values))

    @cached_property
    def history(self) -> list[Consent]:
        """The ledger's rows for these addresses and of the customer themselves, newest first."""
        return _history(self.person, self.customer.id, [identity.value for identity in self.addresses])

    @cached_property
    def preference(self) -> Preference | None:
        """The customer's wishes, if any were told."""
        return next(iter(_preferences(self.person, self.customer.id)), None)

    @cached_property
    def suppression(self) -> Suppression | None:
        """Whether the customer as a whole is on the list of no contact."""
        return next(iter(_suppressions(self.person, self.customer.id)), None)

    @cached_property
    def notices(self) -> list[NoticeShown]:
        """Which texts were shown, newest first."""
        rows = NoticeShown.objects.visible_to(self.person).filter(customer=self.customer)
        return list(rows.select_related("notice").order_by("-at")[:MOST_ROWS])

    @cached_property
    def decisions(self) -> list[GateDecision]:
        """The gate's last answers about this customer."""
        rows = GateDecision.objects.visible_to(self.person).filter(customer=self.customer)
        return list(rows.order_by("-at", "-id")[:MOST_DECISIONS])

    @cached_property
    def links(self) -> list[PreferenceLink]:
        """The preference pages that open for this customer."""
        rows = PreferenceLink.objects.visible_to(self.person).usable().filter(customer=self.customer)
        return list(rows.order_by("address_kind", "address"))

    @cached_property
    def gate(self) -> list[tuple[Purpose, list[Answer]]]:
        """For each purpose, what the gate says now on each of ASKED_CHANNELS."""
        now = clock.now()
        asked = [
            (channel, purpose, address)
            for purpose in ASKED_PURPOSES
            for channel in ASKED_CHANNELS
            if (address := self._address(channel))
        ]
        intents = [
            Intent(self.customer.brand_id, self.customer.id, channel, address, purpose, now)
            for channel, purpose, address in asked
        ]
        said = dict(zip([(c, p) for c, p, _address in asked], explain(intents), strict=True))
        return [
            (purpose, [Answer(channel, purpose, said.get((channel, purpose))) for channel in ASKED_CHANNELS])
            for purpose in ASKED_PURPOSES
        ]

    def answer(self, channel: str, purpose: str) -> Answer | None:
        """One cell of the gate."""
        cells = (answer for _purpose, answers in self.gate for answer in answers)
        return next((one for one in cells if (one.channel, one.purpose) == (channel, purpose)), None)

    def _address(self, channel: str) -> Address | None:
        kind = IdentityKind.EMAIL if medium_of(channel).channel == "email" else IdentityKind.PHONE
        found = next((identity for identity in self.addresses if identity.kind == kind), None)
        return Address(found.kind, found.value) if found else None


def questions(person: Person, customer_id: UUID) -> list[Question | None]:
    """What a card about the permissions will ask first."""
    return [asked.question(person, customer_id) for asked in (_addresses, _preferences, _suppressions)]


@written_once
def _addresses(viewer: Viewer, customer_id: UUID) -> QuerySet[Identity]:
    rows = Identity.objects.visible_to(viewer).proven().filter(customer=customer_id)
    return rows.filter(kind__in=[IdentityKind.EMAIL, IdentityKind.PHONE]).order_by("kind", "id")


@written_once
def _states(viewer: Viewer, addresses: Sequence[str]) -> QuerySet[ConsentState]:
    rows = ConsentState.objects.visible_to(viewer).filter(address__in=addresses)
    return rows.select_related("consent").order_by("address", "type", "recipient_type")


@written_once
def _history(viewer: Viewer, customer_id: UUID, addresses: Sequence[str]) -> QuerySet[Consent]:
    rows = Consent.objects.visible_to(viewer).of(customer_id, addresses)
    return rows.select_related("taken_by", "notice", "iys_report", "confirmation")[:MOST_ROWS]


@written_once
def _preferences(viewer: Viewer, customer_id: UUID) -> QuerySet[Preference]:
    return Preference.objects.visible_to(viewer).filter(customer=customer_id).order_by("id")[:1]


@written_once
def _suppressions(viewer: Viewer, customer_id: UUID) -> QuerySet[Suppression]:
    rows = Suppression.objects.visible_to(viewer).standing().select_related("by")
    return rows.filter(customer=customer_id).order_by("id")[:1]


def tell_reason(decision: GateDecision) -> str:
    """The deciding look of a stored decision in a line."""
    if not decision.steps:
        return tell(decision.reason)
    return tell_steps(decision.steps[-1:])[0].text if decision.reason != "send" else tell("send")
