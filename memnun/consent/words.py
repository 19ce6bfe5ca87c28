"""What the codes of the gate and of İYS's rules mean, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from memnun.consent.gate.intent import Step
from memnun.consent.models import ConsentType, Purpose, Suppression
from memnun.foundation.clock import ISTANBUL
from memnun.foundation.turkish.dates import clock_time, short_date

STEPS: dict[str, str | Promise] = {
    "suppression": gettext_lazy("List of no contact"),
    "erasure": gettext_lazy("Erasure"),
    "purpose": gettext_lazy("Class of the message"),
    "consent": gettext_lazy("Consent"),
    "preference": gettext_lazy("The customer's wishes"),
    "attention": gettext_lazy("Attention budget"),
    "quiet_hours": gettext_lazy("Quiet hours"),
    "reply_window": gettext_lazy("Reply window"),
}

CODES: dict[str, str | Promise] = {
    "send": gettext_lazy("May go now"),
    "not_suppressed": gettext_lazy("Not on the list."),
    "suppressed": gettext_lazy("On the list of no contact: {why}."),
    "legal_notice_in_dispute": gettext_lazy("In a legal dispute; legal notices still go."),
    "not_erased": gettext_lazy("Nothing was erased for this address."),
    "erased": gettext_lazy("The person had their data erased and has not consented since."),
    "erased_yet_owed": gettext_lazy("The person had their data erased; what they ask for is still answered."),
    "erased_then_consented": gettext_lazy("The person consented again after the erasure."),
    "advertising_found": gettext_lazy("Treated as a campaign, for it advertises: {words}."),
    "needs_consent": gettext_lazy("{why}: a commercial message, needs consent."),
    "needs_no_consent": gettext_lazy("{why}: needs no consent."),
    "consent_not_needed": gettext_lazy("Not needed."),
    "refused": gettext_lazy("Refused: {type}."),
    "refused_in_iys": gettext_lazy("İYS holds a refusal: {type}."),
    "no_consent": gettext_lazy("No consent: {type}."),
    "no_iys_type": gettext_lazy("İYS has no type for this channel; it must be switched on by the customer."),
    "merchant_has_not_refused": gettext_lazy("A merchant who has not refused: {type}."),
    "missed_iys": gettext_lazy("The consent did not reach İYS within three working days: {type}."),
    "waits_for_iys": gettext_lazy("The consent is not in İYS yet: {type}."),
    "iys_is_stale": gettext_lazy("İYS was last asked more than 24 hours ago: {type}."),
    "consented": gettext_lazy("Consent stands: {type}."),
    "no_wish_against": gettext_lazy("No wish against it."),
    "wishes_do_not_bind": gettext_lazy("Wishes no advertising; this message is owed."),
    "everything_off": gettext_lazy("The customer switched everything off."),
    "channel_off": gettext_lazy("The customer switched this channel off."),
    "channel_never_on": gettext_lazy("The customer never switched this channel on for advertising."),
    "topic_off": gettext_lazy("The customer switched this topic off: {topic}."),
    "not_limited": gettext_lazy("Not limited."),
    "within_budget": gettext_lazy("Within the budget; counted so far: {count}."),
    "budget_spent": gettext_lazy("Spent for now: {scope}, {most} in {days} days."),
    "never_allowed": gettext_lazy("The brand sends none of these: {scope}."),
    "any_hour": gettext_lazy("Goes at any hour: {why}."),
    "disturbs_nobody": gettext_lazy("Disturbs nobody on this channel."),
    "within_hours": gettext_lazy("Within the hours of: {whose}."),
    "quiet_now": gettext_lazy("Quiet at this hour; hours of: {whose}."),
    "quiet_day": gettext_lazy("Quiet today: {day}."),
    "never_open": gettext_lazy("No hour is open; hours of: {whose}."),
    "no_window": gettext_lazy("The channel has none."),
    "window_open": gettext_lazy("Open until {at}."),
    "window_closed": gettext_lazy("Closed since {at}."),
}

SCOPES: dict[str, str | Promise] = {
    "all": gettext_lazy("All advertising and surveys"),
    "campaign": gettext_lazy("Campaigns"),
    "greeting": gettext_lazy("Greetings"),
    "surveys": gettext_lazy("Surveys"),
}

TOPICS: dict[str, str | Promise] = {
    "campaigns": gettext_lazy("Campaigns and news"),
    "greetings": gettext_lazy("Greetings"),
    "surveys": gettext_lazy("Surveys"),
}

PROBLEMS: dict[str, str | Promise] = {
    "first_is_refusal": gettext_lazy("İYS takes no refusal as the first record of an address."),
    "same_again": gettext_lazy("İYS already holds {status} for this address."),
    "date_or_source_missing": gettext_lazy("The date or the source is missing."),
    "in_the_future": gettext_lazy("The date is in the future."),
    "before_the_law": gettext_lazy("The date is before 1 May 2015."),
    "not_the_day_of_2015": gettext_lazy("HS_2015 goes only with the date 1 May 2015."),
    "not_newer": gettext_lazy("The date is not newer than the one İYS holds."),
    "too_old": gettext_lazy("The date is more than three working days ago."),
    "column_missing": gettext_lazy("The column {column} is missing."),
    "unknown_word": gettext_lazy("{column}: “{value}” is not one of {known}."),
    "not_a_date": gettext_lazy("consentDate: “{value}” is not a date as in 2026-11-24 14:30:00."),
    "not_an_address": gettext_lazy("recipient: “{value}” is neither an e-mail address nor a phone number."),
    "wrong_kind": gettext_lazy("recipient: “{value}” does not go with the type {type}."),
    "twice": gettext_lazy("This address stands twice in the file for the same type."),
    "unreadable": gettext_lazy("The file cannot be read; it is neither CSV nor an Excel workbook."),
}

CHOICES: dict[str, Mapping[str, str | Promise]] = {
    "scope": SCOPES,
    "topic": TOPICS,
    "whose": {"customer": gettext_lazy("the customer"), "brand": gettext_lazy("the brand")},
}


@dataclass(frozen=True, slots=True)
class Line:
    """One look of the gate in words."""

    name: str
    outcome: str
    text: str


def tell_steps(steps: Iterable[Step | Mapping[str, Any]]) -> list[Line]:
    """The looks of a decision, fresh or stored, line by line."""
    rows = [step.as_row() if isinstance(step, Step) else step for step in steps]
    return [
        Line(str(STEPS.get(row["step"], row["step"])), row["outcome"], tell(row["code"], row["values"]))
        for row in rows
    ]


def tell(code: str, values: Mapping[str, Any] | None = None) -> str:
    """One code with its values as a sentence; an unknown code as it is."""
    sentence = CODES.get(code) or PROBLEMS.get(code)
    if sentence is None:
        return code
    return str(sentence).format(**{name: _value(name, value) for name, value in (values or {}).items()})


def _value(name: str, value: Any) -> str:
    if name in CHOICES:
        return str(CHOICES[name].get(value, value))
    if name == "type" and value in ConsentType.values:
        return str(ConsentType(value).label)
    if name == "why":
        return _why(str(value))
    if name == "at":
        moment = datetime.fromisoformat(str(value)).astimezone(ISTANBUL)
        return f"{short_date(moment.date())} {clock_time(moment)}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _why(value: str) -> str:
    for choices in (Suppression.Reason, Purpose):
        if value in choices.values:
            return str(choices(value).label)
    return value


EVIDENCE: dict[str, str | Promise] = {
    "note": gettext_lazy("Note"),
    "ip": gettext_lazy("IP address"),
    "user_agent": gettext_lazy("Browser"),
    "way": gettext_lazy("How"),
    "page": gettext_lazy("Page"),
    "iys_file": gettext_lazy("File from İYS"),
    "file": gettext_lazy("File"),
    "form": gettext_lazy("Form"),
    "place": gettext_lazy("Place"),
    "reference": gettext_lazy("Reference"),
    "words": gettext_lazy("Words"),
    "written_at": gettext_lazy("Written at"),
    "ip_digest": gettext_lazy("Digest of the IP address"),
}

UNTOLD = ("link", "interaction", "submission")
"""Ids that say nothing to anybody."""

WAYS: dict[str, str | Promise] = {
    "one_click": gettext_lazy("one click in the mail program"),
    "page": gettext_lazy("preference page"),
    "form": gettext_lazy("tick in a form"),
    "answer": gettext_lazy("answer to our message"),
    "confirmation_page": gettext_lazy("page of the confirmation"),
}


def tell_evidence(evidence: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What proves a consent, as names and values."""
    return [
        (str(EVIDENCE.get(name, name)), str(WAYS.get(value, value) if name == "way" else value))
        for name, value in evidence.items()
        if name not in UNTOLD
    ]
