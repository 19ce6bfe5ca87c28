"""Cases of the half year before the last weeks: solved, asked about again and closed, each with its root cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils import translation
from django.utils.translation import gettext

from memnun.cases.actions import Opening, open_cases
from memnun.cases.models import (
    Case,
    Concession,
    ConcessionKind,
    Deadline,
    DeadlineKind,
    FollowUp,
    Resolution,
    RootCause,
    State,
    Step,
)
from memnun.interactions.models import Direction, Interaction
from memnun.people.models import Brand
from memnun.reactions.complaint_opens_a_case import NAME, type_for
from memnun.reactions.rules import Heard

MOST = 1_200
AT_ONCE = 400
CAUSE_OF: Mapping[str, Sequence[str]] = {
    "delivery": ("Late", "Late", "Late", "Damaged on the way", "Lost"),
    "packaging": ("Damaged on the way", "Arrived broken"),
    "product_quality": ("Arrived broken", "Stopped working", "Not as described", "Part missing"),
    "technical": ("Stopped working", "Site or app fault"),
    "refund": ("Refund late",),
    "billing": ("Charged twice", "Wrong invoice"),
    "staff": ("Unkind", "Not answered"),
}
OTHERWISE = ("Missing or wrong on the site", "Promise not kept", "Not answered")
DONE = {
    "Late": "Kargo firmasıyla görüşüldü, koli bulundu ve teslim edildi.",
    "Lost": "Ürün yeniden gönderildi, kargo ücreti alınmadı.",
    "Damaged on the way": "Ürün ücretsiz değiştirildi, eski ürün kapıdan alındı.",
    "Arrived broken": "Ürün ücretsiz değiştirildi, eski ürün kapıdan alındı.",
    "Stopped working": "Servis randevusu öne alındı, arıza giderildi.",
    "Part missing": "Eksik parça kargoyla gönderildi.",
    "Refund late": "Ücret aynı gün karta iade edildi, müşteriye bildirildi.",
    "Charged twice": "Fazla çekilen tutar iade edildi.",
    "Wrong invoice": "Fatura düzeltildi ve yeniden gönderildi.",
}
USUALLY_DONE = "Müşteri arandı, bilgi verildi, kaydı düzeltildi."
REASON = "Yaşattığımız sıkıntı için"


class Causes:
    """The brand's root causes, found by the names they are shipped with."""

    def __init__(self, brand: Brand) -> None:
        rows = {row.name: row for row in RootCause.objects.filter(brand=brand, parent__isnull=False)}
        with translation.override(brand.language):
            wanted = {name for names in (*CAUSE_OF.values(), OTHERWISE) for name in names}
            self.rows = {name: rows[gettext(name)] for name in sorted(wanted)}

    def of(self, case: Case, rng: Random) -> tuple[RootCause, str]:
        """A cause that fits what the case is about, and what was done about it."""
        topic = next((each for each in case.topics if each in CAUSE_OF), "")
        name = rng.choice(CAUSE_OF.get(topic, OTHERWISE))
        return self.rows[name], DONE.get(name, USUALLY_DONE)


def remember_cases(brand: Brand, rng: Random, since: datetime, until: datetime) -> int:
    """Let the complaints between two moments have been cases; returns how many."""
    told = Interaction.objects.filter(
        brand=brand, direction=Direction.IN, occurred_at__gte=since, occurred_at__lt=until,
        reading__kinds__contains=["complaint"],
    )  # fmt: skip
    first = told.order_by("conversation", "occurred_at").distinct("conversation")
    contacts = list(Interaction.objects.filter(id__in=first.values("id")).order_by("-occurred_at")[:MOST])
    causes = Causes(brand)
    for start in range(0, len(contacts), AT_ONCE):
        chunk = contacts[start : start + AT_ONCE]
        rows = {
            row.id: row for row in told.filter(id__in=[each.id for each in chunk]).select_related("reading")
        }
        cases = open_cases([_opening(rows[each.id]) for each in chunk], brand_id=brand.id)
        _finish(brand, cases, causes, rng)
    return len(contacts)


