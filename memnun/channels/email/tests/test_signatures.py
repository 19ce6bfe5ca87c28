"""Signatures of senders' domains are checked against their published keys."""

from __future__ import annotations

import base64

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from memnun.channels.email.reading.signature import check_signature

MAIL = b"From: ayse@musteri.example\r\nTo: destek@marka.example\r\nSubject: Merhaba\r\nDate: Mon, 05 Jan 2026 14:02:00 +0300\r\n\r\nMerhaba\r\n"


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def lookup(key):
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    return lambda name, timeout=5: record if name.startswith(b"s1._domainkey.musteri.example") else None


@pytest.fixture
def signed(key):
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    return dkim.sign(MAIL, b"s1", b"musteri.example", pem) + MAIL


def test_a_signed_mail_passes(signed, lookup):
    assert check_signature(signed, lookup) == "pass"


def test_a_changed_mail_fails(signed, lookup):
    assert check_signature(signed.replace(b"Merhaba\r\n", b"IBAN degisti\r\n"), lookup) == "fail"


def test_a_signature_whose_key_nobody_published_fails(signed):
    assert check_signature(signed, lambda name, timeout=5: None) == "fail"


def test_a_mail_without_signature_says_nothing(lookup):
    assert check_signature(MAIL, lookup) == "none"


def test_a_signature_of_rubbish_fails_and_raises_nothing(lookup):
    assert check_signature(b"DKIM-Signature: v=1; a=sihir; b=!!\r\n" + MAIL, lookup) == "fail"
