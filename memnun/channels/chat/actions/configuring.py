"""What managers change of a chat beside its form."""

from __future__ import annotations

from django.db import transaction

from memnun.channels.chat import events as acts
from memnun.channels.chat.configuring import SECRET
from memnun.channels.chat.models import InvitationRule
from memnun.events.actions import record
from memnun.foundation.secrets import new_token
from memnun.interactions.models import ChannelAccount
from memnun.people.models import Person

PREFIX = "chat_identity"


@transaction.atomic
def make_secret(account: ChannelAccount, *, by: Person) -> str:
    """A new secret with which the site signs who its customers are; it is told once, the old one ends."""
    current = ChannelAccount.objects.select_for_update(no_key=True).get(id=account.id)
    secret = new_token(PREFIX)
    current.set_secrets({**current.all_secrets(), SECRET: secret})
    current.save(update_fields=["secrets"])
    record(acts.SECRET_CHANGED, brand_id=current.brand_id, by=by, subject_id=current.id)
    return secret


@transaction.atomic
def keep_invitation(rule: InvitationRule, *, by: Person) -> None:
    """Keep a new or changed rule; a new one comes last."""
    if rule._state.adding:
        rule.position = InvitationRule.objects.filter(account=rule.account).count()
    rule.save()
    record(acts.INVITATIONS_CHANGED, brand_id=rule.brand_id, by=by, subject_id=rule.account_id)


@transaction.atomic
def remove_invitation(rule: InvitationRule, *, by: Person) -> None:
    """Take a rule away."""
    rule.delete()
    record(acts.INVITATIONS_CHANGED, brand_id=rule.brand_id, by=by, subject_id=rule.account_id)
