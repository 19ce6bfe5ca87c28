"""What came through a form goes to the form's team, and carries its topic."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from memnun.channels.web_form.consenting import record_ticks
from memnun.channels.web_form.models import FormSubmission
from memnun.events.dispatcher import reader
from memnun.events.reading import LoggedEvent
from memnun.interactions import events as interaction_acts
from memnun.interactions.actions.telling import locked, tell
from memnun.interactions.models import Conversation, Interaction
from memnun.interactions.told import PLACED, placed_ids


@reader("web_form.routing", kinds=PLACED)
def route_conversations(events: Sequence[LoggedEvent]) -> None:
    """Give each conversation a form began to the form's team, unless somebody gave it to another."""
    for ids in placed_ids(events):
        _route_some(ids)


def _route_some(ids: Sequence[UUID]) -> None:
    rows = FormSubmission.objects.filter(raw_id__in=ids).select_related("form__team")
    sent = {one.raw_id: one for one in rows if one.raw_id and (one.form.team_id or one.form.topic)}
    places = dict(Interaction.objects.filter(id__in=list(sent)).values_list("id", "conversation_id"))
    for raw_id, one in sent.items():
        if conversation_id := places.get(raw_id):
            _route(one, Conversation(id=conversation_id))


def _route(sent: FormSubmission, conversation: Conversation) -> None:
    current, form = locked(conversation), sent.form
    label = f"topic:{form.topic}"
    if form.topic and label not in current.labels:
        current.labels = sorted({*current.labels, label})
        current.save(update_fields=["labels"])
    if form.team and current.team_id is None:
        current.team = form.team
        current.save(update_fields=["team"])
        tell(interaction_acts.TEAM_SET, current, None, subject_id=form.team_id, team=form.team.name)


@reader("web_form.consents", kinds=PLACED)
def record_consents(events: Sequence[LoggedEvent]) -> None:
    """Write the consents that were ticked in forms into the ledger."""
    for ids in placed_ids(events):
        record_ticks(ids)
