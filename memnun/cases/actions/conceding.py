"""Giving customers something to make good, within the brand's policy or with a manager's approval."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.cases import events as acts
from memnun.cases.actions.telling import CannotAct, locked, tell
from memnun.cases.models import Case, Concession, ConcessionKind, ConcessionRule
from memnun.events.kinds import Kind
from memnun.foundation import clock
from memnun.foundation.money import Money
from memnun.foundation.turkish.money import format_money
from memnun.people.models import Person, Role

KURUS = Decimal("0.01")
WORTH_SOMETHING = (ConcessionKind.REFUND, ConcessionKind.DISCOUNT)
MOST = Decimal("9999999999.99")


def limit_of(person: Person, kind: str, case: Case) -> Decimal | None:
    """Up to what the person may give this in this case without asking; None when the policy says nothing.

    Rules for the case's type replace those for every type; of those left, the highest the person's role
    reaches counts.
    """
    return limit_among(ConcessionRule.objects.filter(brand_id=case.brand_id), person, kind, case)


def limit_among(
    rules_of_brand: Iterable[ConcessionRule], person: Person, kind: str, case: Case
) -> Decimal | None:
    """The same from rules that were read before."""
    rules = [rule for rule in rules_of_brand if rule.kind == kind]
    own = [rule for rule in rules if rule.type_id == case.type_id]
    standing = own or [rule for rule in rules if rule.type_id is None]
    return max((rule.up_to for rule in standing if person.is_at_least(Role(rule.role))), default=None)


@transaction.atomic
def concede(
    case: Case, *, kind: str, amount: Decimal, reason: str, by: Person, details: str = ""
) -> Concession:
    """Give at once what the policy allows the person, else ask a manager.

    Raises CannotAct without a reason, for a negative amount or one that is not whole kuruş.
    """
    current = locked(case)
    _check(kind, amount, reason)
    limit = limit_of(by, kind, current)
    within = limit is not None and amount <= limit
    now = clock.now()
    given = Concession.objects.create(
        brand_id=current.brand_id,
        case=current,
        customer_id=current.customer_id,
        kind=kind,
        amount=amount,
        reason=reason.strip()[:300],
        details=details.strip()[:200],
        state=Concession.State.GIVEN if within else Concession.State.ASKED,
        by=by,
        at=now,
        decided_by=by if within else None,
        decided_at=now if within else None,
    )
    _tell(acts.CONCESSION_GIVEN if within else acts.CONCESSION_ASKED, given, by, given.reason)
    return given


@transaction.atomic
def approve(asked: Concession, *, by: Person) -> Concession:
    """Give what somebody asked for. Raises CannotAct for whoever may not give that much, and for one's own."""
    current = _asked(asked, by)
    current.state, current.decided_by, current.decided_at = Concession.State.GIVEN, by, clock.now()
    current.save(update_fields=["state", "decided_by", "decided_at"])
    _tell(acts.CONCESSION_GIVEN, current, by, current.reason)
    return current


@transaction.atomic
def refuse(asked: Concession, *, reason: str, by: Person) -> Concession:
    """Say no to what somebody asked for, with a reason."""
    if not reason.strip():
        raise CannotAct(_("Please say why."))
    current = _asked(asked, by)
    current.state, current.decided_by, current.decided_at = Concession.State.REFUSED, by, clock.now()
    current.decision_reason = reason.strip()[:300]
    current.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
    _tell(acts.CONCESSION_REFUSED, current, by, current.decision_reason)
    return current


@transaction.atomic
def take_concession_back(given: Concession, *, reason: str, by: Person) -> Concession:
    """Take back what was asked for or given by mistake; the line stays in the ledger."""
    current = Concession.objects.select_for_update(no_key=True).get(id=given.id)
    if current.state not in (Concession.State.ASKED, Concession.State.GIVEN):
        raise CannotAct(_("This was decided already."))
    if current.by_id != by.id and not by.is_at_least(Role.MANAGER):
        raise CannotAct(_("Only a manager takes back what somebody else gave."))
    current.state, current.decided_by, current.decided_at = Concession.State.TAKEN_BACK, by, clock.now()
    current.decision_reason = reason.strip()[:300]
    current.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
    _tell(acts.CONCESSION_TAKEN_BACK, current, by, current.decision_reason)
    return current


def _check(kind: str, amount: Decimal, reason: str) -> None:
    if kind not in ConcessionKind.values:
        raise CannotAct(_("Choose what is given."))
    if not reason.strip():
        raise CannotAct(_("Please say why."))
    if not amount.is_finite() or not 0 <= amount <= MOST or amount != amount.quantize(KURUS):
        raise CannotAct(_("Write the amount in lira and kuruş, as 1.234,50."))
    if kind in WORTH_SOMETHING and not amount:
        raise CannotAct(_("Say how much it is worth."))


def _asked(asked: Concession, by: Person) -> Concession:
    current = (
        Concession.objects.select_for_update(no_key=True, of=("self",))
        .select_related("case")
        .get(id=asked.id)
    )
    if current.state != Concession.State.ASKED:
        raise CannotAct(_("This was decided already."))
    if not by.is_at_least(Role.MANAGER):
        raise CannotAct(_("A manager decides on this."))
    if current.by_id == by.id and not by.is_at_least(Role.OWNER):
        raise CannotAct(_("Somebody else decides on what you ask for yourself."))
    limit = limit_of(by, current.kind, current.case)
    if not by.is_at_least(Role.OWNER) and (limit is None or current.amount > limit):
        raise CannotAct(_("This is more than you may give; an owner decides."))
    return current


def _tell(kind: Kind, given: Concession, by: Person, reason: str) -> None:
    tell(
        kind, given.case, by, what=str(ConcessionKind(given.kind).label),
        amount=_worth(given), reason=reason, concession=str(given.id),
    )  # fmt: skip


def _worth(given: Concession) -> str:
    return format_money(Money(given.amount, given.currency), "tr") if given.amount else _("at no cost")
