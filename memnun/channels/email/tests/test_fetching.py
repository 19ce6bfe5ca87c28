"""Mails come from a real mailbox into the ledger: all of them, once, whatever they are like."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.db import OperationalError

from memnun.channels.email.fetching import storing
from memnun.channels.email.fetching.comparing import compare_folder
from memnun.channels.email.fetching.reading import read_folder
from memnun.channels.email.fetching.storing import CursorMoved, store
from memnun.channels.email.mailbox import open_mailbox
from memnun.channels.email.models import FetchedMail, MailFolder, SetAsideMail
from memnun.channels.email.oauth import sign_in_of
from memnun.channels.email.reading.letter import Envelope
from memnun.channels.email.settings import read_settings
from memnun.interactions.models import Conversation, Interaction, RawInbound
from memnun.interactions.placing import queue
from memnun.interactions.placing.batch import place_waiting

_numbers = count(1)


def mail(text="Merhaba", *, sender="Ayşe Yılmaz <ayse@musteri.example>", **more) -> bytes:
    head = {
        "From": sender,
        "To": "destek@marka.example",
        "Subject": "Siparişim",
        "Message-ID": f"<t{next(_numbers)}@musteri.example>",
        "Date": "Mon, 05 Jan 2026 14:02:00 +0300",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    lines = [f"{name}: {value}" for name, value in head.items() if value is not None]
    return (
        "\r\n".join(lines) + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n"
    ).encode()


def fetch(account, folder="INBOX") -> int:
    with open_mailbox(read_settings(account).incoming, sign_in_of(account)) as mailbox:
        return read_folder(mailbox, account, read_settings(account), folder)


def compare(account, folder="INBOX"):
    with open_mailbox(read_settings(account).incoming, sign_in_of(account)) as mailbox:
        return compare_folder(mailbox, account, read_settings(account), folder)


def place() -> list[Interaction]:
    while place_waiting():
        pass
    return list(Interaction.objects.select_related("customer", "conversation").order_by("id"))


def test_every_mail_of_a_folder_becomes_a_contact_once(account, box):
    for number in range(25):
        box.append(mail(f"Mesaj {number}"))
    assert fetch(account) == 25
    assert fetch(account) == 0
    assert sorted(one.text for one in place()) == sorted(f"Mesaj {number}" for number in range(25))
    assert MailFolder.objects.get().last_uid == 25


def test_mails_that_somebody_has_read_already_are_fetched_and_none_is_marked_or_deleted(account, box):
    box.append(mail("okunmuş"), flag_set=["\\Seen"])
    box.append(mail("okunmamış"))
    assert fetch(account) == 2
    seen = {one.text.strip(): "\\Seen" in one.flags for one in box.fetch(mark_seen=False)}
    assert seen == {"okunmuş": True, "okunmamış": False}


def test_a_mail_without_message_id_is_taken_in_and_not_twice(account, box):
    raw = mail("kimliksiz", Message_ID=None)
    box.append(raw)
    fetch(account)
    box.append(raw)
    assert fetch(account) == 0
    assert RawInbound.objects.get().external_id.startswith("sha256-")


def test_two_different_mails_with_one_message_id_are_both_kept(account, box):
    box.append(mail("ilki", Message_ID="<ayni@musteri.example>"))
    box.append(mail("ikincisi", Message_ID="<ayni@musteri.example>"))
    assert fetch(account) == 2


def test_one_mail_in_two_folders_is_one_contact(account, box):
    raw = mail("bir kez")
    box.append(raw)
    box.folder.create("Arsiv")
    box.append(b"Received: by baska; Mon, 5 Jan 2026 14:03:00 +0300\r\n" + raw, "Arsiv")
    assert fetch(account) == 1
    assert fetch(account, "Arsiv") == 0
    assert FetchedMail.objects.count() == 2


def test_a_mailbox_that_is_numbered_anew_is_read_again_without_doubling(account, box, dovecot):
    box.append(mail("eski"))
    fetch(account)
    before = MailFolder.objects.get().uidvalidity
    MailFolder.objects.update(uidvalidity=before - 1, last_uid=900)
    box.append(mail("yeni"))
    assert fetch(account) == 1
    folder = MailFolder.objects.get()
    assert (folder.uidvalidity, folder.last_uid) == (before, 2)
    assert RawInbound.objects.count() == 2


@pytest.mark.parametrize(
    ("begin", "taken"),
    [({"begin": "now"}, 0), ({"begin": "all"}, 2), ({"begin": "since", "begin_at": "2026-03-01"}, 1)],
)
def test_the_past_is_brought_in_as_far_as_was_chosen(make_account, box, address, begin, taken):
    account = make_account(address, **begin)
    box.append(mail("ocak"), dt=datetime(2026, 1, 5, 12, tzinfo=UTC))
    box.append(mail("nisan"), dt=datetime(2026, 4, 5, 12, tzinfo=UTC))
    assert fetch(account) == taken
    box.append(mail("sonraki"))
    assert fetch(account) == 1


def test_a_mailbox_begun_now_and_numbered_anew_does_not_bring_in_the_past(make_account, box, address):
    account = make_account(address, begin="now")
    box.append(mail("çok eski"), dt=datetime(2024, 1, 5, 12, tzinfo=UTC))
    fetch(account)
    box.append(mail("yeni"))
    fetch(account)
    MailFolder.objects.update(uidvalidity=1)
    assert fetch(account) == 0
    assert [bytes(raw.body).rpartition(b"\r\n\r\n")[2].strip() for raw in RawInbound.objects.all()] == [
        b"yeni"
    ]


def test_a_mail_above_the_limit_keeps_its_words_and_says_so(make_account, box, address):
    account = make_account(address, largest_mb=1)
    box.append(mail("Büyük dosya ektedir.\r\n" + "x" * 76 + ("\r\n" + "y" * 76) * 30_000))
    box.append(mail("ardından gelen"))
    assert fetch(account) == 2
    large = next(one for one in place() if one.text.startswith("Büyük"))
    assert large.meta["cut_from"] > 2_000_000
    assert (
        RawInbound.objects.filter(id=large.id).extra(select={"n": "length(body)"}).values_list("n")[0][0]
        < 600_000
    )


def test_a_mail_that_was_deleted_before_it_was_read_stops_nothing(account, box):
    for number in range(3):
        box.append(mail(f"{number}"))
    box.delete("2")
    assert fetch(account) == 2
    box.delete("3")
    box.append(mail("dördüncü"))
    assert fetch(account) == 1
    assert MailFolder.objects.get().last_uid == 4


def test_a_hostile_mail_holds_nobody_up(account, box):
    box.append(b"\x00\xff\xfe garip \r\n\r\n" + b"\x80" * 5_000)
    box.append(
        b"From: a@b.example\r\nSubject: =?utf-8?B?////?=\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n--\r\n"
    )
    box.append(mail("normal"))
    assert fetch(account) == 3
    assert "normal" in {one.text for one in place()}
    assert not RawInbound.objects.filter(state="waiting").exists()


def test_what_the_comparison_finds_missing_is_fetched_and_told(account, box):
    for number in range(5):
        box.append(mail(f"Mesaj {number}"))
    fetch(account)
    lost = FetchedMail.objects.get(uid=3)
    RawInbound.objects.filter(external_id=lost.external_id).delete()
    lost.delete()
    found = compare(account)
    assert (found.compared, found.missing) == (5, (3,))
    assert RawInbound.objects.count() == 5
    assert MailFolder.objects.get().missing == 1
    assert compare(account).missing == ()


def test_the_cursor_and_the_mails_are_kept_together_or_not_at_all(account, box, monkeypatch):
    box.append(mail("yarım kalan"))

    def break_off(*_):
        raise OperationalError("power cut")

    monkeypatch.setattr("memnun.channels.email.fetching.storing._note", break_off)
    with pytest.raises(OperationalError):
        fetch(account)
    assert (RawInbound.objects.count(), MailFolder.objects.get().last_uid) == (0, 0)
    monkeypatch.undo()
    assert fetch(account) == 1


def test_two_readers_of_one_folder_do_not_step_on_each_other(account, box):
    box.append(mail("bir"))
    fetch(account)
    stale = MailFolder.objects.get()
    stale.account = account
    box.append(mail("iki"))
    fetch(account)
    with pytest.raises(CursorMoved):
        store(stale, [], Envelope(), up_to=99)


def test_a_reply_to_a_mail_joins_its_conversation(account, box):
    box.append(mail("İade istiyorum", Message_ID="<kok@musteri.example>"))
    box.append(mail("Hâlâ bekliyorum", Subject="Re: Siparişim", In_Reply_To="<kok@musteri.example>"))
    fetch(account)
    place()
    assert Conversation.objects.count() == 1


def test_a_stranger_who_answers_a_newsletter_is_not_swallowed_by_somebody_elses_conversation(account, box):
    box.append(mail("İade istiyorum", Message_ID="<kok@musteri.example>"))
    box.append(
        mail(
            "Ben de",
            sender="Kerem <kerem@musteri.example>",
            Subject="Re: Siparişim",
            In_Reply_To="<kok@musteri.example>",
        )
    )
    fetch(account)
    place()
    assert Conversation.objects.count() == 2


def test_an_absence_note_lets_nobody_wait_and_is_not_read_as_a_feeling(account, box):
    box.append(
        mail(
            "Ofiste değilim, rezalet!",
            Subject="Otomatik Yanıt: Siparişim",
            Auto_Submitted="auto-replied",
            Date=f"{datetime.now(UTC):%a, %d %b %Y %H:%M:%S} +0000",
        )
    )
    fetch(account)
    [one] = place()
    assert one.meta["automatic"] is True
    assert one.conversation.waiting_since is None
    assert one.customer.group == "unknown"


def test_spam_waits_in_quarantine_with_its_reasons_and_is_never_thrown_away(account, box):
    box.append(mail("Casino bahis sitesi", X_Spam_Flag="YES", Subject="KAZANDINIZ!!"))
    assert fetch(account) == 0
    held = SetAsideMail.objects.held().get()
    assert (held.kind, held.sender, "server" in held.reasons) == ("spam", "ayse@musteri.example", True)
    assert b"Casino" in bytes(held.body)


def test_a_known_customer_is_not_held_for_words_that_look_like_spam(account, box):
    box.append(mail("Merhaba"))
    fetch(account)
    place()
    box.append(
        mail(
            "Bu casino ve bahis sitesi reklamı sizden mi geldi? deneme bonusu yazıyor",
            Subject="SPAM!! GELDİ!!",
        )
    )
    assert fetch(account) == 1


def test_mail_in_the_spam_folder_is_held(make_account, box, address):
    account = make_account(address, folders="INBOX\nJunk")
    box.append(mail("yanlışlıkla"), "Junk")
    assert fetch(account, "Junk") == 0
    assert SetAsideMail.objects.held().get().kind == "spam"
    box.append(mail("doğru yerde"))
    assert fetch(account) == 1


def test_a_machine_that_keeps_writing_is_set_aside_after_a_few(account, box):
    now = datetime.now(UTC)
    for number in range(15):
        box.append(
            mail(f"Otomatik {number}", Auto_Submitted="auto-replied"), dt=now - timedelta(seconds=number)
        )
    fetch(account)
    assert SetAsideMail.objects.filter(kind="loop").count() + RawInbound.objects.count() == 15
    assert SetAsideMail.objects.filter(kind="loop").exists()


def test_our_own_mail_coming_back_is_no_contact(account, box):
    box.append(
        mail("Bizden", sender="destek@marka.example", X_Memnun_Message="019b8e60-0000-7000-8000-00000000000a")
    )
    assert fetch(account) == 0
    assert SetAsideMail.objects.get().kind == "own"
    assert not SetAsideMail.objects.held().exists()


def test_folders_with_turkish_names_are_read(account, box):
    box.folder.create("Müşteri Şikâyetleri")
    box.append(mail("şikâyet"), "Müşteri Şikâyetleri")
    assert fetch(account, "Müşteri Şikâyetleri") == 1


def test_a_mail_that_breaks_the_sorting_is_kept_and_the_others_go_on(account, box, monkeypatch):
    sort_mails = storing.sort_mails

    def stumble(folder, mails, envelope):
        if any(b"tuzak" in one.body for one in mails):
            raise RuntimeError("a bug nobody knew of")
        return sort_mails(folder, mails, envelope)

    monkeypatch.setattr(storing, "sort_mails", stumble)
    for text in ("bir", "tuzak", "iki"):
        box.append(mail(text))
    assert fetch(account) == 3
    assert {one.text for one in place()} == {"bir", "tuzak", "iki"}
    assert MailFolder.objects.get().last_uid == 3


def test_large_mails_are_placed_in_small_batches(account, box, monkeypatch):
    monkeypatch.setattr(queue, "BYTES", 5_000)
    for number in range(6):
        box.append(mail(f"{number} " + "x" * 2_000))
    fetch(account)
    assert [place_waiting(), place_waiting(), place_waiting(), place_waiting()] == [2, 2, 2, 0]
