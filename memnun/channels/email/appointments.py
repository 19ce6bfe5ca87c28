"""Meetings with customers: asked for by mail, moved, called off, and what the guest's calendar answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from memnun.channels.email import events as acts
from memnun.channels.email.models import Appointment
from memnun.customers.models import Customer, Hitap
from memnun.events.kinds import Kind
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.foundation.templatetags.turkish import clock_time, long_date
from memnun.foundation.turkish.salutations import address
from memnun.interactions.actions.telling import tell
from memnun.interactions.channel_kinds import Address
from memnun.interactions.models import Interaction, OutboxMessage
from memnun.interactions.outbox import Outgoing, queue
from memnun.interactions.outbox.ways import Way
from memnun.people.models import Person

ANSWERED = {
    Appointment.Answer.ACCEPTED: acts.MEETING_ACCEPTED,
    Appointment.Answer.DECLINED: acts.MEETING_DECLINED,
    Appointment.Answer.TENTATIVE: acts.MEETING_TENTATIVE,
}
LANGUAGES = ("tr", "en")


@dataclass(frozen=True, slots=True)
class Plan:
    """What was agreed on: aware times, the place in words or as a link."""

    begins_at: datetime
    ends_at: datetime
    summary: str
    place: str = ""
    note: str = ""
    room_id: UUID | None = None


@transaction.atomic
def plan_appointment(conversation_id: UUID, plan: Plan, *, way: Way, by: Person) -> Appointment:
    """Invite the customer. Raises CannotSend when the mailbox cannot send."""
    id_ = uuid7()
    domain = str(way.account.settings.get("address", "")).rpartition("@")[2] or "memnun"
    appointment = Appointment.objects.create(
        id=id_, brand_id=by.brand_id, conversation_id=conversation_id, account=way.account, guest=way.to.value,
        uid=f"{id_}@{domain}", made_by=by, **_fields(plan),
    )  # fmt: skip
    _send(appointment, "request", by)
    _tell(acts.MEETING_PLANNED, appointment, by)
    return appointment


@transaction.atomic
def change_appointment(appointment: Appointment, plan: Plan, *, by: Person) -> bool:
    """Move or rename a meeting; the guest is asked anew. False when nothing changed or it is over."""
    current = _locked(appointment)
    fields = _fields(plan)
    if not current.is_open or all(getattr(current, name) == value for name, value in fields.items()):
        return False
    for name, value in fields.items():
        setattr(current, name, value)
    current.sequence += 1
    current.answer, current.answered_at, current.answer_mail_id = Appointment.Answer.NONE, None, None
    current.save()
    _send(current, "request", by)
    _tell(acts.MEETING_MOVED, current, by)
    return True


@transaction.atomic
def call_off_appointment(appointment: Appointment, *, by: Person) -> bool:
    """Tell the guest that the meeting will not take place; False when it is over already."""
    current = _locked(appointment)
    if not current.is_open:
        return False
    current.sequence += 1
    current.called_off_at = clock.now()
    current.save(update_fields=["sequence", "called_off_at"])
    _send(current, "cancel", by)
    _tell(acts.MEETING_CALLED_OFF, current, by)
    return True


def hear_answers(contacts: Sequence[Interaction]) -> None:
    """Carry the guests' answers in these contacts to the meetings they name. Safe to repeat."""
    for contact in contacts:
        told = contact.meta.get("invitation") or {}
        if told.get("method") == "reply" and contact.meta.get("auth", {}).get("sender") != "suspect":
            _hear(contact, told)


