"""A message in time goes to those who bought lately and have not met the trouble, and only past approval and gate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from memnun.cases.models import Case
from memnun.cases.testing import make_case
from memnun.consent.models import Suppression
from memnun.consent.testing import TUESDAY_NOON, make_customer
from memnun.customers.actions import merge
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions import channel_kinds
from memnun.interactions.channel_kinds import Capability, ChannelKind
from memnun.interactions.models import ChannelAccount, Conversation, OutboxMessage
from memnun.people.testing import Cast, signed_in_client
from memnun.preventing import actions
from memnun.preventing.actions import CannotAct
from memnun.preventing.models import ProactiveMessage, Recipient
from memnun.purchases.models import Purchase

pytestmark = pytest.mark.django_db
State = Recipient.State


class Courier(ChannelKind):
    """Carries everything to an e-mail address."""

    slug, channel, label = "email", "email", "Ulak"
    capability = Capability(may_begin=True, identity_kinds=("email",), repeatable=True)

    @contextmanager
    def open(self, account: ChannelAccount) -> Iterator[Any]:
        yield self


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    monkeypatch.setattr(channel_kinds, "registry", lambda: {"email": Courier()})
    with clock.frozen(TUESDAY_NOON):
        people = Cast()
        ChannelAccount.objects.create(brand=people.brand, channel="email", slug="posta", kind="email")
        yield people


def buyer(cast: Cast, name: str, days: int = 3) -> Customer:
    customer = make_customer(cast.brand, name)
    Purchase.objects.create(brand=cast.brand, customer=customer, key=name, on=clock.today() - timedelta(days))
    return customer


def message(cast: Cast, **given: Any) -> ProactiveMessage:
    """A message about deliveries to who bought in the last ten days, with its list made."""
    told: dict[str, Any] = {
        "topic": "delivery", "name": "Teslimat", "subject": "Kargonuz", "text": "{hitap}, kargonuz yolda. {marka}",
        "bought_from": clock.today() - timedelta(days=10), "bought_until": clock.today(), "by": cast.murat, **given,
    }  # fmt: skip
    made = ProactiveMessage.objects.create(brand=cast.brand, **told)
    return listed(made)


def listed(made: ProactiveMessage) -> ProactiveMessage:
    assert actions.list_some(made.id, None) is None
    return ProactiveMessage.objects.get(id=made.id)


def states(made: ProactiveMessage) -> dict[str, str]:
    rows = Recipient.objects.filter(message=made).select_related("customer")
    return {row.customer.name.split()[0]: row.state for row in rows}


def approved(cast: Cast, made: ProactiveMessage) -> ProactiveMessage:
    actions.approve(made, seen=made.changed_at, by=cast.murat)
    while actions.send_some(made.id):
        pass
    return ProactiveMessage.objects.get(id=made.id)


def test_the_list_holds_who_bought_lately_and_has_not_met_it(cast: Cast) -> None:
    buyer(cast, "Ayşe Yılmaz")
    buyer(cast, "Eski Alıcı", days=30)
    make_case(cast.brand, customer_id=buyer(cast, "Dertli Kaya").id, topics=["delivery"])
    Case.objects.update(state="closed")
    make_customer(cast.brand, "Almayan Demir")
    blocked = buyer(cast, "Engelli Öz")
    Suppression.objects.create(brand=cast.brand, customer=blocked, reason="wish")
    silent = buyer(cast, "Sessiz Can")
    silent.identities.all().delete()
    assert states(message(cast)) == {
        "Ayşe": State.MAY_GO, "Engelli": State.BLOCKED, "Sessiz": State.UNREACHABLE,
    }  # fmt: skip


def test_nothing_leaves_without_approval_and_what_was_approved_leaves_once(cast: Cast) -> None:
    buyer(cast, "Ayşe Yılmaz").identities.filter(kind="phone").delete()
    made = message(cast)
    assert not actions.send_some(made.id)
    assert not OutboxMessage.objects.exists()
    done = approved(cast, made)
    sent = OutboxMessage.objects.get()
    assert (sent.text, sent.subject) == ("Sayın Ayşe Yılmaz, kargonuz yolda. Deneme", "Kargonuz")
    assert (sent.purpose, sent.by, sent.meta) == ("transaction", cast.murat, {"automatic": True})
    assert sent.gate_decision_id is not None
    assert (done.state, states(made)) == ("sent", {"Ayşe": State.QUEUED})
    assert not actions.send_some(made.id)
    assert (OutboxMessage.objects.count(), Conversation.objects.get().status) == (1, "resolved")


def test_who_met_the_trouble_meanwhile_is_not_written_to(cast: Cast) -> None:
    ayse = buyer(cast, "Ayşe Yılmaz")
    buyer(cast, "Kerem Aydın")
    made = message(cast)
    make_case(cast.brand, customer_id=ayse.id)
    approved(cast, made)
    assert states(made) == {"Ayşe": State.MET, "Kerem": State.QUEUED}


def test_the_gate_is_asked_again_before_each_one_leaves(cast: Cast) -> None:
    ayse = buyer(cast, "Ayşe Yılmaz")
    made = message(cast)
    Suppression.objects.create(brand=cast.brand, customer=ayse, reason="wish")
    approved(cast, made)
    assert states(made) == {"Ayşe": State.BLOCKED}
    assert not OutboxMessage.objects.exists()


def test_a_text_that_advertises_needs_consent(cast: Cast) -> None:
    buyer(cast, "Ayşe Yılmaz")
    made = message(cast, text="Bu hafta %20 indirim, kaçırmayın!")
    recipient = Recipient.objects.get(message=made)
    assert (recipient.state, recipient.reason) == (State.BLOCKED, "no_consent")


def test_text_and_list_that_were_changed_since_are_not_approved(cast: Cast) -> None:
    buyer(cast, "Ayşe Yılmaz")
    buyer(cast, "Kerem Aydın")
    made = message(cast)
    seen = made.changed_at
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        actions.leave_out(Recipient.objects.filter(message=made).first(), by=cast.murat)
        with pytest.raises(CannotAct):
            actions.approve(made, seen=seen, by=cast.murat)


def test_who_was_left_out_stays_left_out_when_the_list_is_made_anew(cast: Cast) -> None:
    ayse = buyer(cast, "Ayşe Yılmaz")
    buyer(cast, "Kerem Aydın")
    made = message(cast)
    actions.leave_out(Recipient.objects.get(customer=ayse), by=cast.murat)
    listed(actions.change(made, by=cast.murat, text="Merhaba {ad}"))
    assert states(made) == {"Ayşe": State.LEFT_OUT, "Kerem": State.MAY_GO}
    actions.put_back(Recipient.objects.get(customer=ayse), by=cast.murat)
    approved(cast, ProactiveMessage.objects.get())
    assert set(states(made).values()) == {State.QUEUED}


def test_a_text_without_its_advice_is_not_approved(cast: Cast) -> None:
    buyer(cast, "Ayşe Yılmaz")
    made = message(cast, text="Sizin başınıza gelmemesi için: …")
    with pytest.raises(CannotAct):
        actions.approve(made, seen=made.changed_at, by=cast.murat)


def test_a_message_with_nobody_on_its_list_is_not_approved(cast: Cast) -> None:
    made = message(cast)
    with pytest.raises(CannotAct):
        actions.approve(made, seen=made.changed_at, by=cast.murat)


def test_what_has_not_left_can_be_stopped(cast: Cast) -> None:
    buyer(cast, "Ayşe Yılmaz")
    made = approved(cast, message(cast))
    actions.stop(made, by=cast.murat)
    assert actions.stop_some(made.id, None) is None
    assert OutboxMessage.objects.get().state == "cancelled"
    assert states(made) == {"Ayşe": State.STOPPED}
    with pytest.raises(CannotAct):
        actions.change(made, by=cast.murat, text="Yeni")


def test_a_long_list_is_made_and_sent_in_pieces(cast: Cast) -> None:
    for number in range(7):
        buyer(cast, f"Müşteri{number} Kaya")
    made = ProactiveMessage.objects.create(
        brand=cast.brand, topic="delivery", name="Teslimat", subject="Kargonuz", text="Merhaba",
        bought_from=clock.today() - timedelta(days=10), bought_until=clock.today(),
    )  # fmt: skip
    after = actions.list_some(made.id, None, limit=3)
    while after:
        after = actions.list_some(made.id, after, limit=3)
    made.refresh_from_db()
    actions.approve(made, seen=made.changed_at, by=cast.murat)
    rounds = 1
    while actions.send_some(made.id, limit=3):
        rounds += 1
    assert (OutboxMessage.objects.count(), rounds) == (7, 3)


def test_lists_follow_customers_that_become_one(cast: Cast) -> None:
    ayse, other = buyer(cast, "Ayşe Yılmaz"), buyer(cast, "Ayşegül Yılmaz")
    made = message(cast)
    merge(other, into=ayse, by=cast.murat)
    assert Recipient.objects.filter(message=made, customer=ayse).count() == 1


def test_the_pages_of_a_message(cast: Cast) -> None:
    ayse = buyer(cast, "Ayşe Yılmaz")
    make_case(cast.brand, customer_id=make_customer(cast.brand, "Zeynep Çelik").id)
    client = signed_in_client(cast.murat)
    made = message(cast)
    page = client.get(f"/preventing/messages/{made.id}/")
    text = page.content.decode()
    assert "Ayşe Yılmaz" in text
    assert "1 müşteriye gönder" in text
    told = {
        "subject": "Kargonuz", "text": "{bilinmeyen}", "purpose": "transaction", "bought_from": "2026-11-01",
        "bought_until": "2026-11-24",
    }  # fmt: skip
    refused = client.post(f"/preventing/messages/{made.id}/", told)
    assert (refused.status_code, "{bilinmeyen}" in refused.content.decode()) == (422, True)
    client.post(f"/preventing/messages/{made.id}/approval/", {"seen": made.changed_at.isoformat()})
    made.refresh_from_db()
    assert (made.state, made.approved_by) == ("sending", cast.murat)
    assert signed_in_client(cast.deniz).get(f"/preventing/messages/{made.id}/").status_code == 404
    leaving = f"/preventing/recipients/{Recipient.objects.get(customer=ayse).id}/leaving-out/"
    assert signed_in_client(cast.deniz).post(leaving).status_code == 404
