"""Forms are made and changed, their places opened and closed, and what visitors send is taken or held back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from memnun.channels.web_form import events as acts
from memnun.channels.web_form.fields import first_fields
from memnun.channels.web_form.models import (
    FormPlace,
    FormSubmission,
    SubmissionState,
    WebForm,
    new_address,
    new_reference,
)
from memnun.channels.web_form.parsing import FORM, Answer, Sent, SentFile, encode
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.interactions.inbound import Inbound, receive
from memnun.interactions.models import Channel, ChannelAccount
from memnun.people.models import Branch, Brand, Person

SLUG = "web_form"
REFERENCE_TRIES = 5


@transaction.atomic
def make_form(brand: Brand, *, title: str, language: str, by: Person | None) -> WebForm:
    """A new form with the first questions, and the channel account its contacts come in through."""
    address = new_address()
    account = ChannelAccount.objects.create(
        brand=brand, channel=Channel.WEB, kind=SLUG, slug=f"form-{address}", name=title
    )
    form = form_of(account, title=title, language=language, address=address)
    record(acts.FORM_MADE, brand_id=brand.id, by=by, subject_id=form.id, form=title)
    return form


def form_of(account: ChannelAccount, *, title: str, language: str, address: str = "") -> WebForm:
    """The form of an account; made when it has none yet."""
    form, _made = WebForm.objects.get_or_create(
        account=account,
        defaults={
            "brand_id": account.brand_id,
            "title": title,
            "language": language,
            "address": address or new_address(),
            "fields": first_fields(language),
        },
    )
    return form


@transaction.atomic
def change_form(form: WebForm, *, by: Person, values: dict[str, Any]) -> WebForm:
    """Write these columns; the account goes by the form's title and is open when the form is."""
    for name, value in values.items():
        setattr(form, name, value)
    form.save(update_fields=list(values))
    ChannelAccount.objects.filter(id=form.account_id).update(name=form.title, active=form.active)
    record(acts.FORM_CHANGED, brand_id=form.brand_id, by=by, subject_id=form.id, form=form.title)
    return form


@transaction.atomic
def open_place(form: WebForm, *, name: str, branch: Branch | None, by: Person) -> FormPlace:
    """Give the form a place with a short address; a closed place of that name is opened again."""
    place, _made = FormPlace.objects.update_or_create(
        form=form, name=name, defaults={"brand_id": form.brand_id, "branch": branch, "active": True}
    )
    record(
        acts.PLACE_MADE, brand_id=form.brand_id, by=by, subject_id=place.id, form=form.title, place=place.name
    )
    return place


@transaction.atomic
def set_place_open(place: FormPlace, *, is_open: bool, by: Person) -> None:
    """Close a place, or open it again: its code stays the same, as it is printed."""
    place.active = is_open
    place.save(update_fields=["active"])
    kind = acts.PLACE_OPENED if is_open else acts.PLACE_CLOSED
    record(kind, brand_id=place.brand_id, by=by, subject_id=place.id, form=place.form.title, place=place.name)


@dataclass(frozen=True)
class Filled:
    """What a visitor sent. `reasons` to hold it back come from `spam.suspicions`."""

    client_id: str
    sender: str
    answers: Sequence[Answer]
    files: Sequence[SentFile]
    written_at: datetime
    reasons: Sequence[str] = ()
    place: FormPlace | None = None


def submit(form: WebForm, filled: Filled) -> FormSubmission:
    """Take a filled-in form into the ledger, or hold it back; the same client id again changes nothing."""
    for _try in range(REFERENCE_TRIES):
        known = FormSubmission.objects.filter(form=form, client_id=filled.client_id).first()
        if known:
            return known
        try:
            return _write(form, filled)
        except IntegrityError:
            continue  # a rival wrote the same client id, or the reference is taken
    raise RuntimeError("No free reference number was found.")


@transaction.atomic
def _write(form: WebForm, filled: Filled) -> FormSubmission:
    submission = FormSubmission(
        brand_id=form.brand_id, form=form, place=filled.place, client_id=filled.client_id,
        reference=new_reference(), sender=filled.sender, reasons=list(filled.reasons),
    )  # fmt: skip
    body = encode(_sent(form, filled, submission))
    if filled.reasons:
        submission.state, submission.body = SubmissionState.HELD, body
        record(acts.HELD_BACK, brand_id=form.brand_id, subject_id=submission.id)
    else:
        submission.raw_id = _receive(form, submission, body)
    submission.save(force_insert=True)
    return submission


def _sent(form: WebForm, filled: Filled, submission: FormSubmission) -> Sent:
    place = filled.place
    branch = (place.branch if place else None) or form.branch
    return Sent(
        external_id=str(submission.id), account=form.account.slug, form=form.title,
        reference=submission.reference, written_at=filled.written_at, answers=list(filled.answers),
        place=place.name if place else "", branch=branch.code if branch else "", topic=form.topic,
        files=list(filled.files),
    )  # fmt: skip


def _receive(form: WebForm, submission: FormSubmission, body: bytes) -> UUID:
    [received] = receive(form.account, [Inbound(str(submission.id), body)], FORM)
    return received.id


@transaction.atomic
def release(submission: FormSubmission, *, by: Person) -> bool:
    """Let what was held back through; False when somebody decided before."""
    current = _undecided(submission)
    if current is None:
        return False
    current.raw_id = _receive(current.form, current, bytes(current.body or b""))
    _decide(current, SubmissionState.TAKEN, by)
    record(
        acts.RELEASED, brand_id=current.brand_id, by=by, subject_id=current.id, reference=current.reference
    )
    return True


@transaction.atomic
def dismiss(submission: FormSubmission, *, by: Person) -> bool:
    """Set what was held back aside as spam; it stays and can still be let through."""
    current = _undecided(submission)
    if current is None:
        return False
    _decide(current, SubmissionState.DISMISSED, by)
    record(
        acts.DISMISSED, brand_id=current.brand_id, by=by, subject_id=current.id, reference=current.reference
    )
    return True


def _undecided(submission: FormSubmission) -> FormSubmission | None:
    waiting = FormSubmission.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "form__account"
    )
    return waiting.exclude(state=SubmissionState.TAKEN).filter(id=submission.id).first()


def _decide(submission: FormSubmission, state: str, by: Person) -> None:
    submission.state, submission.decided_by, submission.decided_at = state, by, clock.now()
    if state == SubmissionState.TAKEN:
        submission.body = None
    submission.save(update_fields=["state", "decided_by", "decided_at", "raw_id", "body"])
