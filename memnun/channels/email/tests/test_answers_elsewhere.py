"""A talk that was carried over to e-mail goes on in its own conversation, whatever the customer is known by."""

from __future__ import annotations

import pytest

from memnun.channels.email import tokens
from memnun.channels.email.tests.test_fetching import mail, place
from memnun.channels.email.tests.test_sending import AYSE, arrived
from memnun.customers.models import Identity
from memnun.interactions.channel_kinds import Address
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.outbox import Outgoing, queue
from memnun.interactions.outbox.delivering import deliver
from memnun.interactions.testing import make_contact, record


@pytest.fixture
def visitor():
    """Somebody in the chat who typed an address, which nobody has proved."""
    return ContactCustomer(external_id="v-1", name="Ayşe", email=AYSE, claimed=True)


@pytest.fixture
def carried(cast, sender_account, visitor, inbox):
    """A chat whose answer left by e-mail; gives (conversation, the mail as it arrived)."""
    [said] = record(cast.brand, make_contact("Kargom nerede?", visitor, channel="chat", thread="v-1"))
    queue(
        Outgoing(
            conversation=said.conversation, account=sender_account, to=Address("email", AYSE), subject="Sohbetinize yanıtımız",
            text="Kargonuz yolda.", key="carried-1", by=cast.elif_, in_reply_to=said.id,
        )
    )  # fmt: skip
    deliver(sender_account.id)
    place()
    [came] = arrived(inbox)
    return said.conversation, came


def test_the_answer_by_its_token_lands_in_the_chat(carried, come_in):
    conversation, came = carried
    to = came["Reply-To"].addresses[0].addr_spec
    reply = come_in(mail("Hâlâ gelmedi 1", To=to, Subject="Ynt: Sohbetinize yanıtımız"))
    assert (reply.conversation_id, reply.thread_rule) == (conversation.id, "evidence")
    assert reply.customer_id == conversation.customer_id


def test_the_answer_by_its_message_id_alone_lands_in_the_chat(carried, come_in):
    conversation, came = carried
    raw = mail("Hâlâ gelmedi 2", In_Reply_To=str(came["Message-ID"]), Subject="Ynt: Sohbetinize yanıtımız")
    assert come_in(raw).conversation_id == conversation.id


def test_whoever_answers_our_mail_from_the_address_it_went_to_has_proved_the_address(carried, come_in):
    conversation, came = carried
    to = came["Reply-To"].addresses[0].addr_spec
    come_in(mail("Hâlâ gelmedi 3", To=to))
    assert Identity.objects.get(value=AYSE).claimed is False
    later = come_in(mail("Yeni bir konu", Subject="Fatura adresi"))
    assert later.customer_id == conversation.customer_id


def test_a_stranger_with_the_token_is_not_swallowed_by_the_chat(carried, come_in):
    conversation, came = carried
    to = came["Reply-To"].addresses[0].addr_spec
    raw = mail("Ben de soruyorum", sender="veli@baska.example", To=to)
    assert come_in(raw).conversation_id != conversation.id


def test_a_made_up_token_proves_nothing(carried, come_in):
    conversation, _came = carried
    token = tokens.token_of(conversation.id)
    forged = token[:-3] + ("aaa" if token[-3:] != "aaa" else "bbb")
    raw = mail("Uydurma", To=f"destek+{forged}@marka.example", Subject="Başka bir konu")
    assert come_in(raw).conversation_id != conversation.id
    assert Identity.objects.filter(value=AYSE, claimed=True).exists()
