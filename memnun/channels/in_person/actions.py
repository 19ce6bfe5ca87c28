"""A talk is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from memnun.channels.in_person import events as acts
from memnun.channels.in_person.parsing import FORM, Photo, Talk, encode
from memnun.channels.spoken import in_words
from memnun.events.actions import record
from memnun.interactions.actions.recording import BY_HAND
from memnun.interactions.contact import Contact, ContactCustomer
from memnun.interactions.inbound import Inbound, receive
from memnun.interactions.models import ChannelAccount
from memnun.people.models import Branch, Person


@dataclass(frozen=True)
class TalkNote:
    """What was written down. `client_id` is the phone's own id: sent again, it adds nothing."""

    client_id: str
    written_at: datetime
    customer: ContactCustomer
    topic: str = ""
    mood: str = ""
    note: str = ""
    promise: str = ""
    promised_for: date | None = None
    branch: Branch | None = None
    photos: tuple[Photo, ...] = ()


@transaction.atomic
def note_talk(note: TalkNote, *, by: Person) -> UUID:
    """Store the talk; returns the id its contact will have."""
    account, _made = ChannelAccount.objects.get_or_create(
        brand_id=by.brand_id, channel="in_person", slug=BY_HAND, defaults={"kind": "in_person"}
    )
    contact = Contact(
        channel="in_person",
        external_id=f"talk-{note.client_id}",
        account=BY_HAND,
        occurred_at=note.written_at,
        customer=note.customer,
        text=_text(note, by.brand.language),
        staff=by.account.email,
        branch=note.branch.code if note.branch else None,
        meta=_meta(note),
    )
    body = encode(Talk(contact, list(note.photos)))
    [received] = receive(account, [Inbound(contact.external_id, body)], FORM, "person")
    if received.new:
        record(acts.NOTED, brand_id=by.brand_id, by=by, subject_id=received.id)
    return received.id


def _text(note: TalkNote, language: str) -> str:
    with translation.override(language):
        said = in_words(
            note=note.note,
            topic=note.topic,
            mood=note.mood,
            fallback=_("A talk in the branch"),
            language=language,
        )
        promised = _("Promised: {what}").format(what=note.promise) if note.promise else ""
        if promised and note.promised_for:
            promised += f" ({date_format(note.promised_for, 'SHORT_DATE_FORMAT')})"
    return "\n\n".join(part for part in (said, promised) if part)


def _meta(note: TalkNote) -> dict[str, object]:
    told: dict[str, object] = {
        "topic": note.topic,
        "mood": note.mood,
        "promise": note.promise,
        "promised_for": note.promised_for.isoformat() if note.promised_for else "",
        "photos": len(note.photos),
    }
    return {name: value for name, value in told.items() if value}
