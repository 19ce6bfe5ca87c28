"""The looks of the gate, one function each. Their order is the law of the house; the first that does not pass decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from memnun.consent.gate import budget, hours
from memnun.consent.gate.case import Case
from memnun.consent.gate.intent import Step
from memnun.consent.models import (
    NEVER_COMMERCIAL,
    ConsentState,
    ConsentStatus,
    IysMode,
    Purpose,
    RecipientType,
    Suppression,
)

STALE_AFTER = timedelta(hours=24)
LOOK_AGAIN = timedelta(hours=1)
"""How soon a message that waits for İYS is asked about again."""

Look = Callable[[Case], Step]

TOPIC_OF = {
    Purpose.SURVEY_AFTER_SERVICE: "surveys",
    Purpose.SURVEY_GENERAL: "surveys",
    Purpose.GREETING: "greetings",
    Purpose.CAMPAIGN: "campaigns",
}


def suppression(case: Case) -> Step:
    """Nobody writes to who is on the list; a legal dispute lets legal notices through."""
    found = case.suppression
    if found is None:
        return _passes("suppression", "not_suppressed")
    why = {"why": found.reason}
    if found.reason == Suppression.Reason.LEGAL and case.purpose == Purpose.LEGAL:
        return _passes("suppression", "legal_notice_in_dispute", **why)
    return _blocks("suppression", "suppressed", **why)


def erasure(case: Case) -> Step:
    """Who had everything erased gets what they ask for and nothing else, until they consent anew."""
    if case.erased_at is None:
        return _passes("erasure", "not_erased")
    anew = case.state is not None and case.state.since > case.erased_at
    if case.is_owed or (anew and case.state is not None and case.state.status == ConsentStatus.ONAY):
        return _passes("erasure", "erased_yet_owed" if case.is_owed else "erased_then_consented")
    return _blocks("erasure", "erased")


def purpose(case: Case) -> Step:
    """Says by which class the message is treated; advertising makes anything a campaign."""
    if case.advertising:
        return _passes("purpose", "advertising_found", words=case.advertising)
    return _passes("purpose", "needs_consent" if case.needs_consent else "needs_no_consent", why=case.purpose)


def consent(case: Case) -> Step:
    """What is commercial needs consent for the medium; whoever refused gets neither it nor surveys.

    A refusal is one of advertising: it stops no answer, and no question about the customer's own case.
    """
    state = case.state
    if case.purpose in NEVER_COMMERCIAL:
        return _passes("consent", "consent_not_needed")
    if state is not None and ConsentStatus.RET in (state.status, state.iys_status):
        side = "refused" if state.status == ConsentStatus.RET else "refused_in_iys"
        return _blocks("consent", side, type=state.type)
    if not case.needs_consent:
        return _passes("consent", "consent_not_needed")
    if case.medium.type is None:
        return _passes("consent", "no_iys_type", channel=case.intent.channel)
    if state is None or state.status != ConsentStatus.ONAY:
        if case.recipient_type == RecipientType.TACIR:
            return _passes("consent", "merchant_has_not_refused", type=case.medium.type)
        return _blocks("consent", "no_consent", type=case.medium.type)
    return _consent_in_iys(case, state)


def _consent_in_iys(case: Case, state: ConsentState) -> Step:
    policy, now = case.policy, case.intent.now
    if not policy.keeps_iys:
        return _passes("consent", "consented", type=state.type)
    if state.iys_status != ConsentStatus.ONAY:
        if state.iys_due_at is None or now >= state.iys_due_at:
            return _blocks("consent", "missed_iys", type=state.type)
        if policy.iys_before_sending:
            again = min(state.iys_due_at, now + LOOK_AGAIN)
            return _holds("consent", "waits_for_iys", again, type=state.type)
    seen = max(filter(None, (state.iys_seen_at, policy.iys_pulled_at)), default=None)
    if policy.iys_mode == IysMode.API and (seen is None or now - seen > STALE_AFTER):
        return _holds("consent", "iys_is_stale", now + LOOK_AGAIN, type=state.type)
    return _passes("consent", "consented", type=state.type)


def preference(case: Case) -> Step:
    """The customer's own wishes: everything off, this channel off or never switched on, this topic off."""
    wish, channel = case.preference, case.intent.channel
    if case.is_owed:
        told = wish is not None and (wish.everything_off or channel in wish.channels_off)
        return _passes("preference", "wishes_do_not_bind" if told else "no_wish_against")
    if wish is not None and wish.everything_off:
        return _blocks("preference", "everything_off")
    if wish is not None and channel in wish.channels_off:
        return _blocks("preference", "channel_off", channel=channel)
    if case.needs_consent and case.medium.opt_in and not (wish and channel in wish.channels_on):
        return _blocks("preference", "channel_never_on", channel=channel)
    for topic in filter(None, (TOPIC_OF.get(Purpose(case.purpose)), case.intent.topic)):
        if wish is not None and topic in wish.topics_off:
            return _blocks("preference", "topic_off", topic=topic)
    return _passes("preference", "no_wish_against")


def attention(case: Case) -> Step:
    """How often one may be contacted with advertising and surveys; nothing else is counted or stopped."""
    if case.purpose in NEVER_COMMERCIAL:
        return _passes("attention", "not_limited")
    full = budget.first_full(case.policy.limits, case.purpose, case.spent, case.intent.now)
    if full is None:
        return _passes("attention", "within_budget", count=len(case.spent))
    values = {"scope": full.scope, "most": full.most, "days": full.days}
    if full.free_at is None:
        return _blocks("attention", "never_allowed", **values)
    return _holds("attention", "budget_spent", full.free_at, **values)


def quiet_hours(case: Case) -> Step:
    """Nights, Sundays and holidays; the customer's own hours stand in place of the brand's."""
    if case.purpose in case.policy.exempt:
        return _passes("quiet_hours", "any_hour", why=case.purpose)
    if not case.medium.hours:
        return _passes("quiet_hours", "disturbs_nobody")
    calendar, own = hours.calendar_of(case)
    whose = "customer" if own else "brand"
    free = hours.next_free(case.intent.now, calendar)
    if free is None:
        return _blocks("quiet_hours", "never_open", whose=whose)
    if free <= case.intent.now:
        return _passes("quiet_hours", "within_hours", whose=whose)
    day = hours.why_quiet(case.intent.now, calendar)
    return _holds("quiet_hours", "quiet_day" if day else "quiet_now", free, whose=whose, day=day)


def reply_window(case: Case) -> Step:
    """Some channels let a brand write only for a while after the customer did."""
    until = case.intent.reply_window_until
    if until is None:
        return _passes("reply_window", "no_window")
    if case.intent.now >= until:
        return _blocks("reply_window", "window_closed", at=until.isoformat())
    return _passes("reply_window", "window_open", at=until.isoformat())


LOOKS: tuple[Look, ...] = (
    suppression,
    erasure,
    purpose,
    consent,
    preference,
    attention,
    quiet_hours,
    reply_window,
)


def look(case: Case) -> list[Step]:
    """All looks in their order, up to the first that holds or blocks."""
    steps = []
    for each in LOOKS:
        step = each(case)
        steps.append(step)
        if step.outcome != "pass":
            break
    return steps


def _passes(step: str, code: str, **values: object) -> Step:
    return Step(step, "pass", code, values)


def _blocks(step: str, code: str, **values: object) -> Step:
    return Step(step, "block", code, values)


def _holds(step: str, code: str, until: datetime, **values: object) -> Step:
    return Step(step, "hold", code, values, until)
