"""Learning from a brand's corrections, and deciding with what the brand is read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from procrastinate.contrib.django import app

from memnun.events.actions import record
from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.actions import topics
from memnun.interactions.models import Correction
from memnun.interactions.models.adaptation import Adaptation, ReaderChoice
from memnun.interactions.placing.brand_reader import base, pack
from memnun.people.models import Person
from memnun.understanding import read_many
from memnun.understanding.adaptation import LEAST_CORRECTIONS, Trial, adapt, nothing_tried, with_labels
from memnun.understanding.adaptation import Correction as Example
from memnun.understanding.own_topics import LEAST_EXAMPLES, learn_own_topics

UNOBJECTED_A_CORRECTION = 2
"""So many contacts that nobody objected to stand beside each corrected one: what is read well must stay so."""
NEWEST = 5000

LEARNED = ("sentiment", "kinds", "topics")
CORRECTED = """
SELECT COALESCE(NULLIF(i.text, ''), i.subject), r.sentiment, r.kinds, r.topics, array_agg(DISTINCT c.field),
    bool_or(c.version = r.version)
FROM interactions_correction c
JOIN interactions_interaction i ON i.id = c.interaction_id
JOIN interactions_reading r ON r.interaction_id = c.interaction_id
WHERE c.brand_id = %s GROUP BY i.id, r.interaction_id ORDER BY i.id
"""
UNOBJECTED = """
SELECT COALESCE(NULLIF(n.text, ''), n.subject), r.sentiment, r.kinds, r.topics FROM (
    SELECT i.id, i.text, i.subject, i.conversation_id FROM interactions_interaction i
    WHERE i.brand_id = %s AND i.direction = 'in' ORDER BY i.occurred_at DESC, i.id DESC LIMIT %s) AS n
