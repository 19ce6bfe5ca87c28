"""Ordinary mails in great numbers, laid straight into a mailbox as a delivery agent does."""

from __future__ import annotations

import os
from email.message import EmailMessage

import imap_tools

from memnun.channels.email.servers.dovecot import PASSWORD, Dovecot


def fill(dovecot: Dovecot, address: str, mails: int, first: int = 0) -> None:
    """Lay mails into a mailbox."""
    with imap_tools.MailBoxUnencrypted(dovecot.host, dovecot.port).login(address, PASSWORD):
        folder = dovecot.maildir(address) / "new"
    for number in range(first, first + mails):
        path = folder / f"{1_700_000_000 + number}.{os.getpid()}_{number}.memnun"
        path.write_bytes(sample(number))
        if os.geteuid() == 0:
            os.chown(path, dovecot.uid, dovecot.gid)


def sample(number: int) -> bytes:
    """A customer's mail: words twice, with a quotation, from one of two thousand people."""
    mail = EmailMessage()
    mail["From"] = f"Müşteri {number % 2000} <musteri{number % 2000}@musteri.example>"
    mail["To"], mail["Subject"] = "destek@marka.example", f"Sipariş {number} hakkında"
    mail["Message-ID"] = f"<ornek-{number}@musteri.example>"
    mail["Date"] = "Mon, 05 Jan 2026 14:02:00 +0300"
    words = f"Merhaba, {number} numaralı siparişim üç gündür gelmedi. Ne zaman gelecek?\n\n"
    words += "> Sayın müşterimiz, siparişiniz yola çıktı.\n" * 15
    mail.set_content(words)
    mail.add_alternative(f"<html><body><p>{words}</p></body></html>", subtype="html")
    return mail.as_bytes()
