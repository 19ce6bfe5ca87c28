"""What mails that came to stand in the ledger mean elsewhere: a guest's answer reaches its meeting."""

from __future__ import annotations

from collections.abc import Sequence

from memnun.channels.email.appointments import hear_answers
from memnun.events.dispatcher import reader
from memnun.events.reading import LoggedEvent
from memnun.interactions.models import Interaction
from memnun.interactions.told import PLACED, placed_ids


@reader("email.meeting_answers", kinds=PLACED)
def hear_meeting_answers(events: Sequence[LoggedEvent]) -> None:
    """Tie the answers of guests' calendars to the meetings they name, however late they came."""
    for ids in placed_ids(events):
        answers = Interaction.objects.filter(
            id__in=ids, channel="email", direction="in", meta__invitation__method="reply"
        )
        hear_answers(list(answers.order_by("occurred_at", "id")))
