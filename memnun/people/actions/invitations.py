"""Inviting people by a link that opens once within seven days."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from memnun.events.actions import record
from memnun.events.kinds import Kind
from memnun.foundation import clock
from memnun.foundation.secrets import digest_token, new_token
from memnun.people import events as acts
from memnun.people.actions.staff import check_rank
from memnun.people.models import Account, Branch, Invitation, Person, Role

INVITATION_LIFE = timedelta(days=7)


@transaction.atomic
def invite_person(
    *, by: Person, email: str, name: str, role: Role, branch: Branch | None = None
) -> tuple[Invitation, str]:
    """Invite to the brand of `by`; returns the invitation and the token of its link, which is not kept.

    An invitation of the same address that still waits is replaced. Raises ValidationError when the
    address already works for the brand or the role stands above the one who invites.
    """
    check_rank(by, role)
    address = email.strip().lower()
    if Person.objects.filter(brand_id=by.brand_id, account__email=address, active=True).exists():
        raise ValidationError(_("%(email)s already works for this brand.") % {"email": address})
    Invitation.objects.visible_to(by).waiting().filter(email=address).update(withdrawn_at=clock.now())
    token = new_token("inv")
    invitation = Invitation.objects.create(
        brand=by.brand,
        email=address,
        name=name,
        role=role,
        branch=branch,
        digest=digest_token(token),
        by=by,
        expires_at=clock.now() + INVITATION_LIFE,
    )
    _record(acts.PERSON_INVITED, invitation, by)
    return invitation, token


@transaction.atomic
def renew_invitation(invitation: Invitation, *, by: Person) -> str:
    """A new link for the same invitation; the old one no longer opens."""
    check_rank(by, Role(invitation.role))
    token = new_token("inv")
    invitation.digest = digest_token(token)
    invitation.expires_at = clock.now() + INVITATION_LIFE
    invitation.save(update_fields=["digest", "expires_at"])
    _record(acts.INVITATION_RENEWED, invitation, by)
    return token


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Person) -> None:
    """Take an invitation back; its link no longer opens."""
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if waiting.update(withdrawn_at=clock.now()):
        _record(acts.INVITATION_WITHDRAWN, invitation, by)


def find_invitation(token: str) -> Invitation | None:
    """The invitation while its link opens."""
    opening = Invitation.objects.filter(digest=digest_token(token)).open(clock.now())
    return opening.select_related("brand", "by").first()


@transaction.atomic
def accept_invitation(invitation: Invitation, *, account: Account) -> Person:
    """Make the account a person of the brand, or bring back the one it was.

    Raises ValidationError when the invitation was used or withdrawn meanwhile, and when it is
    for another address.
    """
    waiting = Invitation.objects.filter(pk=invitation.pk).open(clock.now())
    if account.email != invitation.email or not waiting.update(accepted_at=clock.now()):
        raise ValidationError(_("This invitation no longer opens."))
    person, _made = Person.objects.update_or_create(
        brand_id=invitation.brand_id,
        account=account,
        defaults={
            "name": invitation.name,
            "role": invitation.role,
            "branch": invitation.branch,
            "active": True,
        },
    )
    record(
        acts.PERSON_JOINED,
        brand_id=person.brand_id,
        by=person,
        subject_id=person.id,
        name=person.name,
        role=invitation.role,
    )
    return person


def _record(kind: Kind, invitation: Invitation, by: Person) -> None:
    record(
        kind,
        brand_id=invitation.brand_id,
        by=by,
        subject_id=invitation.id,
        name=invitation.name,
        email=invitation.email,
        role=invitation.role,
    )
