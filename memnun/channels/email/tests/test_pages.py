"""Pages of e-mail: connecting a mailbox, a mail as it came, what was held back."""

from __future__ import annotations

import base64

import pytest

from memnun.channels.email.contact import FORM, with_envelope
from memnun.channels.email.invited import invited_in
from memnun.channels.email.meetings import calendar_of
from memnun.channels.email.models import SetAsideMail
from memnun.channels.email.reading.letter import Envelope
from memnun.channels.email.settings import read_settings
from memnun.channels.email.tests.corpus import calendars
from memnun.channels.email.tests.corpus.making import PICTURE
from memnun.channels.email.tests.test_fetching import mail, place
from memnun.interactions.channel_kinds import registry
from memnun.interactions.inbound import Inbound, receive
from memnun.interactions.models import ChannelAccount, OutboxMessage
from memnun.people.testing import signed_in_client

HTML = (
    'From: ayse@musteri.example\r\nTo: destek@marka.example\r\nSubject: Tasarım\r\nMessage-ID: <h1@musteri.example>\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    '--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p onclick="kotu()">Merhaba <script>kotu()</script><img src="cid:logo">'
    '<img src="https://izleme.example/p.gif"><a href="javascript:kotu()">x</a><form action="https://kotu.example"><input></form></p>\r\n'
    "--b\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    f"{base64.b64encode(PICTURE).decode()}\r\n--b--\r\n"
).encode()


@pytest.fixture
def contact(cast, account):
    receive(account, [Inbound("h1", with_envelope(HTML, Envelope()))], FORM)
    [one] = place()
    return one


@pytest.fixture
def client(cast):
    return signed_in_client(cast.elif_)


def test_the_designed_mail_is_shown_without_anything_that_runs_or_follows(client, contact):
    answer = client.get(f"/mail/{contact.id}/html/")
    body = answer.content.decode()
    assert "Merhaba" in body
    assert not [
        word
        for word in ("script", "onclick", "javascript:", "izleme.example", "<form", "<input")
        if word in body
    ]
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "https:" not in policy
    assert "allow-scripts" not in policy


def test_remote_pictures_stay_away_until_they_are_asked_for(client, contact):
    page = client.get(f"/mail/{contact.id}/").content.decode()
    assert "1 resim" in page
    shown = client.get(f"/mail/{contact.id}/html/?pictures=1")
    assert 'src="https://izleme.example/p.gif"' in shown.content.decode()
    assert "img-src 'self' data: https:" in shown["Content-Security-Policy"]


def test_a_picture_inside_the_mail_is_shown_from_here(client, contact):
    assert f'src="/mail/{contact.id}/pictures/0/"' in client.get(f"/mail/{contact.id}/html/").content.decode()
    picture = client.get(f"/mail/{contact.id}/pictures/0/")
    assert (picture.content, picture["Content-Type"], picture["X-Content-Type-Options"]) == (
        PICTURE,
        "image/png",
        "nosniff",
    )


def test_the_source_is_one_click_away_and_is_only_text(client, contact):
    answer = client.get(f"/mail/{contact.id}/raw/")
    assert answer.content == HTML
    assert answer["Content-Type"].startswith("text/plain")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "attachment" in client.get(f"/mail/{contact.id}/raw/?download=1")["Content-Disposition"]


def test_mails_of_another_brand_do_not_exist(cast, contact):
    stranger = signed_in_client(cast.deniz)
    for path in ("", "html/", "raw/", "pictures/0/"):
        assert stranger.get(f"/mail/{contact.id}/{path}").status_code == 404


@pytest.fixture
def held(cast, account):
    return SetAsideMail.objects.create(
        brand=cast.brand, account=account, external_id="s1", kind="spam", sender="x@kotu.example", subject="KAZANDINIZ",
        reasons=["server", "lure"], points=8, body=with_envelope(mail("Casino <b>bonusu</b>", Message_ID="<s1@kotu.example>"), Envelope()),
    )  # fmt: skip


def test_a_held_mail_is_shown_with_its_reasons_and_let_in_by_one_click(client, held):
    page = client.get("/mail/held/").content.decode()
    assert "KAZANDINIZ" in page
    assert "Posta sunucunuz istenmeyen posta saydı" in page
    assert "&lt;b&gt;bonusu" in page
    client.post(f"/mail/held/{held.id}/entry/")
    assert [one.text for one in place()] == ["Casino <b>bonusu</b>"]
    held.refresh_from_db()
    assert (held.state, held.decided_by.name) == ("released", "Elif Demir")


def test_a_held_mail_that_needs_nothing_leaves_the_list_and_is_kept(client, held):
    client.post(f"/mail/held/{held.id}/settled/")
    assert "KAZANDINIZ" not in client.get("/mail/held/").content.decode()
    assert bytes(SetAsideMail.objects.get().body).endswith(b"bonusu</b>\r\n")
    assert place() == []


def test_held_mails_of_another_brand_cannot_be_let_in(cast, held):
    stranger = signed_in_client(cast.deniz)
    assert stranger.post(f"/mail/held/{held.id}/entry/").status_code == 404
    assert "KAZANDINIZ" not in stranger.get("/mail/held/").content.decode()


def test_the_list_of_held_mails_asks_the_same_however_many_there_are(
    client, held, cast, account, django_assert_max_num_queries
):
    for number in range(40):
        SetAsideMail.objects.create(
            brand=cast.brand,
            account=account,
            external_id=f"n{number}",
            kind="spam",
            subject=f"n{number}",
            body=bytes(held.body),
        )
    client.get("/mail/held/")
    with django_assert_max_num_queries(20):
        page = client.get("/mail/held/").content.decode()
    assert "?before=" in page


