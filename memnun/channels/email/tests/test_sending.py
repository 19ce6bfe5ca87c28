"""Answers leave through a real Postfix and arrive in the customer's mailbox; refusals are told as what they are."""

from __future__ import annotations

import email
import email.policy
import time
from datetime import timedelta

import imap_tools
from django.db.models import Q

from memnun.channels.email import tokens
from memnun.channels.email.fetching.reading import read_folder
from memnun.channels.email.mailbox import open_mailbox
from memnun.channels.email.models import SetAsideMail
from memnun.channels.email.noticing import read_bounces
from memnun.channels.email.oauth import sign_in_of
from memnun.channels.email.sending.smtp import open_sender
from memnun.channels.email.servers.dovecot import PASSWORD
from memnun.channels.email.servers.postfix import BUSY, NOBODY_HERE
from memnun.channels.email.settings import read_settings
from memnun.channels.email.tests.test_fetching import mail
from memnun.consent.models import Suppression
from memnun.foundation import clock
from memnun.interactions.attachments import keep
from memnun.interactions.channel_kinds import Address
from memnun.interactions.models import Interaction, OutboxMessage, OutboxState
from memnun.interactions.outbox import Outgoing, queue
from memnun.interactions.outbox.delivering import deliver
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import make_contact, record

AYSE = "ayse@musteri.example"


