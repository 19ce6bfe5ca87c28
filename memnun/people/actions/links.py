"""One-time sign-in links."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from memnun.foundation import clock
from memnun.foundation.secrets import digest_token, new_token
from memnun.people import events as acts
from memnun.people.models import Account, SignInLink
from memnun.people.sign_in import record_for_brands

SIGN_IN_LINK_LIFE = timedelta(minutes=15)


@transaction.atomic
def issue_sign_in_link(account: Account) -> str:
    """A token that signs the account in once within fifteen minutes; only its digest is kept."""
    token = new_token("in")
    SignInLink.objects.create(
        digest=digest_token(token), account=account, expires_at=clock.now() + SIGN_IN_LINK_LIFE
    )
    record_for_brands(acts.SIGN_IN_LINK_ISSUED, account)
    return token


def find_sign_in_link(token: str) -> SignInLink | None:
    """The link while it still opens; looking does not use it up."""
    usable = SignInLink.objects.filter(used_at=None, expires_at__gt=clock.now(), account__is_active=True)
    return usable.filter(digest=digest_token(token)).select_related("account").first()


def use_sign_in_link(token: str) -> Account | None:
    """Use the link up and give its account; of many who try at once, one gets it."""
    link = find_sign_in_link(token)
    if link is None:
        return None
    used = SignInLink.objects.filter(digest=link.digest, used_at=None).update(used_at=clock.now())
    return link.account if used else None
