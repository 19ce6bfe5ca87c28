"""The installation's own mail (invitations, forgotten passwords), apart from the brands' e-mail channels."""

import logging
from collections.abc import Sequence
from email.message import Message
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

from memnun.config.environment import EnvironmentProblem
from memnun.config.language import terminal_text as _
from memnun.foundation import clock
from memnun.foundation.ids import uuid7

PORTS = {"smtp": 587, "smtps": 465}
TIMEOUT = 20

logger = logging.getLogger(__name__)


class InstallationMailBackend(BaseEmailBackend):
    """Sends through MEMNUN_EMAIL_URL; without one, lays the messages into the outbox folder and says so."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send or lay aside; returns how many."""
        if settings.ENVIRONMENT.email_url:
            return smtp_backend(settings.ENVIRONMENT.email_url).send_messages(email_messages) or 0
        folder = settings.ENVIRONMENT.data / "outbox"
        for message in email_messages:
            logger.warning(
                "No MEMNUN_EMAIL_URL is set: the mail to %s is in %s",
                ", ".join(message.to),
                keep(folder, message.message()),
            )
        return len(email_messages)


def smtp_backend(url: str) -> SmtpBackend:
    """A connection for smtp://user:password@host:port (STARTTLS on port 587) or smtps://.

    Raises EnvironmentProblem for any other address.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise EnvironmentProblem(
            _("MEMNUN_EMAIL_URL looks like smtp://user:password@host:587 or smtps://user:password@host.")
        )
    port = parts.port or PORTS[parts.scheme]
    return SmtpBackend(
        host=parts.hostname,
        port=port,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=parts.scheme == "smtps",
        use_tls=parts.scheme == "smtp" and port == PORTS["smtp"],
        timeout=TIMEOUT,
    )


def keep(folder: Path, message: Message) -> Path:
    """Write one message as a file only its owner reads, and give its path."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{clock.now():%Y%m%d-%H%M%S}-{uuid7().hex[-8:]}.eml"
    path.touch(mode=0o600)
    path.write_bytes(message.as_bytes())
    return path
