"""An answer to somebody of the sample brand goes the whole way and reaches nobody."""

from __future__ import annotations

import pytest

from memnun.demo.receiving import receive
from memnun.demo.sample_channel import SLUG
from memnun.interactions.channel_kinds import registry
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import ChannelAccount, Interaction
from memnun.interactions.outbox import Outgoing, queue
from memnun.interactions.outbox.delivering import deliver
from memnun.interactions.outbox.ways import ways
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import AYSE, make_contact
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db


def test_the_sample_channel_is_not_offered_to_brands():
    assert registry()[SLUG].offered is False


def test_an_answer_goes_the_whole_way():
    brand = Cast().brand
    receive(brand, [make_contact("Kargom nerede?", AYSE), make_contact("Aradım", AYSE, channel="phone")])
    place_waiting()
    asked = Interaction.objects.get(channel="email")
    [way] = ways(asked.conversation)
    message = queue(Outgoing(asked.conversation, way.account, way.to, "Yolda efendim.", "k1"))
    assert deliver(way.account.id) == 1
    place_waiting()
    message.refresh_from_db()
    assert (message.state, message.proof["reached"]) == ("delivered", "nobody")
    assert Interaction.objects.get(id=message.id).direction == "out"
    assert "kimseye ulaşmaz" in ChannelAccount.objects.get(channel="email").name


def test_a_chat_is_answered_in_the_chat_and_a_call_not_in_writing():
    brand = Cast().brand
    visitor = ContactCustomer(external_id="ziyaretci-7", name="Ziyaretçi")
    receive(
        brand,
        [make_contact("Merhaba", visitor, channel="chat"), make_contact("Aradım", AYSE, channel="phone")],
    )
    place_waiting()
    chat, call = (Interaction.objects.get(channel=channel).conversation for channel in ("chat", "phone"))
    assert [way.to.value for way in ways(chat)] == ["ziyaretci-7"]
    assert ways(call) == []
