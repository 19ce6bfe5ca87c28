"""Signatures of senders' domains are checked against their published keys, kept, shown, and weighed against spam."""

from __future__ import annotations

import base64
from datetime import timedelta

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from memnun.channels.email.contact import part_envelope, with_envelope
from memnun.channels.email.fetching.sorting import Fetched, sort_mails
from memnun.channels.email.models import MailFolder, SetAsideMail
from memnun.channels.email.reading import signature
from memnun.channels.email.reading.authenticity import HERE, Standing, Verdicts, are_aligned, standing
from memnun.channels.email.reading.letter import Envelope
from memnun.channels.email.reading.signature import NameServer, check
from memnun.channels.email.tests.test_fetching import fetch, place
from memnun.customers.models import Customer, Identity
from memnun.foundation import clock
from memnun.people.testing import signed_in_client

MAIL = b"From: ayse@musteri.example\r\nTo: destek@marka.example\r\nSubject: Merhaba\r\nDate: Mon, 05 Jan 2026 14:02:00 +0300\r\n\r\nMerhaba\r\n"
CHANGED = (b"Merhaba\r\n", b"IBAN degisti\r\n")


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def pem(key):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )


@pytest.fixture
def lookup(key):
    """A name server that knows the key of three domains."""
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    domains = ("musteri.example", "baskasi.example", "google.com")
    known = {f"s1._domainkey.{domain}." for domain in domains}

    def ask(name, timeout=5):
        return record if (name.decode() if isinstance(name, bytes) else name) in known else None

    return ask


@pytest.fixture
def sign(pem):
    return lambda mail=MAIL, domain=b"musteri.example": dkim.sign(mail, b"s1", domain, pem) + mail


@pytest.fixture
def online(monkeypatch, lookup):
    """The installation's own name server is the test's."""
    monkeypatch.setattr(signature, "names", NameServer(lookup))


def test_a_signed_mail_passes_for_the_domain_that_signed_it(sign, lookup):
    assert check(sign(), lookup) == Verdicts(dkim="pass", by=HERE, signed_by=("musteri.example",))


def test_a_changed_mail_fails(sign, lookup):
    assert check(sign().replace(*CHANGED), lookup).dkim == "fail"


def test_a_signature_whose_key_nobody_published_fails(sign):
    assert check(sign(), lambda name, timeout=5: None).dkim == "fail"


def test_a_mail_without_signature_says_nothing(lookup):
    assert check(MAIL, lookup).dkim == "none"


def test_a_signature_of_rubbish_fails_and_raises_nothing(lookup):
    assert check(b"DKIM-Signature: v=1; a=sihir; b=!!\r\n" + MAIL, lookup).dkim == "fail"


def test_of_several_signatures_one_that_holds_is_enough(sign, lookup):
    twice = b"DKIM-Signature: v=1; a=sihir; b=!!\r\n" + sign()
    assert check(twice, lookup).signed_by == ("musteri.example",)


def test_a_second_sender_set_before_a_signed_one_is_believed_by_nobody(sign, lookup):
    assert check(b"From: mudur@marka.example\r\n" + sign(), lookup).signed_by == ()


def test_a_silent_name_server_says_nothing_and_is_not_asked_again_at_once(sign):
    asked = []

    def silent(name, timeout=5):
        asked.append(name)
        raise dkim.DnsTimeoutError("silent")

    server = NameServer(silent)
    assert [check(sign(), server) for _ in range(3)] == [Verdicts()] * 3
    assert len(asked) == 1


def test_a_key_is_asked_for_once_for_many_mails(sign, lookup):
    asked = []
    server = NameServer(lambda name, timeout=5: asked.append(name) or lookup(name))
    assert {check(sign(), server).dkim for _ in range(5)} == {"pass"}
    assert len(asked) == 1


@pytest.mark.parametrize(("sealer", "expected"), [(b"google.com", "pass"), (b"baskasi.example", "")])
def test_who_forwarded_a_broken_mail_vouches_only_when_known_to_look(sign, lookup, pem, sealer, expected):
    forwarded = b"Authentication-Results: lists.example; dkim=pass header.d=musteri.example\r\n" + sign()
    seals = dkim.arc_sign(forwarded.replace(*CHANGED), b"s1", sealer, pem, b"lists.example")
    verdicts = check(b"".join(seals) + forwarded.replace(*CHANGED), lookup)
    assert (verdicts.dkim, verdicts.arc) == ("fail", expected)


