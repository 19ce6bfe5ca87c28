"""Two people who write to each other by e-mail: a brand through Memnun, a customer with a mailbox of their own."""

from __future__ import annotations

import email
import email.policy
import email.utils
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from itertools import count

import imap_tools

from memnun.channels.email.fetching.reading import read_folder
from memnun.channels.email.mailbox import open_mailbox
from memnun.channels.email.oauth import sign_in_of
from memnun.channels.email.servers.dovecot import PASSWORD, Dovecot
from memnun.channels.email.servers.postfix import Postfix
from memnun.channels.email.settings import read_settings
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount
from memnun.interactions.outbox.claiming import due_accounts
from memnun.interactions.outbox.delivering import deliver
from memnun.interactions.placing.batch import place_waiting
from memnun.people.models import Brand
from memnun.reactions.testing import react

BRAND = "destek@marka.example"
KEREM = "kerem@musteri.example"
PATIENCE = 60.0


@contextmanager
def mail_servers() -> Iterator[tuple[Dovecot, Postfix]]:
    """A Dovecot with everybody's mailboxes and a Postfix that delivers into them."""
    dovecot = Dovecot().start()
    try:
        postfix = Postfix(dovecot).start((BRAND, KEREM))
        try:
            yield dovecot, postfix
        finally:
            postfix.stop()
    finally:
        dovecot.stop()


class Correspondence:
    """What Kerem and the brand write to each other; the mail of both goes through real servers.

    Mails say the moment of the product's clock, which a story moves.
    """

    def __init__(self, brand: Brand, dovecot: Dovecot, postfix: Postfix) -> None:
        self._dovecot, self._numbers = dovecot, count(1)
        self.account = ChannelAccount(
            brand=brand,
            channel="email",
            kind="email",
            slug="destek",
            name="Destek",
            settings={
                "address": BRAND,
                "imap_host": dovecot.host,
                "imap_port": dovecot.port,
                "imap_security": "none",
                "smtp_host": "127.0.0.1",
                "smtp_port": postfix.port,
                "smtp_security": "none",
                "begin": "all",
                "shown_name": "Marka Destek",
            },
        )
        self.account.set_secrets({"password": PASSWORD})
        self.account.save(force_insert=True)
        for address in (BRAND, KEREM):
            with self._mailbox(address) as box:
                box.delete(box.uids())

    def write(self, text: str, *, answering: EmailMessage | None = None, subject: str = "") -> EmailMessage:
        """Kerem writes, anew or as his mail program answers; the worker does what it does with every mail."""
        mail = EmailMessage()
        mail["From"], mail["Message-ID"] = (
            f"Kerem Aydın <{KEREM}>",
            f"<k{next(self._numbers)}@musteri.example>",
        )
        mail["To"] = answering["Reply-To"] if answering else BRAND
        mail["Subject"] = subject or f"Re: {answering['Subject'] if answering else ''}"
        mail["Date"] = email.utils.format_datetime(clock.now())
        if answering:
            mail["In-Reply-To"] = answering["Message-ID"]
            mail["References"] = f"{answering.get('References', '')} {answering['Message-ID']}".strip()
        mail.set_content(text)
        with self._mailbox(BRAND) as box:
            box.append(mail.as_bytes(policy=email.policy.SMTP), "INBOX", dt=clock.now())
        self.fetch()
        return mail

    def fetch(self) -> None:
        """The worker fetches what has come, places it and lets the rules hear of it."""
        settings = read_settings(self.account)
        with open_mailbox(settings.incoming, sign_in_of(self.account)) as mailbox:
            read_folder(mailbox, self.account, settings, "INBOX")
        self.settle()

    def deliver(self) -> None:
        """The worker sends what is due; what was sent is placed as well."""
        for account_id in due_accounts():
            deliver(account_id)
        self.settle()

    def settle(self) -> None:
        """Place what waits, and let the rules hear of it."""
        while place_waiting():
            pass
        react()

    def received(self, total: int) -> list[EmailMessage]:
        """Kerem's mails in the order they were sent, once there are so many; more would be a fault."""
        end = time.monotonic() + PATIENCE
        with self._mailbox(KEREM) as box:
            while len(box.uids()) < total and time.monotonic() < end:
                time.sleep(0.1)
                box.client.noop()
            raw = [one.obj.as_bytes() for one in box.fetch(mark_seen=False)]
        mails = [email.message_from_bytes(each, policy=email.policy.default) for each in raw]
        assert len(mails) == total, f"{len(mails)} mails came instead of {total}"
        return sorted(mails, key=lambda mail: mail["Date"].datetime)

    def _mailbox(self, address: str) -> imap_tools.BaseMailBox:
        box = imap_tools.MailBoxUnencrypted(self._dovecot.host, self._dovecot.port)
        return box.login(address, PASSWORD)


def words_of(mail: EmailMessage) -> str:
    """What a mail says in plain words."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
