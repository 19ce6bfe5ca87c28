"""The looks of the gate come in one order, whatever is known, and no clock makes it more generous."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from memnun.consent.gate import budget
from memnun.consent.gate.case import Case
from memnun.consent.gate.intent import Address, Intent, Step
from memnun.consent.gate.looks import LOOKS, look
from memnun.consent.models import (
    NEVER_COMMERCIAL,
    ConsentState,
    ContactPolicy,
    Preference,
    Purpose,
    Suppression,
)
from memnun.customers.models import Customer
from memnun.people.models import Brand

ORDER = [each.__name__ for each in LOOKS]
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 2 * 366 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
channels = st.sampled_from(
    ["email", "sms", "whatsapp", "phone", "telegram", "post", "chat", "in_person", "other"]
)


@st.composite
def cases(draw: Any) -> Case:
    """A message about which anything may be known."""
    now, channel = draw(moments), draw(channels)
    brand = Brand(name="Deneme", slug="deneme")
    policy = ContactPolicy(
        brand=brand,
        iys_mode=draw(st.sampled_from(["file", "api", "none"])),
        iys_before_sending=draw(st.booleans()),
        survey_basis=draw(st.sampled_from(["", "Hizmetin parçası"])),
    )
    intent = Intent(
        brand.id, uuid4(), channel, Address("email", "a@b.example"), draw(st.sampled_from(Purpose.values)), now,
        reply_window_until=draw(st.none() | moments),
        text_for_lint=draw(st.sampled_from(["", "Siparişiniz yolda", "Büyük indirim"])),
    )  # fmt: skip
    case = Case(intent, policy, Customer(brand=brand, legal_person=draw(st.booleans())))
    if draw(st.booleans()):
        case.suppression = Suppression(reason=draw(st.sampled_from(Suppression.Reason.values)))
    case.erased_at = draw(st.none() | moments)
    if case.medium.type and draw(st.booleans()):
        case.states = {case.medium.type: draw(states(case.medium.type))}
    if draw(st.booleans()):
        case.preference = Preference(
            brand=brand,
            customer=case.customer,
            everything_off=draw(st.booleans()),
            channels_off=draw(st.lists(channels, max_size=2)),
            channels_on=draw(st.lists(channels, max_size=2)),
        )
    case.spent = draw(st.lists(st.tuples(st.sampled_from(Purpose.values), moments), max_size=8))
    return case


@st.composite
def states(draw: Any, type: str) -> ConsentState:
    """Where an address may stand."""
    words = st.sampled_from(["ONAY", "RET"])
    return ConsentState(
        type=type, status=draw(words), since=draw(moments), iys_status=draw(words | st.just("")),
        iys_seen_at=draw(st.none() | moments), iys_due_at=draw(st.none() | moments),
    )  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(cases())
def test_looks_come_in_their_order_and_the_first_that_does_not_pass_ends_them(case: Case) -> None:
    steps = look(case)
    assert [step.step for step in steps] == ORDER[: len(steps)]
    assert all(step.outcome == "pass" for step in steps[:-1])
    assert steps[-1].outcome != "pass" or len(steps) == len(ORDER)


@settings(max_examples=400, deadline=None)
@given(cases())
def test_whoever_is_on_the_list_or_refused_gets_no_advertising(case: Case) -> None:
    last = look(case)[-1]
    if case.purpose in NEVER_COMMERCIAL:
        return
    state = case.state
    refused = state is not None and "RET" in (state.status, state.iys_status)
    if case.suppression or refused:
        assert last.outcome == "block"


@settings(max_examples=400, deadline=None)
@given(cases())
def test_whoever_wants_nothing_gets_no_advertising_while_iys_is_asked_or_after(case: Case) -> None:
    wish = case.preference
    if case.purpose in NEVER_COMMERCIAL or wish is None or not wish.everything_off:
        return
    last = look(case)[-1]
    waits = last.outcome == "hold" and last.code in ("waits_for_iys", "iys_is_stale")
    assert last.outcome == "block" or waits


@settings(max_examples=400, deadline=None)
@given(cases())
def test_what_is_commercial_goes_only_with_usable_consent(case: Case) -> None:
    if look(case)[-1].outcome != "pass" or not case.needs_consent:
        return
    state, merchant = case.state, case.recipient_type == "TACIR"
    if case.medium.type is None:
        wish = case.preference
        assert not case.medium.opt_in or (wish and case.intent.channel in wish.channels_on)
    elif state is None:
        assert merchant
    elif case.policy.keeps_iys:
        in_time = state.iys_due_at is not None and case.intent.now < state.iys_due_at
        assert state.status == "ONAY"
        assert state.iys_status == "ONAY" or (in_time and not case.policy.iys_before_sending)


@settings(max_examples=300, deadline=None)
@given(cases())
def test_a_hold_ends_in_the_future_and_quiet_hours_end_where_they_said(case: Case) -> None:
    last = look(case)[-1]
    if last.outcome != "hold":
        return
    assert last.until is not None
    assert last.until > case.intent.now
    if last.step == "quiet_hours":
        assert _quiet_look(case, last.until).outcome == "pass"
        assert _quiet_look(case, last.until - timedelta(microseconds=1)).outcome == "hold"


def _quiet_look(case: Case, at: datetime) -> Step:
    intent = case.intent
    later = Intent(intent.brand_id, intent.customer_id, intent.channel, intent.address, case.purpose, at)
    moved = Case(later, case.policy, case.customer)
    return LOOKS[ORDER.index("quiet_hours")](moved)


limits = st.lists(
    st.fixed_dictionaries(
        {
            "scope": st.sampled_from(sorted(budget.SCOPES)),
            "most": st.integers(0, 5),
            "days": st.integers(1, 40),
        }
    ),
    max_size=4,
)


@settings(max_examples=300, deadline=None)
@given(limits, st.lists(st.tuples(st.sampled_from(Purpose.values), moments), max_size=20), moments)
def test_no_stretch_of_time_ever_holds_more_than_the_budget_allows(
    limits: list[dict[str, Any]], past: list[tuple[str, datetime]], now: datetime
) -> None:
    full = budget.first_full(limits, Purpose.CAMPAIGN, past, now)
    for limit in limits:
        counted = budget.SCOPES[limit["scope"]]
        if Purpose.CAMPAIGN in counted and full is None:
            since = now - timedelta(days=limit["days"])
            assert sum(1 for each, at in past if each in counted and at > since) < limit["most"]
    if full and full.free_at:
        again = budget.first_full(limits, Purpose.CAMPAIGN, past, full.free_at)
        assert again is None or again.free_at is None or again.free_at > full.free_at