def _opening(contact: Interaction) -> Opening:
    topics = list(contact.reading.topics)
    return Opening(
        customer_id=contact.customer_id,
        type=type_for(topics),
        title=contact.subject or contact.text,
        conversation_id=contact.conversation_id,
        interaction_id=contact.id,
        channel=contact.channel,
        topics=topics,
        branch_id=contact.branch_id,
        at=contact.occurred_at,
        origin=NAME,
        bought_on=Heard(contact, None).bought_on,
        never_joins=True,
    )


def _finish(brand: Brand, cases: Sequence[Case], causes: Causes, rng: Random) -> None:
    """Answered within hours, solved within days, asked again a week later, closed."""
    solutions = [_solution(case, causes, rng) for case in cases]
    Resolution.objects.bulk_create(solutions)
    FollowUp.objects.bulk_create(_asked(each, rng) for each in solutions)
    Concession.objects.bulk_create(_given(each, rng) for each in solutions if rng.random() < 0.3)
    Case.objects.bulk_update(
        cases,
        [
            "state",
            "first_answered_at",
            "acknowledged_at",
            "resolved_at",
            "closed_at",
            "reopened",
            "next_step",
            "next_step_at",
        ],
        batch_size=AT_ONCE,
    )
    deadlines = list(Deadline.objects.filter(case__in=cases).select_related("case"))
    for deadline in deadlines:
        _meet(deadline)
    Deadline.objects.bulk_update(deadlines, ["met_at", "took", "look_at"], batch_size=AT_ONCE)


def _solution(case: Case, causes: Causes, rng: Random) -> Resolution:
    cause, done = causes.of(case, rng)
    hours = rng.lognormvariate(3.2, 0.7)
    case.first_answered_at = case.opened_at + timedelta(minutes=rng.lognormvariate(4.2, 0.8))
    case.acknowledged_at = case.opened_at + timedelta(minutes=1)
    case.resolved_at = case.first_answered_at + timedelta(hours=hours)
    case.closed_at = case.resolved_at + timedelta(days=9)
    case.state, case.next_step, case.next_step_at = State.CLOSED, Step.NONE, None
    return Resolution(
        brand_id=case.brand_id,
        case=case,
        cause=cause,
        done=done,
        at_first_contact=rng.random() < 0.4,
        took=int(hours / 3 * 3600),
        satisfied=rng.random() < 0.8,
        by_id=case.assignee_id,
        at=case.resolved_at,
    )


def _asked(solution: Resolution, rng: Random) -> FollowUp:
    asked = solution.at + timedelta(days=7)
    answered = asked + timedelta(hours=rng.randrange(1, 40))
    content = FollowUp.State.SATISFIED if solution.satisfied else FollowUp.State.UNSATISFIED
    state = content if rng.random() < 0.6 else FollowUp.State.SILENT
    solution.case.reopened = int(state == FollowUp.State.UNSATISFIED)
    return FollowUp(
        brand_id=solution.brand_id,
        case=solution.case,
        resolution=solution,
        since=asked,
        until=asked + timedelta(days=7),
        state=state,
        asked_at=asked,
        answered_at=None if state == FollowUp.State.SILENT else answered,
    )


def _given(solution: Resolution, rng: Random) -> Concession:
    amount = Decimal(rng.choice([4990, 7990, 14990, 24990, 34990, 89900])) / 100
    kinds = [ConcessionKind.REFUND, ConcessionKind.DISCOUNT, ConcessionKind.GIFT, ConcessionKind.REPLACEMENT]
    return Concession(
        brand_id=solution.brand_id,
        case=solution.case,
        customer_id=solution.case.customer_id,
        kind=rng.choice(kinds),
        amount=amount,
        reason=REASON,
        state=Concession.State.GIVEN,
        by_id=solution.by_id,
        at=solution.at,
        decided_by_id=solution.by_id,
        decided_at=solution.at,
    )


def _meet(deadline: Deadline) -> None:
    case = deadline.case
    met = case.first_answered_at if deadline.kind == DeadlineKind.FIRST_ANSWER else case.resolved_at
    deadline.met_at, deadline.look_at = met, None
    deadline.took = int((met - deadline.start_at).total_seconds() / 3) if met else 0
