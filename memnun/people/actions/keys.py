"""Giving keys to programs, and taking them back."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from memnun.events.actions import record
from memnun.foundation import clock
from memnun.foundation.secrets import digest_token, new_token
from memnun.people import events as acts
from memnun.people.actions.changes import apply_changes
from memnun.people.models import ApiKey, Brand, Person

SHOWN = 12
"""Characters of a key that stay readable, to tell it from others."""
REQUESTS_A_MINUTE = 6000


@transaction.atomic
def issue_api_key(
    *,
    brand: Brand,
    name: str,
    scopes: list[str],
    by: Person | None = None,
    requests_a_minute: int = REQUESTS_A_MINUTE,
) -> tuple[ApiKey, str]:
    """Make a key; returns its row and the key itself, which is not kept and cannot be shown again."""
    token = new_token("mem")
    key = ApiKey.objects.create(
        brand=brand,
        name=name,
        prefix=token[:SHOWN],
        digest=digest_token(token),
        scopes=scopes,
        requests_a_minute=requests_a_minute,
        created_by=by,
    )
    record(acts.API_KEY_ISSUED, brand_id=brand.id, by=by, subject_id=key.id, name=name, scopes=scopes)
    return key, token


@transaction.atomic
def change_api_key(key: ApiKey, *, by: Person, values: dict[str, Any]) -> None:
    """Change name, scopes or rate."""
    changes = apply_changes(key, values)
    if changes:
        record(
            acts.API_KEY_CHANGED,
            brand_id=key.brand_id,
            by=by,
            subject_id=key.id,
            name=key.name,
            model="people.apikey",
            changes=changes,
        )


@transaction.atomic
def revoke_api_key(key: ApiKey, *, by: Person) -> None:
    """End a key at once; ending it twice is one end."""
    if not ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=clock.now()):
        return
    record(acts.API_KEY_REVOKED, brand_id=key.brand_id, by=by, subject_id=key.id, name=key.name)
