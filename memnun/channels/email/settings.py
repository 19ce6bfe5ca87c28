"""What an e-mail account's settings say, as the parts that read and send need it."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from memnun.interactions.models import ChannelAccount

Security = Literal["tls", "starttls", "none"]
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
LARGEST = 35 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server is; `authority` is the certificate (PEM) of whoever signed its own, when nobody known did."""

    host: str
    port: int
    security: Security
    authority: str = ""

    def context(self) -> ssl.SSLContext:
        """How its certificate is checked; always."""
        context = ssl.create_default_context()
        if self.authority:
            context.load_verify_locations(cadata=self.authority)
        return context


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who signs in, by password or by access token."""

    user: str
    password: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """An account's settings.

    `begin` says what of the past is brought in: all, since (`begin_at`) or now. `trusted` are the
    receiving servers whose verdicts on senders count.
    """

    address: str
    shown_name: str
    aliases: frozenset[str]
    incoming: Server
    outgoing: Server
    user: str
    oauth: str
    folders: tuple[str, ...]
    begin: str
    begin_at: datetime | None
    poll_seconds: float
    largest: int
    trusted: tuple[str, ...]
    quote_last: bool
    signature: str

    @property
    def own(self) -> frozenset[str]:
        """Every address under which the account receives."""
        return self.aliases | {self.address}


def read_settings(account: ChannelAccount) -> MailSettings:
    """The settings of an account, with the usual values where nothing is said."""
    told = account.settings
    address = str(told.get("address", "")).strip().lower()
    authority = str(told.get("authority", ""))
    begin_at = told.get("begin_at")
    return MailSettings(
        address=address,
        shown_name=str(told.get("shown_name", "")),
        aliases=frozenset(_listed(told.get("aliases"))),
        incoming=Server(
            str(told.get("imap_host", "")),
            int(told.get("imap_port") or 993),
            told.get("imap_security", "tls"),
            authority,
        ),
        outgoing=Server(
            str(told.get("smtp_host", "")),
            int(told.get("smtp_port") or 587),
            told.get("smtp_security", "starttls"),
            authority,
        ),
        user=str(told.get("user", "")) or address,
        oauth=str(told.get("oauth", "")),
        folders=tuple(_lines(told.get("folders"))) or ("INBOX",),
        begin=str(told.get("begin", "now")),
        begin_at=datetime.fromisoformat(begin_at) if begin_at else None,
        poll_seconds=float(told.get("poll_seconds") or 60),
        largest=int(told.get("largest_mb") or 0) * 1024 * 1024 or LARGEST,
        trusted=tuple(_listed(told.get("trusted"))),
        quote_last=bool(told.get("quote_last", True)),
        signature=str(told.get("signature", "")),
    )


def own_addresses(account: ChannelAccount) -> frozenset[str]:
    """Every address of the brand's mailboxes: a mail from one of them is not a customer's."""
    accounts = ChannelAccount.objects.filter(brand_id=account.brand_id, kind="email")
    return frozenset().union(*(read_settings(one).own for one in accounts), read_settings(account).own) - {""}


def _listed(value: object) -> list[str]:
    text = " ".join(value) if isinstance(value, list) else str(value or "")
    return [one.strip().lower() for one in text.replace(",", " ").replace(";", " ").split() if one.strip()]


def _lines(value: object) -> list[str]:
    lines = value if isinstance(value, list) else str(value or "").splitlines()
    return [str(one).strip() for one in lines if str(one).strip()]
