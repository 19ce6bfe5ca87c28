"""What people do with mails that were held back."""

from __future__ import annotations

from django.db import transaction

from memnun.channels.email import events as acts
from memnun.channels.email.contact import FORM
from memnun.channels.email.models import SetAsideMail
from memnun.events.actions import record
from memnun.events.kinds import Kind
from memnun.foundation import clock
from memnun.interactions.inbound import Inbound, receive
from memnun.people.models import Person


@transaction.atomic
def let_in(mail: SetAsideMail, *, by: Person) -> None:
    """Make a held mail a contact, as if it had never been held."""
    receive(mail.account, [Inbound(mail.external_id, bytes(mail.body), mail.received_at)], FORM)
    _decide(mail, SetAsideMail.State.RELEASED, acts.MAIL_LET_IN, by)


@transaction.atomic
def set_aside(mail: SetAsideMail, *, by: Person) -> None:
    """Say that a held mail needs nothing; its bytes stay."""
    _decide(mail, SetAsideMail.State.READ, acts.MAIL_SET_ASIDE, by)


def _decide(mail: SetAsideMail, state: SetAsideMail.State, act: Kind, by: Person) -> None:
    mail.state, mail.decided_by, mail.decided_at = state, by, clock.now()
    mail.save(update_fields=["state", "decided_by", "decided_at"])
    record(act, brand_id=mail.brand_id, by=by, subject_id=mail.id, sender=mail.sender)
