"""Consents that were ticked in a form enter the ledger, with the words that were ticked and what proves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from memnun.channels.web_form.models import FormSubmission
from memnun.channels.web_form.parsing import Answer, Sent, decode
from memnun.consent.actions import Given, record_consents
from memnun.consent.actions.policy import write_notice
from memnun.consent.models import Consent, ConsentSource, ConsentStatus, ConsentType, Notice, RecipientType
from memnun.customers.models import Customer
from memnun.foundation.turkish.emails import read_email
from memnun.foundation.turkish.phones import read_phone
from memnun.interactions.models import Interaction, RawInbound


def record_ticks(interaction_ids: Sequence[UUID]) -> None:
    """Write what these contacts consented to, once each; contacts that came by no form are passed over."""
    sent = FormSubmission.objects.filter(raw_id__in=interaction_ids).select_related("form__brand", "place")
    submissions = {one.raw_id: one for one in sent}
    ticked = Interaction.objects.filter(id__in=list(submissions), meta__has_key="consents")
    bodies = dict(RawInbound.objects.filter(id__in=list(submissions)).values_list("id", "body"))
    for contact in ticked.select_related("customer"):
        _record(submissions[contact.id], decode(bytes(bodies[contact.id])), contact.customer)


def _record(submission: FormSubmission, sent: Sent, customer: Customer) -> None:
    known = Consent.objects.filter(brand_id=submission.brand_id, customer=customer)
    if known.filter(evidence__submission=str(submission.id)).exists():
        return
    given = [one for answer in sent.answers for one in _given(answer, sent, submission, customer)]
    if given:
        record_consents(given, brand=submission.form.brand)


def _given(answer: Answer, sent: Sent, submission: FormSubmission, customer: Customer) -> Iterator[Given]:
    """One for each way the line allows, where the form has an address for it."""
    recipient = RecipientType.TACIR if customer.legal_person else RecipientType.BIREYSEL
    for type in answer.allows:
        if address := _address(type, sent):
            yield Given(
                type, address, ConsentStatus.ONAY, ConsentSource.HS_WEB, submission.created_at, recipient,
                customer.id, _notice(submission, answer.label), _evidence(submission, sent, answer),
            )  # fmt: skip


def _address(type: str, sent: Sent) -> str | None:
    kind, read = ("email", read_email) if type == ConsentType.EPOSTA else ("phone", read_phone)
    typed = next((answer.value for answer in sent.answers if answer.kind == kind), "")
    return read(typed).value if typed else None


def _notice(submission: FormSubmission, words: str) -> Notice:
    """The version of the form's line with exactly these words; the first time they are ticked it is made."""
    form = submission.form
    name = form.title[:80]
    same = Notice.objects.filter(
        brand=form.brand, kind=Notice.Kind.FORM, name=name, language=form.language, text=words
    )
    return same.first() or write_notice(
        form.brand, kind=Notice.Kind.FORM, name=name, language=form.language, text=words, by=None
    )


def _evidence(submission: FormSubmission, sent: Sent, answer: Answer) -> dict[str, str]:
    """What proves it. Of the network address a keyed digest is kept, as everywhere with forms."""
    told = {
        "way": "form",
        "form": sent.form,
        "place": sent.place,
        "reference": sent.reference,
        "words": answer.label,
        "written_at": sent.written_at.isoformat(),
        "ip_digest": submission.sender,
        "submission": str(submission.id),
    }
    return {name: value for name, value in told.items() if value}
