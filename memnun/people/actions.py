"""Founding a brand, taking people on, giving keys to programs."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from memnun.events.actions import record
from memnun.foundation import clock
from memnun.foundation.secrets import digest_token, new_token
from memnun.people import events as acts
from memnun.people.models import Account, ApiKey, Brand, Person, Role, SignInLink

SIGN_IN_LINK_LIFE = timedelta(minutes=15)


@transaction.atomic
def found_brand(*, name: str, slug: str, owner: Account, owner_name: str) -> Person:
    """Make a brand and its first owner; returns the owner at work there."""
    brand = Brand.objects.create(name=name, slug=slug)
    person = Person.objects.create(brand=brand, account=owner, name=owner_name, role=Role.OWNER)
    record(acts.BRAND_FOUNDED, brand_id=brand.id, by=person, subject_id=brand.id, name=name)
    return person


@transaction.atomic
def add_person(*, brand: Brand, account: Account, name: str, role: Role, by: Person | None = None) -> Person:
    """Take an account on for a brand."""
    person = Person.objects.create(brand=brand, account=account, name=name, role=role)
    record(acts.PERSON_ADDED, brand_id=brand.id, by=by, subject_id=person.id, name=name, role=str(role))
    return person


@transaction.atomic
def issue_api_key(
    *, brand: Brand, name: str, scopes: list[str], by: Person | None = None
) -> tuple[ApiKey, str]:
    """Make a key; returns its row and the key itself, which is not kept and cannot be shown again."""
    token = new_token("mem")
    key = ApiKey.objects.create(
        brand=brand, name=name, prefix=token[:12], digest=digest_token(token), scopes=scopes, created_by=by
    )
    record(acts.API_KEY_ISSUED, brand_id=brand.id, by=by, subject_id=key.id, name=name)
    return key, token


@transaction.atomic
def revoke_api_key(key: ApiKey, *, by: Person) -> None:
    """End a key at once."""
    key.revoked_at = clock.now()
    key.save(update_fields=["revoked_at"])
    record(acts.API_KEY_REVOKED, brand_id=key.brand_id, by=by, subject_id=key.id, name=key.name)


def issue_sign_in_link(account: Account) -> str:
    """A token that signs the account in once within fifteen minutes; only its digest is kept."""
    token = new_token("in")
    SignInLink.objects.create(
        digest=digest_token(token), account=account, expires_at=clock.now() + SIGN_IN_LINK_LIFE
    )
    return token
