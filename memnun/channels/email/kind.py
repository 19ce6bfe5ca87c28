"""What e-mail can do, and how its accounts are tried, read and sent through."""

from __future__ import annotations

import smtplib
from contextlib import AbstractContextManager
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.channels.email.fetching.comparing import compare_folder
from memnun.channels.email.forms import EmailForm
from memnun.channels.email.mailbox import NotSignedIn, Trouble, open_mailbox
from memnun.channels.email.models import MailFolder
from memnun.channels.email.oauth import NoToken, sign_in_of
from memnun.channels.email.providers import provider
from memnun.channels.email.sending.smtp import connect, open_sender
from memnun.channels.email.settings import read_settings
from memnun.channels.email.troubles import words_of
from memnun.interactions.channel_kinds import (
    Attachments,
    Capability,
    ChannelKind,
    Rate,
    Reconciliation,
    Sender,
)
from memnun.interactions.models import ChannelAccount


class EmailKind(ChannelKind):
    """Mailboxes over IMAP, answers over SMTP."""

    slug = "email"
    channel = "email"
    label = gettext_lazy("E-mail")
    icon = "mail"
    summary = gettext_lazy("Reads a mailbox, and answers from the same address.")
    capability = Capability(
        attachments=Attachments(most=20, largest_bytes=20_000_000),
        may_begin=True,
        identity_kinds=("email",),
        rate=Rate(count=20, seconds=1),
        repeatable=True,
    )
    settings_form = EmailForm
    secret_fields = ("password", "oauth_client_secret")
    settings_template = "channels/email/_settings.html"

    def settings_context(self, account: ChannelAccount) -> dict[str, Any]:
        """Folders with how far they were read, and the way to Google's or Microsoft's own page."""
        return {
            "folders": MailFolder.objects.filter(account=account).order_by("name"),
            "oauth": read_settings(account).oauth,
            "is_connected": bool(account.all_secrets().get("refresh_token")),
            "provider": provider(str(account.settings.get("provider", ""))),
        }

    def check(self, account: ChannelAccount) -> list[str]:
        """Sign in at both servers and look for the folders."""
        return [*_incoming_problems(account), *_outgoing_problems(account)]

    def open(self, account: ChannelAccount) -> AbstractContextManager[Sender]:
        """A connection to the outgoing server."""
        return open_sender(account)

    def reconcile(self, account: ChannelAccount) -> Reconciliation | None:
        """Compare every folder with the ledger and fetch what is missing."""
        settings = read_settings(account)
        compared, missing = 0, []
        with open_mailbox(settings.incoming, sign_in_of(account)) as mailbox:
            for name in settings.folders:
                found = compare_folder(mailbox, account, settings, name)
                if found is not None:
                    compared += found.compared
                    missing += [f"{name}:{uid}" for uid in found.missing]
        return Reconciliation(compared, tuple(missing))


def _incoming_problems(account: ChannelAccount) -> list[str]:
    settings = read_settings(account)
    try:
        with open_mailbox(settings.incoming, sign_in_of(account)) as mailbox:
            there = {name for name, _flags in mailbox.folders()}
    except (NoToken, NotSignedIn, *Trouble) as problem:
        return [_("Incoming mail: {problem}").format(problem=_words(problem))]
    missing = [name for name in settings.folders if name not in there and name.upper() != "INBOX"]
    if missing:
        shown = ", ".join(sorted(there)[:12])
        return [
            _("These folders are not in the mailbox: {missing}. There are: {there}.").format(
                missing=", ".join(missing), there=shown
            )
        ]
    return []


def _outgoing_problems(account: ChannelAccount) -> list[str]:
    settings = read_settings(account)
    try:
        smtp = connect(settings.outgoing, sign_in_of(account))
    except (NoToken, smtplib.SMTPException, OSError) as problem:
        return [_("Outgoing mail: {problem}").format(problem=_words(problem))]
    smtp.quit()
    return []


def _words(problem: BaseException) -> str:
    return str(problem) if isinstance(problem, NoToken) else words_of(problem)


KIND = EmailKind()
