"""A share of a message's customers is drawn to get nothing, and only the comparison says what was prevented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.cases.models import Case
from memnun.cases.testing import make_case
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.shares import Share
from memnun.interactions.models import OutboxMessage
from memnun.people.testing import Cast, signed_in_client
from memnun.preventing.comparing import Effect, effect_of
from memnun.preventing.models import ProactiveMessage, Recipient
from memnun.preventing.tests.test_messages import approved, buyer, cast, listed, message

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
State, Side = Recipient.State, Recipient.Side


def sent_to(cast: Cast, count: int, **given: Any) -> ProactiveMessage:
    """A message approved to so many buyers, half of whom are held back."""
    for number in range(count):
        buyer(cast, f"Müşteri{number} Kaya")
    return approved(cast, message(cast, **{"held_back": 50, **given}))


def drawn(made: ProactiveMessage, side: str) -> list[Recipient]:
    return list(Recipient.objects.filter(message=made, side=side).select_related("customer"))


def let_meet(cast: Cast, recipients: list[Recipient], after: timedelta) -> None:
    """The trouble comes to customers of the list."""
    for row in recipients:
        case = make_case(cast.brand, customer_id=row.customer_id, topics=["delivery"], never_joins=True)
        Case.objects.filter(id=case.id).update(opened_at=clock.now() + after)


def test_the_share_is_drawn_and_nothing_is_sent_to_those_held_back(cast: Cast) -> None:
    made = sent_to(cast, 41)
    held = drawn(made, Side.HELD_BACK)
    assert (len(held), {row.state for row in held}) == (20, {State.HELD_BACK})
    assert {row.state for row in drawn(made, Side.WRITTEN_TO)} == {State.QUEUED}
    written = set(OutboxMessage.objects.values_list("conversation__customer", flat=True))
    assert len(written) == 21
    assert written.isdisjoint(row.customer_id for row in held)


def test_too_short_a_list_holds_nobody_back(cast: Cast) -> None:
    made = sent_to(cast, 30)
    assert (effect_of(made), OutboxMessage.objects.count()) == (None, 30)


def test_both_sides_count_from_the_approval_to_the_day_set_whatever_became_of_the_message(cast: Cast) -> None:
    made = sent_to(cast, 40)
    held, written = drawn(made, Side.HELD_BACK), drawn(made, Side.WRITTEN_TO)
    let_meet(cast, held[:5], timedelta(days=3))
    let_meet(cast, written[:2], timedelta(days=3))
    let_meet(cast, held[5:9], timedelta(days=15))
    let_meet(cast, held[9:11], timedelta(days=-1))
    Recipient.objects.filter(id=written[0].id).update(state=State.STOPPED)
    with CaptureQueriesContext(connection) as asked:
        effect = effect_of(made)
    assert effect == Effect(Share(2, 20), Share(5, 20), made.approved_at + timedelta(days=14))
    assert len(asked) == 1


def test_nothing_is_concluded_before_the_day_and_only_what_chance_does_not_explain(cast: Cast) -> None:
    until = clock.now() + timedelta(days=14)
    clear = Effect(Share(2, 200), Share(20, 200), until)
    assert not clear.over
    assert (clear.verdict, round(clear.gap, 1)) == ("prevented", -9.0)
    assert Effect(Share(20, 200), Share(2, 200), until).verdict == "harmed"
    assert Effect(Share(2, 20), Share(5, 20), until).verdict == "unproved"
    low, high = clear.interval
    assert low < clear.gap < high


def test_who_is_compared_gets_no_other_message_about_the_same_trouble_meanwhile(cast: Cast) -> None:
    sent_to(cast, 40)
    late = buyer(cast, "Geç Gelen")
    again = message(cast)
    assert list(Recipient.objects.filter(message=again).values_list("customer", flat=True)) == [late.id]
    other = message(cast, topic="billing", name="Fatura")
    assert Recipient.objects.filter(message=other).count() == 41
    with clock.frozen(clock.now() + timedelta(days=15)):
        later = message(cast, bought_from=clock.today() - timedelta(days=40))
        assert Recipient.objects.filter(message=later).count() == 41


def test_the_page_says_who_is_held_back_and_what_came_of_it(cast: Cast) -> None:
    client = signed_in_client(cast.murat)
    for number in range(40):
        buyer(cast, f"Müşteri{number} Kaya")
    made = message(cast, held_back=50)
    address = f"/preventing/messages/{made.id}/"
    before = client.get(address).content.decode()
    assert "Onayla ve 20 müşteriye gönder" in before
    assert "20 müşteri" in before
    approved(cast, made)
    let_meet(cast, drawn(made, Side.HELD_BACK)[:5], timedelta(days=1))
    waiting = client.get(address).content.decode()
    assert "sayılardan sonuç çıkmaz" in waiting
    with clock.frozen(clock.now() + timedelta(days=15)):
        told = client.get(address).content.decode()
    assert "Etki kanıtlandı" in told
    assert "25,0" in told


def test_the_share_can_be_changed_before_the_approval(cast: Cast) -> None:
    for number in range(40):
        buyer(cast, f"Müşteri{number} Kaya")
    made = message(cast)
    told = {
        "subject": "Kargonuz", "text": "Merhaba", "purpose": "transaction", "held_back": "0",
        "bought_from": str(made.bought_from), "bought_until": str(made.bought_until),
    }  # fmt: skip
    client = signed_in_client(cast.murat)
    client.post(f"/preventing/messages/{made.id}/", told)
    approved(cast, listed(ProactiveMessage.objects.get()))
    assert OutboxMessage.objects.count() == Customer.objects.count() == 40
    assert client.post(f"/preventing/messages/{made.id}/", {**told, "held_back": "95"}).status_code == 422


def test_the_lot_falls_differently_for_every_message(cast: Cast) -> None:
    first = sent_to(cast, 40)
    other = approved(cast, message(cast, held_back=50, topic="billing", name="Fatura"))
    sides = [{row.customer_id for row in drawn(made, Side.HELD_BACK)} for made in (first, other)]
    assert len(sides[0]) == len(sides[1]) == 20
    assert sides[0] != sides[1]
