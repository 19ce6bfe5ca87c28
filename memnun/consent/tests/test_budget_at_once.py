"""Many who ask at the same moment never spend more of one customer's attention than there is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from memnun.consent.deciding import Decision, decide, decide_many
from memnun.consent.gate.intent import Intent
from memnun.consent.models import GateDecision
from memnun.consent.testing import give_consent, make_customer, make_intent
from memnun.people.testing import Cast

ASKING = 8


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once() -> None:
    ayse = make_customer(Cast().brand)
    give_consent(ayse)
    intent = make_intent(ayse)
    for _time in range(3):
        assert decide(intent).may_send
    answers = _at_once([[intent]] * ASKING)
    assert sorted(answer.verdict for [answer] in answers) == ["HOLD"] * (ASKING - 1) + ["SEND"]
    assert GateDecision.objects.filter(verdict="SEND").count() == 4


@pytest.mark.django_db(transaction=True)
def test_batches_that_meet_in_any_order_neither_block_each_other_nor_spend_too_much() -> None:
    brand = Cast().brand
    everybody = [make_customer(brand, f"Müşteri{number} Soyad") for number in range(12)]
    for one in everybody:
        give_consent(one)
    intents = [make_intent(one) for one in everybody]
    batches = [intents, intents[::-1], intents[6:] + intents[:6], intents[::2] + intents[1::2]] * 2
    answers = _at_once(batches)
    sent = [(intent.customer_id, answer.verdict) for batch, told in zip(batches, answers, strict=True)
            for intent, answer in zip(batch, told, strict=True)]  # fmt: skip
    for one in everybody:
        assert sum(1 for id, verdict in sent if id == one.id and verdict == "SEND") == 4


def _at_once(batches: list[list[Intent]]) -> list[list[Decision]]:
    barrier = Barrier(len(batches))

    def ask(batch: list[Intent]) -> list[Decision]:
        try:
            barrier.wait(timeout=20)
            return decide_many(batch)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(batches)) as pool:
        return list(pool.map(ask, batches))
