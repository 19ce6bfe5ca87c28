"""The customer beside a conversation: who they are, how to reach them, where they stand and why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from memnun.customers.models import Customer, DuplicateProposal, Group, Hitap, Identity
from memnun.desk.customer.hours import tell_hours
from memnun.events.models import Viewer
from memnun.foundation.turkish.salutations import address
from memnun.interactions.models import Conversation, Interaction, Status
from memnun.people.asking_together import Question
from memnun.people.models import Person
from memnun.people.written import written_once
from memnun.segments.grounds import Ground, seen_grounds, standing_of, standing_question
from memnun.segments.models import Standing

TOLD = {"member_number": _("Member number")}
"""Facts that programs often send, in words; others are shown by the name they came with."""
BANDS = {
    "age_band": _("Age band"),
    "education": _("Education"),
    "income_band": _("Income band"),
    "marital_status": _("Marital status"),
}
LAST_TOUCHES = 5
OTHER_CONVERSATIONS = 5
EVIDENCE_SHOWN = 3
MOST_IDENTITIES = 20


class CustomerPane:
    """Reads as the template asks; six queries at most."""

    def __init__(self, customer: Customer, conversation: Conversation, person: Person) -> None:
        self.customer = customer
        self.conversation = conversation
        self.person = person

    @property
    def salutation(self) -> str:
        """How the customer is addressed."""
        customer = self.customer
        hitap = customer.hitap_text if customer.hitap == Hitap.CUSTOM else customer.hitap
        return address(customer.name, hitap, customer.language)

    @cached_property
    def identities(self) -> list[Identity]:
        """The ways to recognise and reach the customer, proven ones first, each value once."""
        known = _identities(self.customer.id)
        once = {(identity.kind, identity.value): identity for identity in reversed(known)}
        return list(reversed(once.values()))

    @property
    def hours(self) -> list[str]:
        """When the customer wishes to be reached, in words."""
        return tell_hours(self.customer.preferred_hours)

    @cached_property
    def standing(self) -> Standing | None:
        """The group with its evidence; None for a customer never weighed."""
        return standing_of(self.customer.id)

    @cached_property
    def grounds(self) -> list[Ground]:
        """The evidence for the present group that the person may see, heaviest first."""
        return seen_grounds(self.person, self.standing, self.customer.group)[:EVIDENCE_SHOWN]

    @property
    def other_groups(self) -> list[tuple[str, str]]:
        """The groups a person may put the customer into."""
        return [(value, str(label)) for value, label in Group.choices if value != self.customer.group]

    @cached_property
    def touches(self) -> list[Interaction]:
        """The last contacts on any channel, newest first."""
        return _touches(self.person, self.customer.id)

    @cached_property
    def others(self) -> list[Conversation]:
        """The customer's other conversations that are not resolved, newest first."""
        return _others(self.person, self.customer.id, self.conversation.id)

    @cached_property
    def duplicates(self) -> int:
        """How many others may be the same person."""
        return len(_duplicates(self.person, self.customer.id))

    @property
    def facts(self) -> Iterator[tuple[str, str]]:
        """What the customer told, in words; empty facts are left out."""
        customer = self.customer
        for name, label in BANDS.items():
            if getattr(customer, name):
                yield str(label), str(getattr(customer, f"get_{name}_display")())
        place = ", ".join(part for part in (customer.district, customer.province) if part)
        if place:
            yield str(_("Province")), place
        for name, value in list(customer.facts.items())[:8]:
            if isinstance(value, str | int | float) and value != "":
                yield str(TOLD.get(name) or name.replace("_", " ")), str(value)

    @property
    def url(self) -> str:
        """The customer's own page, empty while there is none."""
        try:
            return reverse("customers:detail", args=[self.customer.id])
        except NoReverseMatch:
            return ""


def questions(person: Person, customer_id: UUID) -> list[Question | None]:
    """What the pane will ask, on the customer's own page too."""
    return [
        _identities.question(customer_id),
        _duplicates.question(person, customer_id),
        standing_question(customer_id),
    ]


def questions_beside(person: Person, customer_id: UUID, conversation_id: UUID) -> list[Question | None]:
    """What the pane beside a conversation will ask."""
    return [
        *questions(person, customer_id),
        _touches.question(person, customer_id),
        _others.question(person, customer_id, conversation_id),
    ]


@written_once
def _identities(customer_id: UUID) -> QuerySet[Identity]:
    known = Identity.objects.filter(customer=customer_id)
    return known.order_by("claimed", "kind", "created_at")[:MOST_IDENTITIES]


@written_once
def _touches(viewer: Viewer, customer_id: UUID) -> QuerySet[Interaction]:
    seen = Interaction.objects.visible_to(viewer).filter(customer=customer_id)
    return seen.select_related("staff").newest_first()[:LAST_TOUCHES]


@written_once
def _others(viewer: Viewer, customer_id: UUID, conversation_id: UUID) -> QuerySet[Conversation]:
    seen = Conversation.objects.visible_to(viewer).current().filter(customer=customer_id)
    others = seen.exclude(id=conversation_id).exclude(status=Status.RESOLVED)
    return others.newest_first()[:OTHER_CONVERSATIONS]


@written_once
def _duplicates(viewer: Viewer, customer_id: UUID) -> QuerySet[DuplicateProposal, UUID]:
    seen = DuplicateProposal.objects.visible_to(viewer).filter(state=DuplicateProposal.State.OPEN)
    return seen.filter(Q(first=customer_id) | Q(second=customer_id)).values_list("id", flat=True)
