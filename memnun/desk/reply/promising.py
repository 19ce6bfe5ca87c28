"""The promises of an answer: proposed while it is written, written down as it is sent, asked for when missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import ngettext

from memnun.cases.actions import promise_with_answer
from memnun.cases.models import Promise
from memnun.cases.phrases.commitments import commits
from memnun.cases.promising import Hook, Proposal, Record, propose, record_of
from memnun.desk.reply.forms import PromiseAskedForm
from memnun.foundation import clock
from memnun.interactions.models import Channel, Conversation, OutboxMessage, OutboxState
from memnun.people.models import Person

LOOKED_THROUGH = 10_000
"""Characters of an answer in which promises are looked for."""

LIVE = (Channel.CHAT, Channel.SOCIAL)
"""Where people talk line by line, nobody is stopped to be asked."""

NOT_COMPLAINTS = ("request", "question")


class PromiseWanted(Exception):
    """A complaint is about to be answered without a promised time and without a solution."""

    def __init__(self, form: PromiseAskedForm, kept: list[Record]) -> None:
        super().__init__("promise wanted")
        self.form = form
        self.kept = kept


@dataclass(frozen=True, slots=True)
class Offer:
    """A promise found in the text, and whether it will be written down with the answer."""

    proposal: Proposal
    ticked: bool


def offers(hook: Hook, given: QueryDict) -> list[Offer]:
    """The dated promises, ticked as the form says; those it has not shown yet as is usual here."""
    shown, ticked = set(given.getlist("offered")), set(given.getlist("promise"))
    return [
        Offer(each, each.quote in ticked if each.quote in shown else hook.writes)
        for each in hook.proposals
        if each.due
    ]


def found_in(
    conversation: Conversation, given: QueryDict, *, person: Person, at: datetime | None = None
) -> Hook:
    """The promises of the words a form holds, for an answer that leaves now or `at` a later moment."""
    return propose(conversation, given.get("text", "")[:LOOKED_THROUGH], person=person, at=at)


def promise_lines(conversation: Conversation, given: QueryDict, *, person: Person) -> dict[str, object]:
    """What stands under the words while they are written."""
    hook = found_in(conversation, given, person=person)
    return {
        "hook": hook,
        "offers": offers(hook, given),
        "undated": [each for each in hook.proposals if not each.due],
        "kept": kept_so_far(conversation, hook) if hook.proposals else [],
    }


def kept_so_far(conversation: Conversation, hook: Hook) -> list[Record]:
    """How often promises about the same topic in the same team were kept, where there were enough to tell."""
    told = record_of(conversation.brand_id, topic=hook.topic, team_id=conversation.team_id)
    return [each for each in told if each.enough]


def promises_to_write(
    conversation: Conversation, given: QueryDict, *, person: Person, send_at: datetime | None
) -> list[tuple[str, datetime]]:
    """What the answer promises, as (words, moment).

    Raises PromiseWanted when a complaint is answered without one and is not solved by it, unless the person
    said that none is to be given. Where nobody is asked, words that commit to nothing cost no look at cases.
    """
    if _promises_nothing(conversation, given):
        return []
    hook = found_in(conversation, given, person=person, at=send_at)
    wanted = [
        (each.proposal.sentence, each.proposal.due)
        for each in offers(hook, given)
        if each.ticked and each.proposal.due and each.proposal.due > clock.now()
    ]
    if "promise_asked" in given:
        return wanted + _answered(given, kept_so_far(conversation, hook))
    if _must_ask(conversation, hook, given):
        raise PromiseWanted(PromiseAskedForm(), kept_so_far(conversation, hook))
    return wanted


def write_promises(
    message: OutboxMessage, wanted: list[tuple[str, datetime]], *, by: Person
) -> list[Promise]:
    """Write them down with the message; what the gate forbids to be sent promises nothing."""
    if not wanted or message.state == OutboxState.BLOCKED:
        return []
    if Promise.objects.filter(message_id=message.id).exists():
        return []
    return promise_with_answer(message.conversation, wanted, message_id=message.id, by=by)


def sentence(sent: str, promises: list[Promise]) -> str:
    """What is said of an answer, with its promises."""
    if not promises:
        return sent
    told = ngettext("{count} promise was written down.", "{count} promises were written down.", len(promises))
    return f"{sent} {told.format(count=len(promises))}"


def _answered(given: QueryDict, kept: list[Record]) -> list[tuple[str, datetime]]:
    if given.get("promise_asked") == "none":
        return []
    form = PromiseAskedForm(given)
    if not form.is_valid():
        raise PromiseWanted(form, kept)
    return [(form.cleaned_data["promise_text"], form.cleaned_data["promise_due"])]


def _promises_nothing(conversation: Conversation, given: QueryDict) -> bool:
    if conversation.channel not in LIVE or "promise_asked" in given:
        return False
    return not commits(given.get("text", "")[:LOOKED_THROUGH])


def _must_ask(conversation: Conversation, hook: Hook, given: QueryDict) -> bool:
    if not hook.asks_for_one or hook.case is None or given.get("afterwards") == "resolve":
        return False
    return conversation.channel not in LIVE and hook.case.type.key not in NOT_COMPLAINTS
