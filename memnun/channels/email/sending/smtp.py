"""An open connection to the account's outgoing server; it serves many messages."""

from __future__ import annotations

import contextlib
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from memnun.channels.email.oauth import NoToken, sign_in_of
from memnun.channels.email.sending.composing import compose, message_id, receivers
from memnun.channels.email.sending.footers import footer_of
from memnun.channels.email.sending.threads import answered_by
from memnun.channels.email.settings import Server, SignIn, read_settings
from memnun.channels.email.troubles import words_of
from memnun.interactions.channel_kinds import Accepted, Refused, TryLater
from memnun.interactions.models import ChannelAccount, OutboxMessage

TIMEOUT = 60
A_MOMENT = timedelta(minutes=2)
BUSY = (421, 450, 451, 452, 454)


class SmtpSender:
    """Hands messages to one server; opens the connection again when the server has closed it."""

    def __init__(self, account: ChannelAccount) -> None:
        self.account = account
        self.settings = read_settings(account)
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> SmtpSender:
        """Connect and sign in. Raises TryLater, Refused."""
        try:
            self._smtp = connect(self.settings.outgoing, sign_in_of(self.account))
        except NoToken as problem:
            if problem.passing:
                raise TryLater(str(problem), whole_account=True) from None
            raise Refused(str(problem), code="sign_in") from None
        except smtplib.SMTPAuthenticationError as problem:
            raise TryLater(
                words_of(problem),
                after=timedelta(minutes=15),
                code=str(problem.smtp_code),
                whole_account=True,
            ) from None
        except (smtplib.SMTPException, OSError) as problem:
            raise TryLater(words_of(problem), after=A_MOMENT, whole_account=True) from None
        return self

    def close(self) -> None:
        """End the connection."""
        if self._smtp is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._smtp.close()
            self._smtp = None

    def send(self, message: OutboxMessage) -> Accepted:
        """Hand one message over. Raises TryLater, Refused."""
        mail = compose(message, self.settings, answered_by(message), footer_of(message))
        to = receivers(message)
        try:
            answer, refused = self._hand_over(mail.as_bytes(), to, is_international=not "".join(to).isascii())
        except smtplib.SMTPResponseException as problem:
            raise _sorted(problem) from None
        except (smtplib.SMTPException, OSError) as problem:
            self.close()
            raise TryLater(words_of(problem), after=A_MOMENT, whole_account=True) from None
        named = message_id(message, self.settings)
        proof = {
            "server": self.settings.outgoing.host,
            "answer": answer,
            "message_id": named,
            "from": self.settings.address,
            "to": to,
            "refused": refused,
        }
        return Accepted(provider_id=named, proof=proof, names=(named, *_meeting_named(message)))

    def _hand_over(self, mail: bytes, to: list[str], *, is_international: bool) -> tuple[str, dict[str, str]]:
        """(the server's answer, refusals of those in copy). A refusal of the customer's address is raised."""
        smtp = self._alive()
        options = ["SMTPUTF8"] if is_international and smtp.has_extn("smtputf8") else []
        if smtp.has_extn("size"):
            options.append(f"size={len(mail)}")
        code, said = smtp.mail(self.settings.address, options)
        if code != 250:
            _reset(smtp)
            raise smtplib.SMTPSenderRefused(code, said, self.settings.address)
        refused: dict[str, str] = {}
        for number, one in enumerate(to):
            code, said = smtp.rcpt(one)
            if code not in (250, 251):
                if number == 0:
                    _reset(smtp)
                    raise smtplib.SMTPResponseException(code, said)
                refused[one] = f"{code} {said.decode('utf-8', 'replace')}"[:300]
        code, said = smtp.data(mail)
        if code != 250:
            _reset(smtp)
            raise smtplib.SMTPDataError(code, said)
        return f"{code} {said.decode('utf-8', 'replace')}"[:300], refused

    def _alive(self) -> smtplib.SMTP:
        """The connection, made anew when the server let it go while nothing was sent."""
        if self._smtp is not None:
            try:
                if self._smtp.rset()[0] == 250:
                    return self._smtp
            except (smtplib.SMTPException, OSError):
                pass
            self.close()
        self.open()
        assert self._smtp is not None
        return self._smtp


@contextmanager
def open_sender(account: ChannelAccount) -> Iterator[SmtpSender]:
    """A connected sender. Raises TryLater, Refused."""
    sender = SmtpSender(account).open()
    try:
        yield sender
    finally:
        sender.close()


def connect(server: Server, sign_in: SignIn) -> smtplib.SMTP:
    """An open, encrypted and signed-in connection. Raises SMTPException, OSError."""
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=TIMEOUT, context=server.context()
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            smtp.starttls(context=server.context())
            smtp.ehlo()
        if sign_in.token:
            told = f"user={sign_in.user}\x01auth=Bearer {sign_in.token}\x01\x01"
            smtp.auth("XOAUTH2", lambda challenge=None: told if challenge is None else "")
        elif sign_in.password:
            smtp.login(sign_in.user, sign_in.password)
    except (smtplib.SMTPException, OSError):
        smtp.close()
        raise
    return smtp


def _meeting_named(message: OutboxMessage) -> list[str]:
    """The name under which the guest's calendar answers an invitation of ours."""
    told = message.meta.get("invitation") or {}
    return [f"meeting:{told['uid']}"[:255]] if told.get("method") in ("request", "cancel") else []


def _sorted(problem: smtplib.SMTPResponseException) -> TryLater | Refused:
    """4xx means later, 5xx never; too large or an unknown sender is told as what it is."""
    words, code = words_of(problem), str(problem.smtp_code)
    if 400 <= problem.smtp_code < 500:
        return TryLater(words, code=code, whole_account=problem.smtp_code == 421)
    return Refused(words, code=code)


def _reset(smtp: smtplib.SMTP) -> None:
    with contextlib.suppress(smtplib.SMTPException, OSError):
        smtp.rset()
