"""A call written down at the desk, missed calls dealt with by hand, extensions and their people."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from memnun.channels.phone import events as acts
from memnun.channels.phone.models import Call, Extension
from memnun.channels.spoken import in_words, thread_into
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.interactions import contact as contacts
from memnun.interactions.actions.recording import BY_HAND, SOURCE
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.inbound import Inbound, receive
from memnun.interactions.models import ChannelAccount, Conversation
from memnun.people.models import Person

OUTCOMES = {
    "in": (_("Called us"), "phone-incoming"),
    "out": (_("We reached them"), "phone-outgoing"),
    "unreached": (_("We did not reach them"), "phone-off"),
}


@dataclass(frozen=True)
class CallNote:
    """What the desk says of a call. `client_id` makes sending it twice harmless."""

    client_id: str
    outcome: str
    customer: ContactCustomer
    numbers: tuple[str, ...] = ()
    topic: str = ""
    mood: str = ""
    note: str = ""
    conversation: Conversation | None = None
    call: Call | None = None


@transaction.atomic
def note_call(note: CallNote, *, by: Person) -> UUID:
    """Store the note; returns the id its contact will have. A call that was reached settles missed ones."""
    account, _made = ChannelAccount.objects.get_or_create(brand_id=by.brand_id, channel="phone", slug=BY_HAND)
    conversation = note.conversation or (note.call.conversation if note.call else None)
    contact = contacts.Contact(
        channel="phone",
        external_id=f"note-{note.client_id}",
        account=BY_HAND,
        direction="in" if note.outcome == "in" else "out",
        occurred_at=clock.now(),
        customer=ContactCustomer(id=str(conversation.customer_id)) if conversation else note.customer,
        thread=thread_into(account, conversation) if conversation else None,
        text=in_words(
            note=note.note,
            topic=note.topic,
            mood=note.mood,
            fallback=OUTCOMES[note.outcome][0],
            language=by.brand.language,
        ),
        staff=by.account.email,
        branch=by.branch.code if by.branch else None,
        meta=_meta(note),
    )
    [received] = receive(
        account, [Inbound(contact.external_id, contacts.encode(contact))], contacts.FORM, SOURCE
    )
    if received.new:
        record(
            acts.NOTED, brand_id=by.brand_id, by=by, subject_id=received.id,
            conversation_id=conversation.id if conversation else None,
            customer_id=conversation.customer_id if conversation else None,
            team_id=conversation.team_id if conversation else None,
        )  # fmt: skip
        if note.outcome == "out" and note.numbers:
            missed = Call.objects.visible_to(by).filter(number__in=note.numbers).to_call_back()
            missed.update(settled_at=clock.now(), settled_by_person=by)
    return received.id


def _meta(note: CallNote) -> dict[str, object]:
    told = {
        "outcome": note.outcome,
        "topic": note.topic,
        "mood": note.mood,
        "call": str(note.call.id) if note.call else "",
    }
    return {name: value for name, value in told.items() if value}


@transaction.atomic
def settle_by_hand(call: Call, *, by: Person) -> bool:
    """Say that a missed call needs no call back any more; False when it was settled before."""
    waiting = Call.objects.filter(id=call.id).to_call_back()
    changed = waiting.update(settled_at=clock.now(), settled_by_person=by)
    if changed:
        record(
            acts.SETTLED,
            brand_id=call.brand_id,
            by=by,
            subject_id=call.id,
            conversation_id=call.conversation_id,
        )
    return bool(changed)


@transaction.atomic
def unsettle(call: Call, *, by: Person) -> None:
    """Take it back."""
    Call.objects.filter(id=call.id, settled_by_person=by).update(settled_at=None, settled_by_person=None)


@transaction.atomic
def set_extension(account: ChannelAccount, *, number: str, person: Person, by: Person) -> Extension:
    """Say whose telephone an extension is."""
    extension, _made = Extension.objects.update_or_create(
        account=account, number=number, defaults={"brand_id": account.brand_id, "person": person}
    )
    record(
        acts.EXTENSION_SET, brand_id=account.brand_id, by=by, subject_id=account.id, number=number,
        person=person.name,
    )  # fmt: skip
    return extension


@transaction.atomic
def remove_extension(extension: Extension, *, by: Person) -> None:
    """The extension is nobody's any more."""
    record(
        acts.EXTENSION_REMOVED, brand_id=extension.brand_id, by=by, subject_id=extension.account_id,
        number=extension.number,
    )  # fmt: skip
    extension.delete()
