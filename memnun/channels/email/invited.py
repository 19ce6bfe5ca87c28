"""Invitations that came by mail, as a conversation shows them: with what was answered, and whether they still stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from memnun.channels.email.meetings import ANSWERS
from memnun.interactions.models import Interaction, OutboxMessage


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation, change or cancellation of somebody else's meeting. `answer` is "" while none was given."""

    interaction_id: UUID
    uid: str
    sequence: int
    summary: str
    place: str
    begins: datetime | None
    whole_day: str
    organiser: str
    is_cancellation: bool
    is_current: bool
    answer: str

    @property
    def can_be_answered(self) -> bool:
        """Whether an answer would mean anything."""
        return self.is_current and not self.is_cancellation and self.begins is not None


def invited_in(contacts: Sequence[Interaction]) -> dict[UUID, Invited]:
    """The invitations among contacts of one conversation, by the contact's id; one query at most."""
    told = {
        one.id: one.meta["invitation"]
        for one in contacts
        if one.direction == "in" and (one.meta.get("invitation") or {}).get("method") in ("request", "cancel")
    }
    if not told:
        return {}
    answers = _answers(contacts[0].brand_id, told)
    newest = _newest(told.values())
    return {id_: _read(id_, meeting, answers.get(id_, ""), newest) for id_, meeting in told.items()}


def _answers(brand_id: UUID, ids: Iterable[UUID]) -> dict[UUID, str]:
    """What was answered last to each."""
    keys = {f"meeting:{id_}:{answer}": (id_, answer) for id_ in ids for answer in ANSWERS}
    sent = OutboxMessage.objects.filter(brand_id=brand_id, key__in=list(keys)).order_by("id")
    return dict(keys[key] for key in sent.values_list("key", flat=True))


def _newest(meetings: Iterable[dict[str, Any]]) -> dict[str, tuple[int, bool]]:
    """The last word on each meeting: its sequence, and that a cancellation is later than an invitation."""
    words: dict[str, tuple[int, bool]] = {}
    for one in meetings:
        word = (int(one.get("sequence", 0)), one["method"] == "cancel")
        words[one["uid"]] = max(words.get(one["uid"], word), word)
    return words


def _read(id_: UUID, told: dict[str, Any], answer: str, newest: dict[str, tuple[int, bool]]) -> Invited:
    begins = str(told.get("begins", ""))
    moment = datetime.fromisoformat(begins) if "T" in begins else None
    word = (int(told.get("sequence", 0)), told["method"] == "cancel")
    return Invited(
        interaction_id=id_,
        uid=told["uid"],
        sequence=word[0],
        summary=told.get("summary", ""),
        place=told.get("location", ""),
        begins=moment,
        whole_day="" if moment else begins,
        organiser=told.get("organiser", ""),
        is_cancellation=word[1],
        is_current=newest[told["uid"]] == word,
        answer=answer,
    )