JOIN interactions_reading r ON r.interaction_id = n.id AND NOT r.unsure
JOIN interactions_conversation c ON c.id = n.conversation_id AND c.status = 'resolved'
WHERE NOT EXISTS (SELECT FROM interactions_correction x WHERE x.interaction_id = n.id)
ORDER BY md5(n.id::text) LIMIT %s
"""


class CannotAdapt(ValueError):
    """The adaptation cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Texts with the feeling, kinds and topics that people say or let stand."""

    corrected: list[Example]
    confirmed: list[Example]
    unobjected: list[Example]


def lessons_of(brand_id: UUID) -> Lessons:
    """What there is to learn from, corrections being the word of people.

    Corrections alone would teach to turn every reading round, for they are made where reading failed. So
    contacts stand beside them that people looked at and left, and of resolved conversations contacts that
    nobody objected to and that the shipped model reads as they stand.
    """
    corrected, confirmed = _said(brand_id)
    return Lessons(corrected, confirmed, _unobjected(brand_id, UNOBJECTED_A_CORRECTION * len(corrected)))


def _said(brand_id: UUID) -> tuple[list[Example], list[Example]]:
    """Of the fields people changed, their word; of the others what stood there while they looked."""
    corrected: list[Example] = []
    confirmed: list[Example] = []
    with connection.cursor() as cursor:
        cursor.execute(CORRECTED, [brand_id])
        for text, sentiment, kinds, topics, fields, same in cursor.fetchall():
            example = Example(
                text,
                sentiment if same or "sentiment" in fields else "",
                tuple(kinds) if same or "kinds" in fields else None,
                tuple(topics) if same or "topics" in fields else None,
            )
            (corrected if set(fields) & set(LEARNED) else confirmed).append(example)
    return corrected, confirmed


def _unobjected(brand_id: UUID, limit: int) -> list[Example]:
    with connection.cursor() as cursor:
        cursor.execute(UNOBJECTED, [brand_id, NEWEST, limit])
        quiet = cursor.fetchall()
    shipped = read_many([row[0] for row in quiet])
    return [
        Example(
            text,
            sentiment,
            tuple(kinds) if set(kinds) == set(reading.kinds) else None,
            tuple(topics) if set(topics) == set(reading.topics) else None,
        )
        for (text, sentiment, kinds, topics), reading in zip(quiet, shipped, strict=True)
        if reading.sentiment == sentiment
    ]


def learn(brand_id: UUID) -> Adaptation | None:
    """Try to learn from the brand's corrections and the examples of its own topics.

    None when there are too few, or no new ones since the last trial.
    """
    last = Adaptation.objects.filter(brand_id=brand_id, base=base()).order_by("-number").first()
    fresh = Correction.objects.filter(brand_id=brand_id)
    if last and not (
        fresh.filter(at__gt=last.made_at).exists() or topics.changed_since(brand_id, last.made_at)
    ):
        return None
    lessons = lessons_of(brand_id)
    own = [topic for topic in topics.own_topics_of(brand_id) if len(topic.told) >= LEAST_EXAMPLES]
    enough = len(lessons.corrected) >= LEAST_CORRECTIONS
    if not enough and not own:
        return None
    trial = (
        adapt([*lessons.unobjected, *lessons.confirmed, *lessons.corrected]) if enough else nothing_tried()
    )
    if own:
        trial = with_labels(trial, *learn_own_topics(own, topics.texts_nobody_named(brand_id, own)))
    return _keep(brand_id, lessons, trial)


@transaction.atomic
def _keep(brand_id: UUID, lessons: Lessons, trial: Trial) -> Adaptation:
    choice, _created = ReaderChoice.objects.select_for_update(no_key=True).get_or_create(brand_id=brand_id)
    highest = Adaptation.objects.filter(brand_id=brand_id).aggregate(highest=Max("number"))["highest"] or 0
    made = Adaptation.objects.create(
        brand_id=brand_id,
        number=highest + 1,
        base=base(),
        corrected=len(lessons.corrected),
        confirmed=len(lessons.confirmed),
        unobjected=len(lessons.unobjected),
        held_back=trial.held_back,
        shipped_right=trial.shipped_right,
        adapted_right=trial.adapted_right,
        labels=[asdict(tried) for tried in trial.labels],
        better=trial.adopted,
        layer=pack(trial.adaptation) if trial.adaptation else b"",
    )
    told = {
        "number": made.number, "corrections": made.corrected, "held_back": made.held_back,
        "before": made.shipped_right, "after": made.adapted_right,
    }  # fmt: skip
    if made.better and choice.automatic:
        _choose(choice, made, by=None)
        record(acts.ADAPTED, brand_id=brand_id, subject_id=made.id, details=told)
    else:
        record(acts.NOT_ADAPTED, brand_id=brand_id, subject_id=made.id, details=told)
    return made


def _choose(choice: ReaderChoice, adaptation: Adaptation | None, *, by: Person | None) -> None:
    """Read with it from now on; the newest contacts are read again in the background, so that lists agree."""
    choice.adaptation, choice.by, choice.at = adaptation, by, clock.now()
    choice.save()
    app.configure_task("interactions.reread_brand").defer(brand_id=str(choice.brand_id))


@transaction.atomic
def read_as_shipped(brand_id: UUID, *, by: Person) -> None:
    """Go back to the shipped model and take nothing into use by itself any more."""
    choice, _created = ReaderChoice.objects.select_for_update(no_key=True).get_or_create(brand_id=brand_id)
    if choice.adaptation is None and not choice.automatic:
        return
    choice.automatic = False
    _choose(choice, None, by=by)
    record(acts.READ_AS_SHIPPED, brand_id=brand_id, by=by)


@transaction.atomic
def read_as_learned(adaptation: Adaptation, *, by: Person) -> None:
    """Use this adaptation from now on, and better ones when they come.

    Raises CannotAdapt for one that did not read better or was learned on another shipped model.
    """
    if not adaptation.better or adaptation.base != base():
        raise CannotAdapt(adaptation.number)
    choice, _created = ReaderChoice.objects.select_for_update(no_key=True).get_or_create(
        brand_id=adaptation.brand_id
    )
    choice.automatic = True
    _choose(choice, adaptation, by=by)
    record(
        acts.READ_AS_LEARNED, brand_id=adaptation.brand_id, by=by, subject_id=adaptation.id,
        details={"number": adaptation.number},
    )  # fmt: skip


@transaction.atomic
def learn_by_itself(brand_id: UUID, *, by: Person) -> None:
    """Take better adaptations into use by themselves again."""
    choice, _created = ReaderChoice.objects.select_for_update(no_key=True).get_or_create(brand_id=brand_id)
    if choice.automatic:
        return
    choice.automatic = True
    newest = (
        Adaptation.objects.filter(brand_id=brand_id, base=base(), better=True).order_by("-number").first()
    )
    _choose(choice, newest, by=by)
    record(acts.LEARNS_AGAIN, brand_id=brand_id, by=by)
