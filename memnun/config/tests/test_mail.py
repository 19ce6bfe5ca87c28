"""The installation's own mail leaves by SMTP, or lies in the outbox where its owner can read it."""

import stat
from dataclasses import replace
from email import message_from_bytes

import pytest
from django.conf import settings
from django.core.mail import EmailMessage

from memnun.config.environment import EnvironmentProblem
from memnun.config.mail import InstallationMailBackend, smtp_backend


def test_without_a_server_the_mail_lies_in_the_outbox(tmp_path, monkeypatch, caplog) -> None:
    monkeypatch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, data=tmp_path, email_url=""))
    message = EmailMessage("Davet", "Hoş geldiniz", "memnun@example.com", ["elif@example.com"])
    assert InstallationMailBackend().send_messages([message]) == 1
    (kept,) = (tmp_path / "outbox").iterdir()
    assert message_from_bytes(kept.read_bytes())["To"] == "elif@example.com"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert str(kept) in caplog.text


def test_the_address_of_a_mail_server_is_taken_apart() -> None:
    backend = smtp_backend("smtp://elif%40example.com:p%2Fw@mail.example.com:587")
    assert (backend.host, backend.port, backend.username, backend.password) == (
        "mail.example.com", 587, "elif@example.com", "p/w",
    )  # fmt: skip
    assert (backend.use_tls, backend.use_ssl) == (True, False)


def test_smtps_is_encrypted_from_the_first_byte() -> None:
    backend = smtp_backend("smtps://mail.example.com")
    assert (backend.port, backend.use_ssl) == (465, True)


def test_another_kind_of_address_is_refused() -> None:
    with pytest.raises(EnvironmentProblem, match="MEMNUN_EMAIL_URL"):
        smtp_backend("https://mail.example.com")
