"""What an installation knows of signing in beside allauth: second factors, and the log of every brand."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from memnun.events.actions import Act, record_many
from memnun.events.kinds import Kind
from memnun.people.models import Account, Person

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(account: Account) -> bool:
    """Whether the account signs in with an authenticator app or a passkey."""
    found: bool = Authenticator.objects.filter(user_id=account.pk, type__in=SECOND_FACTORS).exists()
    return found


def lacks_second_factor(person: Person) -> bool:
    """Whether the person's brand wants a second factor and the account has none: then nothing opens."""
    return person.brand.second_factor_required and not has_second_factor(person.account)


def record_for_brands(kind: Kind, account: Account, *, by_account: bool = False, **details: Any) -> None:
    """Write an act around an account's sign-in into the log of every brand it works for."""
    record_many(
        Act(
            kind,
            person.brand_id,
            by=person if by_account else None,
            subject_id=person.id,
            details={"email": account.email, **details},
        )
        for person in Person.objects.filter(account=account, active=True)
    )


def site_address(request: HttpRequest) -> str:
    """The public address of this installation, as set, otherwise as asked for; without a slash at the end."""
    return settings.ENVIRONMENT.url or request.build_absolute_uri("/").rstrip("/")