def arrived(inbox, count=1, patience=8.0):
    """The mails in a mailbox, once there are so many."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        inbox.client.noop()
        uids = inbox.uids()
        if len(uids) >= count:
            found = list(inbox.fetch(mark_seen=False))
            return [
                email.message_from_bytes(one.obj.as_bytes(), policy=email.policy.default) for one in found
            ]
        time.sleep(0.1)
    raise AssertionError(f"{count} mails did not arrive")


def write(account, cast, text="İadeniz yapıldı.", *, to=AYSE, key="a1", **more) -> OutboxMessage:
    [contact] = record(cast.brand, make_contact("İade istiyorum", channel="email", subject="Siparişim"))
    return queue(
        Outgoing(
            conversation=contact.conversation, account=account, to=Address("email", to), text=text, key=key, by=cast.elif_, **more,
        )
    )  # fmt: skip


def only(message):
    message.refresh_from_db()
    return message


def test_an_answer_arrives_with_its_thread_its_token_and_both_wordings(sender_account, cast, inbox):
    message = write(sender_account, cast, "İadeniz yapıldı.\n\nBağlantı: https://marka.example/iade?a=1&b=2")
    assert deliver(sender_account.id) == 1
    [mail] = arrived(inbox)
    assert only(message).state == OutboxState.SENT
    assert mail["From"] == "Marka Destek <destek@marka.example>"
    assert mail["Subject"] == "Re: Siparişim"
    assert mail["Message-ID"] == f"<{message.id}@marka.example>" == f"<{message.provider_id}>"
    assert tokens.conversation_in_address(mail["Reply-To"].addresses[0].addr_spec) == message.conversation_id
    plain, html = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
    assert "İadeniz yapıldı." in plain
    assert '<a href="https://marka.example/iade?a=1&amp;b=2">' in html
    assert "> İade istiyorum" in plain
    assert "<img" not in html
    assert mail["Auto-Submitted"] is None
    assert message.proof["answer"].startswith("250")


def test_an_accepted_answer_stands_in_the_ledger_under_the_id_of_its_message(sender_account, cast, inbox):
    message = write(sender_account, cast)
    deliver(sender_account.id)
    while place_waiting():
        pass
    assert Interaction.objects.get(id=message.id).direction == "out"


def test_the_customers_reply_comes_back_into_the_conversation_by_its_token_alone(sender_account, cast, inbox):
    message = write(sender_account, cast)
    deliver(sender_account.id)
    while place_waiting():
        pass
    raw = mail(
        "Teşekkürler, geldi",
        To=f"destek+{tokens.token_of(message.conversation_id)}@marka.example",
        Subject="Yan: Siparişim",
    )
    _append(sender_account, raw)
    _fetch(sender_account)
    while place_waiting():
        pass
    reply = Interaction.objects.get(text="Teşekkürler, geldi")
    assert reply.conversation_id == message.conversation_id


def _append(account, raw):
    settings = read_settings(account)
    with imap_tools.MailBoxUnencrypted(settings.incoming.host, settings.incoming.port).login(
        settings.address, PASSWORD
    ) as box:
        box.append(raw)


def _fetch(account):
    settings = read_settings(account)
    with open_mailbox(settings.incoming, sign_in_of(account)) as mailbox:
        return read_folder(mailbox, account, settings, "INBOX")


def test_an_automatic_message_says_so_to_other_machines(sender_account, cast, inbox):
    [contact] = record(cast.brand, make_contact("Merhaba"))
    queue(
        Outgoing(
            conversation=contact.conversation,
            account=sender_account,
            to=Address("email", AYSE),
            text="Aldık.",
            key="auto",
        )
    )
    deliver(sender_account.id)
    [mail] = arrived(inbox)
    assert mail["Auto-Submitted"].startswith("auto-")
    assert mail["X-Auto-Response-Suppress"] == "All"


def test_an_unknown_address_is_refused_for_good(sender_account, cast):
    message = write(sender_account, cast, to=NOBODY_HERE)
    deliver(sender_account.id)
    assert (only(message).state, message.code) == (OutboxState.FAILED, "550")
    assert "User unknown" in message.problem


def test_a_busy_address_is_tried_again_later(sender_account, cast):
    message = write(sender_account, cast, to=BUSY)
    deliver(sender_account.id)
    assert (only(message).state, message.code) == (OutboxState.WAITING, "451")
    assert message.next_at > clock.now()


def test_a_refused_copy_does_not_keep_the_answer_from_the_customer(sender_account, cast, inbox):
    message = write(sender_account, cast, meta={"cc": [NOBODY_HERE]})
    deliver(sender_account.id)
    assert only(message).state == OutboxState.SENT
    assert "550" in message.proof["refused"][NOBODY_HERE]
    [mail] = arrived(inbox)
    assert NOBODY_HERE in mail["Cc"]


def test_a_mail_that_is_too_large_for_the_server_is_refused_with_words(sender_account, cast):
    file = keep(cast.brand.id, "buyuk.txt", b"x" * 2_900_000, uploaded_by=cast.elif_)
    message = write(sender_account, cast, attachment_ids=[file.id])
    deliver(sender_account.id)
    assert (only(message).state, message.code) == (OutboxState.FAILED, "552")


def test_files_arrive_byte_for_byte_under_their_turkish_names(sender_account, cast, inbox):
    file = keep(cast.brand.id, "Şikâyet özeti.pdf", b"%PDF-1.4\n\x00\xff%%EOF\n", uploaded_by=cast.elif_)
    write(sender_account, cast, attachment_ids=[file.id])
    deliver(sender_account.id)
    [mail] = arrived(inbox)
    [attached] = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (
        "Şikâyet özeti.pdf",
        b"%PDF-1.4\n\x00\xff%%EOF\n",
    )


def test_several_messages_leave_over_one_connection(sender_account, cast, inbox, postfix):
    [contact] = record(cast.brand, make_contact("Merhaba"))
    for number in range(5):
        queue(
            Outgoing(
                conversation=contact.conversation,
                account=sender_account,
                to=Address("email", AYSE),
                text=f"{number}",
                key=f"k{number}",
                by=cast.elif_,
            )
        )
    before = postfix.log().count(": connect from")
    assert deliver(sender_account.id) == 5
    assert len(arrived(inbox, 5)) == 5
    assert postfix.log().count(": connect from") == before + 1


def test_a_subject_cannot_add_headers(sender_account, cast, inbox):
    write(sender_account, cast, subject="Merhaba\r\nBcc: hepsi@kotu.example")
    deliver(sender_account.id)
    [mail] = arrived(inbox)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Merhaba Bcc: hepsi@kotu.example"


def test_a_wrong_password_rests_the_account_and_loses_nothing(sender_account, cast):
    sender_account.set_secrets({"password": "yanlis"})
    sender_account.save()
    message = write(sender_account, cast)
    deliver(sender_account.id)
    sender_account.refresh_from_db()
    assert only(message).state == OutboxState.WAITING
    assert "şifre" in sender_account.problem
    assert sender_account.paused_until > clock.now()


def test_a_server_that_is_away_rests_the_account_and_loses_nothing(make_account, cast, postfix):
    account = make_account("destek@marka.example", smtp_port=1)
    message = write(account, cast)
    deliver(account.id)
    account.refresh_from_db()
    assert only(message).state == OutboxState.WAITING
    assert account.problem


def test_encrypted_by_starttls_with_an_authority_of_ones_own(make_account, cast, postfix, inbox):
    authority = (postfix.home / "etc" / "certificate.pem").read_text()
    account = make_account(
        "destek@marka.example",
        smtp_port=postfix.port,
        smtp_host="localhost",
        smtp_security="starttls",
        authority=authority,
    )
    write(account, cast)
    deliver(account.id)
    assert arrived(inbox)
    assert "TLS connection established" in postfix.log()


def test_a_certificate_that_nobody_knows_is_not_trusted(make_account, cast, postfix):
    account = make_account(
        "destek@marka.example", smtp_port=postfix.port, smtp_host="localhost", smtp_security="starttls"
    )
    message = write(account, cast)
    deliver(account.id)
    account.refresh_from_db()
    assert only(message).state == OutboxState.WAITING
    assert "sertifika" in account.problem


def test_a_message_that_comes_back_stands_as_failed_and_its_dead_address_gets_nothing_more(
    sender_account, cast, inbox
):
    message = write(sender_account, cast)
    deliver(sender_account.id)
    notice = (
        "From: MAILER-DAEMON@mx.musteri.example\r\nReturn-Path: <>\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        f"Message-ID: <{message.id}-geri@mx.musteri.example>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\n\r\nTeslim edilemedi.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        f"Final-Recipient: rfc822; {AYSE}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{message.id}@marka.example>\r\nX-Memnun-Message: {message.id}\r\n\r\nx\r\n--b--\r\n"
    )
    _append(sender_account, notice.encode())
    _fetch(sender_account)
    assert read_bounces(sender_account.id) == 1
    assert (only(message).state, message.code) == (OutboxState.FAILED, "5.1.1")
    assert Suppression.objects.get().address == AYSE
    assert not SetAsideMail.objects.held().filter(Q(kind="bounce"), sender__contains="musteri").exists()
    again = write(sender_account, cast, key="a2")
    assert only(again).state == OutboxState.BLOCKED


def test_a_real_bounce_of_postfix_finds_its_message(sender_account, cast, inbox):
    message = write(sender_account, cast, to="biri@olmayan.invalid")
    deliver(sender_account.id)
    assert only(message).state == OutboxState.SENT
    end = time.monotonic() + 10
    while (
        time.monotonic() < end
        and not SetAsideMail.objects.filter(kind="bounce", body__contains=str(message.id).encode()).exists()
    ):
        _fetch(sender_account)
        time.sleep(0.2)
    read_bounces(sender_account.id)
    assert only(message).state == OutboxState.FAILED


def test_a_message_sent_again_after_a_crash_bears_the_same_message_id(sender_account, cast, inbox):
    message = write(sender_account, cast)
    with open_sender(sender_account) as sender:
        first, second = sender.send(message), sender.send(message)
    assert first.provider_id == second.provider_id
    assert {mail["Message-ID"] for mail in arrived(inbox, 2)} == {f"<{message.id}@marka.example>"}


def test_a_meeting_is_planned_from_a_mail(sender_account, cast, inbox):
    begins = clock.now() + timedelta(days=3)
    meeting = {
        "uid": "m1@marka.example",
        "begins": begins.isoformat(),
        "ends": (begins + timedelta(minutes=30)).isoformat(),
        "summary": "Görüşme",
    }
    write(sender_account, cast, meta={"invitation": meeting})
    deliver(sender_account.id)
    [mail] = arrived(inbox)
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    assert "SUMMARY:Görüşme" in part.get_content()
    assert "ORGANIZER;CN" in part.get_content()
    assert f"MAILTO:{AYSE}".lower() in part.get_content().replace("\r\n ", "").lower()
