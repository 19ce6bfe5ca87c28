"""Promises that leave with an answer: written with it, taken back with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.cases.actions.from_conversation import opening_of
from memnun.cases.actions.opening import open_case
from memnun.cases.actions.promising import promise, take_back
from memnun.cases.models import Case, Promise
from memnun.foundation import clock
from memnun.interactions.models import Conversation
from memnun.people.models import Person

COMPLAINT, REQUEST = "complaint", "request"


def hold_open_case(conversation: Conversation) -> Case | None:
    """The conversation's open case, held until the end of the transaction.

    Ask for it before the answer is queued: letters lock the case first and the conversation after it.
    """
    return (
        Case.objects.filter(conversation=conversation)
        .open()
        .select_for_update(no_key=True)
        .order_by("opened_at")
        .first()
    )


@transaction.atomic
def promise_with_answer(
    conversation: Conversation, given: Sequence[tuple[str, datetime]], *, message_id: UUID, by: Person
) -> list[Promise]:
    """Write what an answer promises, as (sentence, moment), on the conversation's open case.

    Where none is open, one is opened: a complaint where the conversation is one, else a request.
    """
    if not given:
        return []
    case = hold_open_case(conversation) or _open(conversation, by)
    return [promise(case, text=text, due_at=due, by=by, message_id=message_id) for text, due in given]


@transaction.atomic
def take_back_with_answer(message_id: UUID, *, by: Person | None) -> int:
    """Take back what an answer promised that never left; returns how many promises that were."""
    standing = Promise.objects.filter(message_id=message_id, due_at__gt=clock.now()).open()
    promises = list(standing.select_related("case"))
    for made in promises:
        take_back(made, reason=_("The answer was taken back."), by=by)
    return len(promises)


def is_complaint(conversation: Conversation) -> bool:
    """Whether something in the conversation was read as a complaint."""
    return f"kind:{COMPLAINT}" in conversation.labels


def _open(conversation: Conversation, by: Person) -> Case:
    type = COMPLAINT if is_complaint(conversation) else REQUEST
    return open_case(opening_of(conversation, type=type), brand_id=conversation.brand_id, by=by)
