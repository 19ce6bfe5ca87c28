"""Keeping what is being written, for oneself and for colleagues."""

from __future__ import annotations

from django.db import transaction

from memnun.events.actions import tell_screens
from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.actions.telling import tell
from memnun.interactions.models import ChannelAccount, Conversation, Draft
from memnun.people.models import Person

DRAFTED = "drafts.changed"
"""What open screens are told when somebody began or ended an answer."""


@transaction.atomic
def keep_draft(
    conversation: Conversation,
    *,
    by: Person,
    text: str,
    subject: str = "",
    account: ChannelAccount | None = None,
) -> Draft | None:
    """Keep what a person has written so far; an empty text forgets it."""
    if not text.strip():
        forget_draft(conversation, by=by)
        return None
    draft, is_new = Draft.objects.update_or_create(
        conversation=conversation,
        by=by,
        defaults={
            "brand_id": conversation.brand_id,
            "text": text[:50_000],
            "subject": subject[:300],
            "account": account,
            "updated_at": clock.now(),
        },
    )
    if is_new:
        _tell_screens(conversation)
    return draft


@transaction.atomic(savepoint=False)
def forget_draft(conversation: Conversation, *, by: Person) -> None:
    """The answer was sent or thrown away."""
    gone, _ = Draft.objects.filter(conversation=conversation, by=by).delete()
    if gone:
        _tell_screens(conversation)


@transaction.atomic
def take_over_draft(draft: Draft, *, by: Person) -> Draft:
    """Go on with what a colleague wrote; one's own words stand below it."""
    conversation = draft.conversation
    own = Draft.objects.filter(conversation=conversation, by=by).first()
    text = f"{draft.text}\n\n{own.text}" if own else draft.text
    taken = keep_draft(conversation, by=by, text=text, subject=draft.subject, account=draft.account)
    tell(acts.DRAFT_TAKEN, conversation, by, subject_id=draft.by_id, name=draft.by.name)
    draft.delete()
    _tell_screens(conversation)
    assert taken is not None
    return taken


def _tell_screens(conversation: Conversation) -> None:
    tell_screens(
        DRAFTED, brand_id=conversation.brand_id, team_id=conversation.team_id, conversation_id=conversation.id
    )
