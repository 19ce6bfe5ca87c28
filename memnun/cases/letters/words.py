"""The texts, in the customer's language."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from memnun.cases.deadlines.legal import LegalValue
from memnun.cases.deadlines.sentences import tell_moment
from memnun.cases.letters.gaps import GAPS, fill_gaps
from memnun.cases.models import Case, CaseSettings, Deadline, DeadlineKind, Promise, Resolution
from memnun.cases.models.calendar import read_zone
from memnun.cases.status_page import address_of
from memnun.customers.models import Customer, Hitap
from memnun.foundation.money import Money
from memnun.foundation.turkish.folding import fold
from memnun.foundation.turkish.money import format_money
from memnun.foundation.turkish.salutations import address
from memnun.interactions.models import Channel

TALKS = frozenset({Channel.CHAT, Channel.SOCIAL})
BOARDS = ("hakem heyet", "arbitration board")


def salutation(customer: Customer) -> str:
    """How the customer is addressed."""
    hitap = customer.hitap_text if customer.hitap == Hitap.CUSTOM else customer.hitap
    return address(customer.name, hitap, customer.language)


def acknowledgement(case: Case, wishes: CaseSettings) -> str:
    """That we have it, under which number, and by when there will be an answer."""
    if wishes.acknowledgement:
        values = (salutation(case.customer), case.label, _answer_by(case))
        return fill_gaps(wishes.acknowledgement, dict(zip(GAPS, values, strict=True)))
    until = _answer_by(case)
    promised = (
        _("We will answer you by {until} at the latest.").format(until=until)
        if until
        else _("We will answer you as soon as we are back at work.")
    )
    heard = _("We have received your message; its number is {number}.").format(number=case.label)
    return _letter(case, f"{heard} {promised}", _status(case))


def moved(made: Promise, reason: str) -> str:
    """That a promise has a new date, and why."""
    told = _(
        "We promised you: “{text}”. We cannot keep the date, and we are sorry. The reason: {reason}"
    ).format(text=made.text, reason=reason.rstrip(". ") + ".")
    new = _new_date(_moment(made.case, made.due_at))
    return _letter(made.case, f"{told}\n\n{new}", _status(made.case))


def apology(broken: Promise) -> str:
    """A draft for whoever broke a promise; it leaves the place for the new date."""
    told = _("We promised you: “{text}”, by {until}. We did not keep our word, and we are sorry.").format(
        text=broken.text, until=_moment(broken.case, broken.due_at)
    )
    return _letter(broken.case, f"{told}\n\n{_new_date('…')}")


def fill_new_date(text: str, case: Case, at: datetime) -> str:
    """An apology with the new date where its draft left the place for one."""
    return text.replace(_new_date("…"), _new_date(_moment(case, at)))


def _new_date(until: str) -> str:
    return _("The new date is {until}.").format(until=until)


def refusal(solved: Resolution, limit: LegalValue | None) -> str:
    """A draft of the answer that refuses a claim: why, and what the customer may do about it."""
    told = _("We looked into your request {number} and cannot grant it. The reason: {reason}").format(
        number=solved.case.label, reason=solved.done.rstrip(". ") + "."
    )
    rights = (
        _(
            "If you do not agree, you may turn to the consumer arbitration board for disputes below {limit}, and "
            "above that to mediation and the consumer court."
        ).format(limit=format_money(Money(limit.value, "TRY"), get_language() or "tr"))
        if limit
        else _(
            "If you do not agree, you may turn to the consumer arbitration board or, after mediation, to the "
            "consumer court."
        )
    )
    return _letter(solved.case, f"{told}\n\n{rights}")


def names_rights(text: str) -> bool:
    """Whether an answer says where a customer who was refused can turn."""
    return any(board in fold(text) for board in BOARDS)


def follow_up(case: Case, *, refused: bool = False) -> str:
    """Whether it is really solved; after a refusal, whether a question is left."""
    if refused:
        left = _(
            "A week ago we answered your request {number}. Is anything left unclear? Write it here; the same "
            "colleague reads it."
        ).format(number=case.label)
        return _letter(case, left)
    asked = _(
        "A week ago we believed {number} to be solved. Is it? If anything is still missing, write it here; "
        "the same colleague goes on with it."
    ).format(number=case.label)
    return _letter(case, asked)


def _letter(case: Case, body: str, *more: str) -> str:
    """In a talk nobody begins anew with a salutation and signs."""
    parts = [body, *(part for part in more if part)]
    if case.conversation is None or case.conversation.channel not in TALKS:
        parts = [f"{salutation(case.customer)},", *parts, case.brand.name]
    return "\n\n".join(parts)


def _status(case: Case) -> str:
    """Where the promise can be seen; nothing while the installation does not know its own address."""
    site = settings.ENVIRONMENT.url
    return (
        _("You can see where it stands here: {address}").format(address=site + address_of(case))
        if site
        else ""
    )


def _answer_by(case: Case) -> str:
    first = Deadline.objects.filter(case=case, kind=DeadlineKind.FIRST_ANSWER).first()
    return _moment(case, first.due_at) if first and first.due_at else ""


def _moment(case: Case, at: datetime) -> str:
    wanted = case.customer.facts.get("time_zone")
    zone = read_zone(wanted if isinstance(wanted, str) else case.brand.time_zone)
    return tell_moment(at, zone)
