"""What the sample brand owes: cases of the last weeks' complaints, promises kept and broken, things made good."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction

from memnun.cases import actions
from memnun.cases.models import Case, CaseSettings, ConcessionKind, Promise
from memnun.demo.chance import dice
from memnun.demo.troubles import Causes, remember_cases
from memnun.foundation import clock
from memnun.interactions.models import Conversation, Interaction, Status
from memnun.people.models import Brand, Person
from memnun.reactions.hearing import hear

LOOKED_BACK = timedelta(days=21)
REMEMBERED = timedelta(days=160)
STILL_ASKED = timedelta(days=12)
"""So long after a solution there is still time to ask whether it holds."""
AT_ONCE = 500
PROMISES = 160
SPANS = ((24, 0.62), (48, 0.9), (72, 0.93))
"""Hours ahead, and how often such promises were kept."""
SAID = (
    "Yeni teslimat tarihini bildireceğiz",
    "Sizi arayacağız",
    "İadeniz hesabınıza geçecek",
    "Servis gelecek",
)
REASONS = ("Teslimat gecikti", "Ürün kırık geldi", "Fatura iki kez çekildi", "Söz verilen gün aranmadı")


def owe(brand: Brand, seed: int) -> None:
    """Let the rules hear the last days' contacts, then let some of the work be done: all of it, or none.

    What a filling that was cut off did is not done again.
    """
    rng = dice(seed, "owed", brand.created_at)
    since = clock.now() - LOOKED_BACK
    settings = actions.settings_of(brand.id)
    CaseSettings.objects.filter(brand=settings.brand_id).update(since=since)
    ids = list(
        Interaction.objects.filter(brand=brand, occurred_at__gte=since)
        .order_by("occurred_at", "id")
        .values_list("id", flat=True)
    )
    for start in range(0, len(ids), AT_ONCE):
        hear(brand.id, ids[start : start + AT_ONCE])
    if not Promise.objects.filter(brand=brand).exists():
        with transaction.atomic():
            _work(brand, rng)
            remember_cases(brand, rng, since - REMEMBERED, since)
            _remember(brand, rng)


def _work(brand: Brand, rng: Random) -> None:
    """Solve what was solved, promise here and there, give something to make good."""
    causes = Causes(brand)
    done = set(Conversation.objects.filter(brand=brand, status=Status.RESOLVED).values_list("id", flat=True))
    for case in (
        Case.objects.filter(brand=brand)
        .open()
        .select_related("assignee", "conversation")
        .order_by("opened_at", "id")
    ):
        by = case.assignee
        if by is None:
            continue
        if rng.random() < 0.12:
            _give(case, by, rng)
        if case.conversation_id in done or rng.random() < 0.45:
            cause, words = causes.of(case, rng)
            with clock.frozen(_solved_at(case, rng)):
                actions.resolve(case, done=words, cause=cause, by=by)
        elif rng.random() < 0.3:
            hours = rng.choice([3, 6, 22, 30, 50])
            actions.promise(case, text=rng.choice(SAID), due_at=clock.now() + timedelta(hours=hours), by=by)
        elif rng.random() < 0.2:
            actions.await_customer(case, what="Ürünün fotoğrafı", by=by)


def _solved_at(case: Case, rng: Random) -> datetime:
    """Within days of the last word on it, and while its customer can still be asked whether it is solved."""
    now = clock.now()
    last = case.conversation.last_at if case.conversation else case.opened_at
    return min(max(last + timedelta(days=rng.uniform(0.1, 3)), now - STILL_ASKED), now)


def _give(case: Case, by: Person, rng: Random) -> None:
    kind = rng.choice([ConcessionKind.REFUND, ConcessionKind.DISCOUNT, ConcessionKind.GIFT])
    amount = Decimal(rng.choice([4990, 9990, 14990, 34990, 89900])) / 100
    actions.concede(case, kind=kind, amount=amount, reason=rng.choice(REASONS), by=by)


def _remember(brand: Brand, rng: Random) -> None:
    """Promises of the last months, as they were kept or broken."""
    cases = list(Case.objects.filter(brand=brand).order_by("opened_at", "id")[:400])
    if not cases:
        return
    made = [
        _settled(rng.choice(cases), clock.now() - timedelta(days=rng.randrange(15, 150)), rng)
        for _ in range(PROMISES)
    ]
    Promise.objects.bulk_create(made)


def _settled(case: Case, at: datetime, rng: Random) -> Promise:
    hours, kept = rng.choice(SPANS)
    due = at + timedelta(hours=hours)
    held = rng.random() < kept
    return Promise(
        brand_id=case.brand_id,
        case=case,
        customer_id=case.customer_id,
        text=rng.choice(SAID),
        due_at=due,
        made_at=at,
        state=Promise.State.KEPT if held else Promise.State.BROKEN,
        settled_at=due - timedelta(hours=1) if held else due + timedelta(minutes=1),
        by_id=case.assignee_id,
        topic=case.topics[0] if case.topics else "",
        team_id=case.team_id,
        hours=hours,
    )
