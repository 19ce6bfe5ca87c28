"""What went wrong between us and a mail server, in words for whoever looks after the mailbox."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl

from django.utils.translation import gettext as _

from memnun.channels.email.mailbox import NotSignedIn

_APP_PASSWORD = re.compile(
    r"application-specific|app password|uygulama şifre|BasicAuthBlocked|less secure|web login", re.IGNORECASE
)
_SWITCHED_OFF = re.compile(
    r"IMAP(?: access)? is disabled|not enabled for IMAP|IMAP.{0,20}(?:disabled|kapalı)", re.IGNORECASE
)
_TOO_MANY = re.compile(
    r"too many (?:simultaneous )?connections|maximum number of connections|\[LIMIT\]|THROTTLED", re.IGNORECASE
)
_NO_FOLDER = re.compile(
    r"doesn't exist|does not exist|NONEXISTENT|unknown mailbox|no such mailbox|TRYCREATE", re.IGNORECASE
)


def words_of(problem: BaseException) -> str:
    """One sentence on what is wrong and what to do, and the server's own words where they help."""
    said = _said(problem)
    return _known(problem, said) or _("The mail server answered: {words}").format(
        words=said[:300] or type(problem).__name__
    )


def _known(problem: BaseException, said: str) -> str:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return _(
            "The server's certificate is not trusted: {words}. Check the server's name, or add the certificate of your own authority."
        ).format(words=problem.verify_message)
    if isinstance(problem, ssl.SSLError):
        return _(
            "No encrypted connection could be made. The port and the kind of encryption may not belong together: TLS is usual at 993 and 465, STARTTLS at 143 and 587."
        )
    if isinstance(problem, socket.gaierror):
        return _("There is no server of this name. Please check the server's address.")
    if isinstance(problem, ConnectionRefusedError):
        return _("The server takes no connections at this port. Please check the port.")
    if isinstance(problem, TimeoutError):
        return _("The server did not answer in time. A firewall may be in the way, or the port may be wrong.")
    if isinstance(problem, smtplib.SMTPAuthenticationError | NotSignedIn):
        return _sign_in_words(said)
    if _TOO_MANY.search(said):
        return _("The server allows no more connections at the moment; it is tried again by itself.")
    if _NO_FOLDER.search(said):
        return _("One of the folders is not in the mailbox. Please check their names: {words}").format(
            words=said[:200]
        )
    if isinstance(problem, smtplib.SMTPNotSupportedError):
        return _(
            "The server does not know the chosen encryption or sign-in. Please try another kind of encryption."
        )
    if isinstance(problem, OSError | EOFError):
        return _("The connection to the mail server broke: {words}").format(
            words=said[:200] or type(problem).__name__
        )
    return ""


def _sign_in_words(said: str) -> str:
    if _SWITCHED_OFF.search(said):
        return _("IMAP is switched off in this mailbox. Switch it on in the settings of your mail provider.")
    if _APP_PASSWORD.search(said):
        return _(
            "The provider does not take the usual password here. Make an app password in your mail account, or connect with Google or Microsoft."
        )
    return _("The server did not accept the user name or the password: {words}").format(words=said[:200])


def _said(problem: BaseException) -> str:
    told = problem.args[-1] if problem.args else ""
    if isinstance(problem, smtplib.SMTPResponseException):
        told = problem.smtp_error
    text = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
    return " ".join(text.split())
