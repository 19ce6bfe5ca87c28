"""kill -9 at random moments of fetching and sending, with the real servers: nothing lost, nothing sent twice but under its own id."""

from __future__ import annotations

import random

import imap_tools
import pytest

from memnun.channels.email.servers.dovecot import PASSWORD
from memnun.channels.email.servers.killing import kill_while_fetching, kill_while_sending
from memnun.channels.email.servers.samples import fill
from memnun.interactions.channel_kinds import Address
from memnun.interactions.outbox import Outgoing, queue
from memnun.interactions.testing import make_contact, record

KILLS = 10
AYSE = "ayse@musteri.example"
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db):
    from memnun.people.testing import Cast

    return Cast()


def test_no_mail_is_lost_or_doubled_when_its_reader_is_killed(make_account, dovecot, address):
    fill(dovecot, address, 1_500)
    found = kill_while_fetching(make_account(address), mails=1_500, kills=KILLS, chance=random.Random(4))
    assert (found.killed, found.lost, found.doubled) == (KILLS, 0, 0)


def test_every_message_arrives_under_its_one_id_when_its_sender_is_killed(
    make_account, cast, dovecot, postfix
):
    with imap_tools.MailBoxUnencrypted(dovecot.host, dovecot.port).login(AYSE, PASSWORD) as box:
        box.delete(box.uids())
    account = make_account("destek@marka.example", smtp_port=postfix.port)
    conversations = [
        record(cast.brand, make_contact(f"Merhaba {number}", external_id=f"k{number}", thread=f"k{number}"))[
            0
        ].conversation
        for number in range(5)
    ]
    queued = {
        queue(
            Outgoing(
                conversation=conversations[number % 5], account=account, to=Address("email", AYSE), text=f"İleti {number}",
                key=f"k{number}", by=cast.elif_,
            )
        ).id
        for number in range(120)
    }  # fmt: skip
    found = kill_while_sending(account, dovecot, AYSE, queued, kills=KILLS, chance=random.Random(5))
    assert (found.killed, found.lost, found.doubled) == (KILLS, 0, 0)
