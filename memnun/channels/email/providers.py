"""The usual mail providers: where their servers are, and how they let programs in."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider. `domains` are those of its free addresses, `mx` how its receiving servers are named.

    `trusted` is the name under which its receiving server gives verdicts on senders.
    """

    slug: str
    name: str | Promise
    imap_host: str
    smtp_host: str
    domains: tuple[str, ...] = ()
    imap_port: int = 993
    imap_security: str = "tls"
    smtp_port: int = 587
    smtp_security: str = "starttls"
    oauth: str = ""
    trusted: str = ""
    hint: str | Promise = ""


_APP_PASSWORD = _(
    "This provider wants an app password instead of your usual one; you make it in your account's security settings."
)
_IMAP_ON = _("Switch IMAP on in the mailbox's own settings first.")

PROVIDERS = (
    Provider("gmail", "Gmail, Google Workspace", "imap.gmail.com", "smtp.gmail.com", ("gmail.com", "googlemail.com"), oauth="google", trusted="mx.google.com", hint=_("Connect with Google below, or make an app password.")),
    Provider("outlook", "Outlook, Microsoft 365", "outlook.office365.com", "smtp.office365.com", ("outlook.com", "hotmail.com", "live.com", "outlook.com.tr", "hotmail.com.tr"), oauth="microsoft", trusted="protection.outlook.com", hint=_("Microsoft takes no passwords from programs: connect with Microsoft below.")),
    Provider("yandex", "Yandex", "imap.yandex.com", "smtp.yandex.com", ("yandex.com", "yandex.com.tr", "yandex.ru", "ya.ru"), smtp_port=465, smtp_security="tls", trusted="yandex.ru", hint=_APP_PASSWORD),
    Provider("icloud", "iCloud", "imap.mail.me.com", "smtp.mail.me.com", ("icloud.com", "me.com", "mac.com"), hint=_APP_PASSWORD),
    Provider("yahoo", "Yahoo", "imap.mail.yahoo.com", "smtp.mail.yahoo.com", ("yahoo.com", "yahoo.com.tr", "ymail.com"), smtp_port=465, smtp_security="tls", hint=_APP_PASSWORD),
    Provider("zoho", "Zoho", "imap.zoho.eu", "smtp.zoho.eu", ("zoho.com", "zohomail.eu"), smtp_port=465, smtp_security="tls", hint=_IMAP_ON),
    Provider("natro", "Natro", "mail.kurumsaleposta.com", "mail.kurumsaleposta.com"),
    Provider("turhost", "Turhost", "mail.{domain}", "mail.{domain}", smtp_port=587),
    Provider("isimtescil", "İsimtescil", "mail.{domain}", "mail.{domain}", smtp_port=587),
    Provider("own", _("Another provider or your own server"), "", ""),
)  # fmt: skip


def provider(slug: str) -> Provider:
    """The provider of a name; the last one stands for all others."""
    return next((one for one in PROVIDERS if one.slug == slug), PROVIDERS[-1])


def guess(address: str) -> Provider:
    """The provider of a free address; for a domain of one's own, a guess at its usual servers."""
    domain = address.rpartition("@")[2].strip().lower()
    known = next((one for one in PROVIDERS if domain in one.domains), None)
    if known:
        return known
    host = f"mail.{domain}" if domain else ""
    return Provider("own", "", host, host, smtp_port=587)