@transaction.atomic
def _hear(contact: Interaction, told: dict[str, object]) -> None:
    named = Appointment.objects.filter(brand_id=contact.brand_id, uid=told.get("uid", ""))
    current = named.select_for_update(no_key=True, of=("self",)).select_related("conversation").first()
    answer = _answer_of(current, told) if current else None
    if current is None or answer is None or current.answer_mail_id == contact.id:
        return
    if told.get("sequence") != current.sequence or current.called_off_at:
        _tell(acts.MEETING_ANSWERED_LATE, current, None)
        return
    if current.answered_at and contact.occurred_at < current.answered_at:
        return
    is_news = current.answer != answer
    current.answer, current.answered_at, current.answer_mail_id = answer, contact.occurred_at, contact.id
    current.save(update_fields=["answer", "answered_at", "answer_mail_id"])
    if is_news:
        _tell(ANSWERED[answer], current, None)


def _answer_of(appointment: Appointment, told: dict[str, object]) -> Appointment.Answer | None:
    """What exactly our guest answered; None when somebody else did, or nothing."""
    guests = told.get("guests")
    given = [one.get("answer") for one in guests if one.get("address") == appointment.guest] if isinstance(guests, list) else []  # fmt: skip
    return next((answer for answer in ANSWERED if given and answer == given[0]), None)


def _locked(appointment: Appointment) -> Appointment:
    rows = Appointment.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "conversation", "account"
    )
    return rows.get(id=appointment.id)


def _fields(plan: Plan) -> dict[str, object]:
    return {
        "begins_at": plan.begins_at,
        "ends_at": plan.ends_at,
        "summary": plan.summary,
        "place": plan.place,
        "note": plan.note,
        "room_id": plan.room_id,
    }


def _send(appointment: Appointment, method: str, by: Person) -> OutboxMessage:
    conversation = appointment.conversation.merged_into or appointment.conversation
    with translation.override(_language(conversation.customer)):
        subject, text = _words(appointment, conversation.customer, method)
    return queue(
        Outgoing(
            conversation=conversation,
            account=appointment.account,
            to=Address("email", appointment.guest),
            subject=subject,
            text=text,
            key=f"appointment:{appointment.id}:{appointment.sequence}",
            by=by,
            meta={"invitation": _calendar(appointment, method)},
        )
    )


def _calendar(appointment: Appointment, method: str) -> dict[str, object]:
    return {
        "uid": appointment.uid,
        "sequence": appointment.sequence,
        "method": method,
        "begins": appointment.begins_at.isoformat(),
        "ends": appointment.ends_at.isoformat(),
        "summary": appointment.summary,
        "location": appointment.place,
        "description": appointment.note,
    }


def _words(appointment: Appointment, customer: Customer, method: str) -> tuple[str, str]:
    """(subject, text) of the mail, for whoever reads it without a calendar."""
    begins, ends = timezone.localtime(appointment.begins_at), timezone.localtime(appointment.ends_at)
    when = f"{long_date(begins)} {clock_time(begins)}–{clock_time(ends)}"
    if method == "cancel":
        kind, opening = _("Called off"), _("we have to call off this meeting:")
    elif appointment.sequence:
        kind, opening = _("Changed"), _("our meeting has changed:")
    else:
        kind, opening = _("Invitation"), _("we would like to meet you:")
    lines = [_greeting(customer), "", opening, "", appointment.summary, _("When: {when}").format(when=when)]
    if method != "cancel":
        lines += [_("Where: {place}").format(place=appointment.place)] if appointment.place else []
        lines += ["", appointment.note] if appointment.note else []
        lines += ["", _("Please answer the invitation in your calendar, or simply write back.")]
    return f"{kind}: {appointment.summary}, {long_date(begins)} {clock_time(begins)}"[:300], "\n".join(lines)


def _greeting(customer: Customer) -> str:
    hitap = customer.hitap_text if customer.hitap == Hitap.CUSTOM else customer.hitap
    return f"{address(customer.name, hitap, _language(customer))},"


def _language(customer: Customer) -> str:
    return customer.language if customer.language in LANGUAGES else "tr"


def _tell(kind: Kind, appointment: Appointment, by: Person | None) -> None:
    conversation = appointment.conversation.merged_into or appointment.conversation
    at = appointment.begins_at.isoformat()
    tell(kind, conversation, by, subject_id=appointment.id, at=at, summary=appointment.summary)