@pytest.mark.parametrize(
    ("one", "other", "aligned"),
    [
        ("musteri.example", "musteri.example", True),
        ("posta.musteri.example", "musteri.example", True),
        ("musteri.example", "haber.musteri.example", True),
        ("kotumusteri.example", "musteri.example", False),
        ("com.tr", "musteri.com.tr", False),
        ("", "", False),
    ],
)
def test_a_signature_counts_for_its_own_domain_and_those_above_and_below(one, other, aligned):
    assert are_aligned(one, other) is aligned


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (Verdicts(dmarc="pass", by="mx"), (Standing.VERIFIED, "policy")),
        (Verdicts(dmarc="fail", by="mx"), (Standing.SUSPECT, "denied")),
        (Verdicts(dmarc="fail", arc="pass", by="mx"), (Standing.UNVERIFIED, "vouched")),
        (Verdicts(dkim="pass", by=HERE, signed_by=("musteri.example",)), (Standing.VERIFIED, "signed")),
        (Verdicts(dkim="pass", by=HERE, signed_by=("baskasi.example",)), (Standing.UNVERIFIED, "foreign")),
        (Verdicts(dkim="fail", by=HERE), (Standing.SUSPECT, "broken")),
        (Verdicts(spf="fail", dkim="none", by="mx"), (Standing.SUSPECT, "server")),
        (Verdicts(dkim="none", by=HERE), (Standing.UNVERIFIED, "unsigned")),
        (Verdicts(), (Standing.UNVERIFIED, "unchecked")),
    ],
)
def test_how_sure_the_sender_is_has_a_reason(verdicts, expected):
    assert standing(verdicts, "musteri.example") == expected


def test_what_was_checked_travels_with_the_raw_record():
    checked = Verdicts(dkim="pass", by=HERE, signed_by=("a.example", "b.example"))
    assert part_envelope(with_envelope(MAIL, Envelope(checked=checked)))[0].checked == checked


def _shown(cast, contact) -> str:
    return signed_in_client(cast.elif_).get(f"/conversations/{contact.conversation_id}/").content.decode()


@pytest.mark.parametrize(
    ("make", "words", "kept"),
    [
        (lambda sign: sign(), "Gönderen doğrulandı", ("verified", "signed")),
        (lambda sign: MAIL, "Gönderen doğrulanmadı", ("unverified", "unsigned")),
        (lambda sign: sign(domain=b"baskasi.example"), "Gönderen doğrulanmadı", ("unverified", "foreign")),
        (lambda sign: sign().replace(*CHANGED), "Sahte olabilir", ("suspect", "broken")),
    ],
    ids=["signed", "unsigned", "signed by somebody else", "changed"],
)
def test_a_mail_from_the_server_is_shown_with_how_sure_its_sender_is(
    cast, account, box, sign, online, make, words, kept
):
    box.append(make(sign), "INBOX")
    fetch(account)
    [contact] = place()
    assert (contact.meta["auth"]["sender"], contact.meta["auth"]["reason"]) == kept
    page = _shown(cast, contact)
    others = {"Gönderen doğrulandı", "Gönderen doğrulanmadı", "Sahte olabilir"} - {words}
    assert words in page
    assert not [one for one in others if one in page]
    assert words in signed_in_client(cast.elif_).get(f"/mail/{contact.id}/").content.decode()


def test_a_trusted_servers_verdict_is_taken_and_nobody_is_asked(cast, make_account, address, box, sign):
    account = make_account(address, trusted="mx.marka.example")
    told = b"Authentication-Results: mx.marka.example; dkim=pass header.d=musteri.example; dmarc=pass\r\n"
    box.append(told + sign().replace(*CHANGED), "INBOX")
    fetch(account)
    [contact] = place()
    assert contact.meta["auth"]["by"] == "mx.marka.example"
    assert contact.meta["auth"]["sender"] == "verified"


def test_a_forged_signature_makes_an_odd_mail_wait_even_when_the_sender_is_a_customer(
    cast, account, box, sign, online
):
    customer = Customer.objects.create(brand=cast.brand, name="Ayşe")
    Identity.objects.create(brand=cast.brand, customer=customer, kind="email", value="ayse@musteri.example")
    trap = "Hesabınız askıya alınacak. Doğrulamak için tıklayın: http://203.0.113.9/giris\r\n".encode()
    box.append(sign().replace(b"Merhaba\r\n", trap), "INBOX")
    fetch(account)
    held = SetAsideMail.objects.get()
    assert "signature_fails" in held.reasons
    assert "İmzası tutmuyor" in signed_in_client(cast.elif_).get("/mail/held/").content.decode()


def test_of_an_old_mail_a_withdrawn_key_says_nothing(account, sign, online):
    folder = MailFolder.objects.create(account=account, name="INBOX")
    old = Fetched(1, sign().replace(*CHANGED), clock.now() - timedelta(days=30))
    [one] = sort_mails(folder, [old], Envelope())
    assert one.envelope.checked == Verdicts()
    assert "signature_fails" not in one.letter.suspicion.reasons
