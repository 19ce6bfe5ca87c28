"""One Dovecot and one Postfix for all tests of e-mail; each test has mailboxes of its own.

pytest reads this file before Django has its settings, so what needs them is imported by the fixtures.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import imap_tools
import pytest

AYSE = "ayse@musteri.example"
_numbers = count(1)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Any]:
    from memnun.channels.email.servers.dovecot import Dovecot

    server = Dovecot().start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postfix(dovecot) -> Iterator[Any]:
    from memnun.channels.email.servers.postfix import BUSY, Postfix

    if os.geteuid() != 0:
        pytest.fail(
            "Postfix can only be started by root: run the tests as root, as the check of every change does."
        )
    server = Postfix(dovecot).start(("destek@marka.example", AYSE, BUSY))
    yield server
    server.stop()


@pytest.fixture
def address(request) -> str:
    """A mailbox that nobody has written to."""
    return f"destek{next(_numbers)}-{os.getpid()}@marka.example"


@pytest.fixture
def box(dovecot, address) -> Iterator[imap_tools.BaseMailBox]:
    """The mailbox as its owner's own program sees it."""
    from memnun.channels.email.servers.dovecot import PASSWORD

    with imap_tools.MailBoxUnencrypted(dovecot.host, dovecot.port).login(address, PASSWORD) as opened:
        yield opened


@pytest.fixture
def make_account(dovecot, cast) -> Callable[..., Any]:
    """Makes an account for a mailbox of Dovecot; keyword arguments are settings."""
    from memnun.channels.email.servers.dovecot import PASSWORD
    from memnun.foundation.ids import uuid7
    from memnun.interactions.models import ChannelAccount

    def make(address: str, **settings) -> Any:
        account = ChannelAccount(
            id=uuid7(),
            brand=cast.brand,
            channel="email",
            kind="email",
            slug=address.partition("@")[0],
            name=address,
            settings={
                "address": address,
                "imap_host": dovecot.host,
                "imap_port": dovecot.port,
                "imap_security": "none",
                "smtp_host": "127.0.0.1",
                "smtp_security": "none",
                "begin": "all",
                **settings,
            },
        )
        account.set_secrets({"password": PASSWORD})
        account.save(force_insert=True)
        return account

    return make


@pytest.fixture
def account(make_account, address) -> Any:
    return make_account(address)


@pytest.fixture
def sender_account(make_account, postfix) -> Any:
    """The brand's mailbox, through which mails leave."""
    return make_account("destek@marka.example", smtp_port=postfix.port, shown_name="Marka Destek")


@pytest.fixture
def inbox(dovecot) -> Iterator[imap_tools.BaseMailBox]:
    """Ayşe's own mailbox, emptied."""
    from memnun.channels.email.servers.dovecot import PASSWORD

    with imap_tools.MailBoxUnencrypted(dovecot.host, dovecot.port).login(AYSE, PASSWORD) as box:
        box.delete([one.uid for one in box.fetch()])
        yield box


@pytest.fixture
def come_in(dovecot, sender_account) -> Callable[..., Any]:
    """Lets a mail come into the brand's mailbox and gives the contact it became."""
    from memnun.channels.email.servers.dovecot import PASSWORD
    from memnun.channels.email.tests.test_fetching import fetch, place

    def come(raw: bytes) -> Any:
        with imap_tools.MailBoxUnencrypted(dovecot.host, dovecot.port).login(
            "destek@marka.example", PASSWORD
        ) as box:
            box.delete([one.uid for one in box.fetch(mark_seen=False)])
            box.append(raw, "INBOX")
        fetch(sender_account)
        return place()[-1]

    return come
