"""Signing in at Google and Microsoft by their own page (OAuth 2.0, RFC 6749, with PKCE, RFC 7636)."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.channels.email.settings import SignIn, read_settings
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount

TIMEOUT = 20
EARLY = timedelta(minutes=3)
"""How long before its end an access token is renewed."""
LARGEST_ANSWER = 256 * 1024


@dataclass(frozen=True, slots=True)
class Authority:
    """Where people and programs sign in at a provider, and what is asked for."""

    name: str
    sign_in_url: str
    token_url: str
    scope: str
    more: tuple[tuple[str, str], ...] = ()


AUTHORITIES = {
    "google": Authority(
        "Google",
        "https://accounts.google.com/o/oauth2/v2/auth",
        "https://oauth2.googleapis.com/token",
        "https://mail.google.com/",
        (("access_type", "offline"), ("prompt", "consent")),
    ),
    "microsoft": Authority(
        "Microsoft",
        "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        "https://login.microsoftonline.com/common/oauth2/v2.0/token",
        "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
        (("prompt", "select_account"),),
    ),
}


class NoToken(Exception):
    """There is no valid sign-in; the text says what to do. `passing` says that trying again may help."""

    def __init__(self, words: str, *, passing: bool = False) -> None:
        super().__init__(words)
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Journey:
    """One person's way to the provider and back: `state` and `verifier` stay in their session meanwhile."""

    url: str
    state: str
    verifier: str


def begin(account: ChannelAccount, return_url: str) -> Journey:
    """Where to send the person who connects the mailbox. Raises NoToken when the client's id is missing."""
    settings, authority = read_settings(account), authority_of(account)
    client = str(account.settings.get("oauth_client_id", ""))
    if not client:
        raise NoToken(
            _("Enter the client id that {name} gave you, and save, before you connect.").format(
                name=authority.name
            )
        )
    state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "client_id": client,
        "response_type": "code",
        "redirect_uri": return_url,
        "scope": authority.scope,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "login_hint": settings.user,
        **dict(authority.more),
    }
    return Journey(f"{authority.sign_in_url}?{urllib.parse.urlencode(asked)}", state, verifier)


def finish(account: ChannelAccount, *, code: str, verifier: str, return_url: str) -> None:
    """Change the code for tokens and seal them. Raises NoToken."""
    given = _ask(
        account,
        {
            "grant_type": "authorization_code",
            "code": code,
            "code_verifier": verifier,
            "redirect_uri": return_url,
        },
    )
    if not given.get("refresh_token"):
        raise NoToken(_("The provider gave no lasting permission. Please connect again and allow access."))
    with transaction.atomic():
        held = ChannelAccount.objects.select_for_update(no_key=True).get(id=account.id)
        _seal(held, given)
    account.secrets = held.secrets


def access_token(account: ChannelAccount) -> str:
    """A valid access token; renewed when it ends soon, by one process at a time. Raises NoToken."""
    known = account.all_secrets()
    if _is_fresh(known):
        return known["access_token"]
    if not known.get("refresh_token"):
        raise NoToken(_("The mailbox is not connected yet. Open its settings and connect it."))
    with transaction.atomic():
        held = ChannelAccount.objects.select_for_update(no_key=True).get(id=account.id)
        known = held.all_secrets()
        if not _is_fresh(known):
            given = _ask(held, {"grant_type": "refresh_token", "refresh_token": known["refresh_token"]})
            _seal(held, given)
    account.secrets = held.secrets
    return held.secret("access_token")


def sign_in_of(account: ChannelAccount) -> SignIn:
    """How to sign in at the account's servers. Raises NoToken."""
    settings = read_settings(account)
    if settings.oauth:
        return SignIn(settings.user, token=access_token(account))
    return SignIn(settings.user, password=account.secret("password"))


def authority_of(account: ChannelAccount) -> Authority:
    """The authority that an account signs in at. Raises NoToken."""
    found = AUTHORITIES.get(read_settings(account).oauth)
    if found is None:
        raise NoToken(_("This mailbox signs in with a password."))
    return found


def _is_fresh(known: dict[str, str]) -> bool:
    if not known.get("access_token") or not known.get("access_until"):
        return False
    return datetime.fromisoformat(known["access_until"]) - EARLY > clock.now()


def _seal(account: ChannelAccount, given: dict[str, Any]) -> None:
    until = clock.now() + timedelta(seconds=float(given.get("expires_in") or 3600))
    kept = {**account.all_secrets(), "access_token": given["access_token"], "access_until": until.isoformat()}
    if given.get("refresh_token"):
        kept["refresh_token"] = given["refresh_token"]
    account.set_secrets(kept)
    account.save(update_fields=["secrets"])


def _ask(account: ChannelAccount, asked: dict[str, str]) -> dict[str, Any]:
    authority = authority_of(account)
    fields = {
        "client_id": str(account.settings.get("oauth_client_id", "")),
        "scope": authority.scope,
        **asked,
    }
    if client_secret := account.secret("oauth_client_secret"):
        fields["client_secret"] = client_secret
    request = urllib.request.Request(  # noqa: S310 - one of two addresses above
        authority.token_url,
        urllib.parse.urlencode(fields).encode(),
        {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - see above
            given = json.loads(answer.read(LARGEST_ANSWER))
    except urllib.error.HTTPError as problem:
        raise _refusal(authority, problem) from None
    except (OSError, ValueError) as problem:
        raise NoToken(
            _("{name} could not be reached: {words}").format(name=authority.name, words=problem), passing=True
        ) from None
    if not isinstance(given, dict) or not given.get("access_token"):
        raise NoToken(_("{name} gave no permission.").format(name=authority.name))
    return given


def _refusal(authority: Authority, problem: urllib.error.HTTPError) -> NoToken:
    with problem:
        try:
            told = json.loads(problem.read(LARGEST_ANSWER))
        except (OSError, ValueError):
            told = {}
    reason = str(told.get("error", "")) if isinstance(told, dict) else ""
    if reason in ("invalid_grant", "interaction_required"):
        return NoToken(
            _(
                "{name} no longer allows access to the mailbox. Open its settings and connect it again."
            ).format(name=authority.name)
        )
    if reason in ("invalid_client", "unauthorized_client"):
        return NoToken(
            _("{name} does not know the client id or its secret. Please check both.").format(
                name=authority.name
            )
        )
    return NoToken(
        _("{name} refused: {words}").format(name=authority.name, words=reason or problem.code),
        passing=problem.code >= 500 or problem.code == 429,
    )