@pytest.mark.parametrize(
    ("address", "imap", "smtp", "port"),
    [
        ("marka@gmail.com", "imap.gmail.com", "smtp.gmail.com", 587),
        ("marka@hotmail.com", "outlook.office365.com", "smtp.office365.com", 587),
        ("marka@yandex.com.tr", "imap.yandex.com", "smtp.yandex.com", 465),
        ("destek@marka.example", "mail.marka.example", "mail.marka.example", 587),
    ],
)
def test_the_servers_of_usual_providers_are_found_by_the_address(cast, address, imap, smtp, port):
    form = registry()["email"].settings_form({"address": address, "password": "x", "begin": "now"})
    assert form.is_valid(), form.errors
    assert (
        form.cleaned_data["imap_host"],
        form.cleaned_data["smtp_host"],
        form.cleaned_data["smtp_port"],
    ) == (imap, smtp, port)


def test_a_password_is_not_sent_over_an_open_line(cast):
    form = registry()["email"].settings_form(
        {"address": "a@marka.example", "begin": "now", "imap_security": "none"}
    )
    assert "imap_security" in form.errors


def test_a_mailbox_is_connected_on_screen_and_its_password_never_shown_again(cast, dovecot, address):
    client = signed_in_client(cast.murat)
    told = {
        "name": "Destek kutusu", "address": address, "password": "cok-gizli-parola", "begin": "all", "folders": "INBOX",
        "imap_host": dovecot.host, "imap_port": dovecot.port, "imap_security": "none",
        "smtp_host": "127.0.0.1", "smtp_port": 1, "smtp_security": "none",
    }  # fmt: skip
    client.post("/settings/channels/new/email/", told)
    account = ChannelAccount.objects.get(name="Destek kutusu")
    assert account.secret("password") == "cok-gizli-parola"
    page = client.get(f"/settings/channels/{account.id}/").content.decode()
    assert "cok-gizli-parola" not in page
    trial = client.post(f"/settings/channels/{account.id}/trial/", follow=True).content.decode()
    assert "Giden posta: Sunucu bu portta bağlantı kabul etmiyor" in trial
    assert "Gelen posta" not in ChannelAccount.objects.get().problem


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"imap_port": 1}, "Sunucu bu portta bağlantı kabul etmiyor"),
        ({"imap_host": "yok.invalid"}, "Bu adda bir sunucu yok"),
        ({"folders": "INBOX\nYok"}, "Şu klasörler posta kutusunda yok: Yok"),
        ({"imap_host": "localhost", "imap_security": "starttls"}, "sertifikasına güvenilmiyor"),
    ],
)
def test_what_is_wrong_with_a_connection_is_said_in_turkish(make_account, address, changed, said):
    account = make_account(address, smtp_port=1, **changed)
    assert said in " ".join(registry()["email"].check(account))


def test_a_wrong_password_is_said_in_turkish(make_account, address):
    account = make_account(address, smtp_port=1)
    account.set_secrets({"password": "yanlis"})
    assert "kullanıcı adını ya da şifreyi kabul etmedi" in " ".join(registry()["email"].check(account))


def test_an_invitation_is_a_card_that_is_accepted_by_one_click(cast, client, account):
    case = next(case for case in calendars.CASES if case.name == "calendar_request")
    receive(account, [Inbound("m1", with_envelope(case.raw, Envelope()))], FORM)
    [contact] = place()
    page = client.get(f"/mail/{contact.id}/").content.decode()
    assert "Ürün görüşmesi" in page
    assert "Kabul et" in page
    for _ in range(2):
        client.post(f"/mail/{contact.id}/meeting/", {"answer": "accepted"})
    message = OutboxMessage.objects.get()
    assert (message.to_value, message.meta["invitation"]["answer"]) == ("ayse@musteri.example", "accepted")
    calendar, method = calendar_of(message.meta["invitation"], message, read_settings(account))
    assert method == "REPLY"
    assert b"PARTSTAT=ACCEPTED" in calendar.replace(b"\r\n ", b"")
    assert b"UID:toplanti-1@musteri.example" in calendar
    assert "Kabul ettiniz" in client.get(f"/mail/{contact.id}/").content.decode()


def test_a_mail_without_invitation_cannot_be_accepted(client, contact):
    client.post(f"/mail/{contact.id}/meeting/", {"answer": "accepted"})
    assert not OutboxMessage.objects.exists()


def test_an_invitation_is_answered_in_the_conversation_and_a_later_word_closes_it(cast, client, account):
    case = next(case for case in calendars.CASES if case.name == "calendar_request")
    receive(account, [Inbound("m1", with_envelope(case.raw, Envelope()))], FORM)
    [contact] = place()
    address = f"/conversations/{contact.conversation_id}/"
    assert "Kabul et" in client.get(address).content.decode()
    answered = client.post(
        f"/mail/{contact.id}/meeting/",
        {"answer": "tentative", "from": "conversation"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "Gelebileceğinizi söylediniz" in answered
    called_off = calendars.mail_of("called_off", calendars.ics("CANCEL", sequence=1))
    receive(account, [Inbound("m2", with_envelope(called_off, Envelope()))], FORM)
    place()
    page = client.get(address).content.decode()
    assert "İptal edildi" in page
    assert "Kabul et<" not in page


def test_looking_at_invitations_costs_the_same_however_many_there_are(
    cast, account, django_assert_max_num_queries
):
    case = next(case for case in calendars.CASES if case.name == "calendar_request")
    receive(
        account, [Inbound(f"m{number}", with_envelope(case.raw, Envelope())) for number in range(10)], FORM
    )
    contacts = place()
    with django_assert_max_num_queries(1):
        assert len(invited_in(contacts)) == len(contacts)
