"""What became of the question whether a case is solved, and what its owner can do where it did not get through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from memnun.cases.deadlines.sentences import tell_moment
from memnun.cases.models import Case, FollowUp
from memnun.consent.models import GateDecision
from memnun.consent.words import tell_steps
from memnun.foundation import clock
from memnun.interactions.actions.replying import ways
from memnun.interactions.models import OutboxMessage, OutboxState
from memnun.interactions.models.outbox import ACCEPTED

WISHES = ("preference", "erasure")
"""Looks of the gate at which the customer's own will stops the question, whoever asks it."""


@dataclass(frozen=True, slots=True)
class Question:
    """Where the question stands, in words; `advice` says what to do where it did not get through.

    With `waits` it is written and has not left yet.
    """

    words: str
    advice: str = ""
    waits: bool = False


def question_of(follow_up: FollowUp, case: Case, message: OutboxMessage | None) -> Question | None:
    """The question of a follow-up that is not over, and the message that asks it if one was written."""
    if follow_up.state not in (FollowUp.State.PLANNED, FollowUp.State.ASKED):
        return None
    if message is None:
        return _unwritten(case) if follow_up.state == FollowUp.State.PLANNED else None
    if message.state in ACCEPTED:
        return Question(f"{message.channel_account} · {message.get_state_display()}")
    return _lost(message) or _under_way(message)


def _unwritten(case: Case) -> Question:
    way = next(iter(ways(case.conversation)), None) if case.conversation else None
    if way is not None:
        return Question(_("It is asked by itself, at the customer's hours: {way}.").format(way=way.account))
    return Question(
        _("Nothing can be written to this customer from here."),
        _("Call them in these days, and note what they say."),
    )


def _lost(message: OutboxMessage) -> Question | None:
    if message.state == OutboxState.BLOCKED:
        return _forbidden(message)
    if message.state == OutboxState.CANCELLED:
        return Question(
            _("The question was taken back before it left."), _("Call them, and note what they say.")
        )
    if message.state in (OutboxState.FAILED, OutboxState.UNCERTAIN):
        return Question(
            _("The question did not arrive: {why}").format(
                why=message.problem or message.get_state_display()
            ),
            _("Call them, or send it again from the conversation."),
        )
    return None


def _forbidden(message: OutboxMessage) -> Question:
    decisions = [message.gate_decision_id] if message.gate_decision_id else []
    steps: list[dict[str, Any]] = next(
        iter(GateDecision.objects.filter(id__in=decisions).values_list("steps", flat=True)), []
    )
    line = tell_steps(steps)[-1] if steps else None
    told = f"{line.name}: {line.text}" if line else message.get_state_display()
    wish = bool(steps) and steps[-1]["step"] in WISHES
    return Question(
        _("The question may not be sent. {why}").format(why=told),
        _("The customer wishes it so: do not ask, and note the reason.")
        if wish
        else _("Ask another way, by telephone, and note what they say."),
    )


def _under_way(message: OutboxMessage) -> Question:
    if message.next_at and message.next_at > clock.now():
        when = tell_moment(message.next_at, timezone.get_current_timezone())
        return Question(
            _("The question waits for the customer's hours and leaves on {when}.").format(when=when),
            waits=True,
        )
    return Question(_("The question is on its way."), waits=True)
