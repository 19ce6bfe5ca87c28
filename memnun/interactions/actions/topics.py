"""Naming topics of a brand's own, showing them by examples, and putting them away."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from memnun.events.actions import record
from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.models import BrandTopic, ReaderChoice, TopicExample
from memnun.interactions.models.topic import LONGEST_NAME
from memnun.interactions.placing.brand_reader import pack, unpack
from memnun.people.models import Person
from memnun.understanding.own_topics import OwnTopic
from memnun.understanding.topics import OWN

MOST_TOPICS = 40
MOST_EXAMPLES = 2000
LONGEST_EXAMPLE = 4000
OTHERS = 800

CORRECTED = """
SELECT COALESCE(NULLIF(i.text, ''), i.subject), (array_agg(c.after ORDER BY c.at DESC, c.id DESC))[1], max(c.at)
FROM interactions_correction c JOIN interactions_interaction i ON i.id = c.interaction_id
WHERE c.brand_id = %s AND c.field = 'topics' GROUP BY i.id ORDER BY i.id
"""
NOBODY_NAMED = """
SELECT COALESCE(NULLIF(n.text, ''), n.subject) FROM (
    SELECT i.id, i.text, i.subject FROM interactions_interaction i
    WHERE i.brand_id = %s AND i.direction = 'in' ORDER BY i.occurred_at DESC, i.id DESC LIMIT %s) AS n
JOIN interactions_reading r ON r.interaction_id = n.id AND NOT r.topics && %s::varchar[]
WHERE NOT EXISTS (SELECT FROM interactions_correction x WHERE x.interaction_id = n.id AND x.field = 'topics')
ORDER BY md5(n.id::text) LIMIT %s
"""
NEWEST = 5000


class InvalidTopic(ValueError):
    """The topic cannot be kept like this; the text says why."""


@transaction.atomic
def add_topic(name: str, *, examples: Iterable[str] = (), by: Person) -> BrandTopic:
    """Name a topic of the brand's own. Raises InvalidTopic for no name, a taken one, and one too many."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise InvalidTopic(_("Give the topic a name of up to {most} letters.").format(most=LONGEST_NAME))
    own = BrandTopic.objects.visible_to(by)
    if own.filter(name__iexact=name).exists():
        raise InvalidTopic(_("There is a topic of this name already."))
    if own.in_use().count() >= MOST_TOPICS:
        raise InvalidTopic(_("Put a topic away first: {most} can be in use.").format(most=MOST_TOPICS))
    topic = BrandTopic.objects.create(brand_id=by.brand_id, name=name, by=by)
    record(acts.TOPIC_ADDED, brand_id=by.brand_id, by=by, subject_id=topic.id, details={"topic": name})
    add_examples(topic, examples, by=by)
    return topic


@transaction.atomic
def add_examples(topic: BrandTopic, texts: Iterable[str], *, holds: bool = True, by: Person) -> int:
    """Keep texts that are (or are not) about the topic; returns how many were new. Raises InvalidTopic when too many."""
    known = set(topic.examples.values_list("text", flat=True))
    stripped = (" ".join(text.split())[:LONGEST_EXAMPLE] for text in texts)
    fresh = [text for text in dict.fromkeys(stripped) if text and text not in known]
    if len(known) + len(fresh) > MOST_EXAMPLES:
        raise InvalidTopic(_("A topic holds up to {most} examples.").format(most=MOST_EXAMPLES))
    TopicExample.objects.bulk_create(
        TopicExample(brand_id=topic.brand_id, topic=topic, text=text, holds=holds, by=by) for text in fresh
    )
    if fresh:
        record(
            acts.TOPIC_EXAMPLES_ADDED, brand_id=topic.brand_id, by=by, subject_id=topic.id,
            details={"topic": topic.name, "count": len(fresh)},
        )  # fmt: skip
    return len(fresh)


@transaction.atomic
def remove_example(example: TopicExample, *, by: Person) -> None:
    """Learn no more from this text."""
    topic = example.topic
    example.delete()
    record(
        acts.TOPIC_EXAMPLE_REMOVED, brand_id=topic.brand_id, by=by, subject_id=topic.id,
        details={"topic": topic.name},
    )  # fmt: skip


@transaction.atomic
def retire_topic(topic: BrandTopic, *, by: Person) -> None:
    """Put a topic away: it is read and offered no more; what was read stays, and it can be taken back."""
    if topic.retired_at:
        return
    topic.retired_at = clock.now()
    topic.save(update_fields=["retired_at"])
    choice = ReaderChoice.objects.select_related("adaptation").filter(brand_id=topic.brand_id).first()
    if choice and choice.adaptation and choice.adaptation.layer:
        used = choice.adaptation
        used.layer = pack(unpack(bytes(used.layer)).without(topic.slug))
        used.save(update_fields=["layer"])
    record(
        acts.TOPIC_RETIRED, brand_id=topic.brand_id, by=by, subject_id=topic.id, details={"topic": topic.name}
    )


@transaction.atomic
def take_back_topic(topic: BrandTopic, *, by: Person) -> None:
    """Use a topic again; it is learned in the next night."""
    if topic.retired_at is None:
        return
    topic.retired_at, topic.made_at = None, clock.now()
    topic.save(update_fields=["retired_at", "made_at"])
    record(
        acts.TOPIC_TAKEN_BACK,
        brand_id=topic.brand_id,
        by=by,
        subject_id=topic.id,
        details={"topic": topic.name},
    )


def own_topics_of(brand_id: UUID) -> list[OwnTopic]:
    """The brand's topics in use with their examples and what corrections say of them, the word of today last."""
    topics = (
        BrandTopic.objects.filter(brand_id=brand_id).in_use().order_by("name").prefetch_related("examples")
    )
    corrected = _corrected(brand_id)
    found = []
    for topic in topics:
        texts = {example.text: example.holds for example in topic.examples.all()}
        texts |= {
            text: topic.slug in said
            for text, said, at in corrected
            if topic.slug in said or at > topic.made_at
        }
        found.append(
            OwnTopic(
                topic.slug,
                tuple(text for text, holds in texts.items() if holds),
                tuple(text for text, holds in texts.items() if not holds),
            )
        )
    return found


def _corrected(brand_id: UUID) -> list[tuple[str, Collection[str], datetime]]:
    with connection.cursor() as cursor:
        cursor.execute(CORRECTED, [brand_id])
        return [(text, json.loads(said), at) for text, said, at in cursor.fetchall()]


def texts_nobody_named(brand_id: UUID, topics: Iterable[OwnTopic]) -> list[str]:
    """Some of the brand's newest contacts that neither reading nor people gave one of the topics."""
    slugs = [topic.slug for topic in topics]
    with connection.cursor() as cursor:
        cursor.execute(NOBODY_NAMED, [brand_id, NEWEST, slugs, OTHERS])
        return [text for (text,) in cursor.fetchall()]


def changed_since(brand_id: UUID, moment: datetime) -> bool:
    """Whether topics or examples came, went or changed since."""
    topics = BrandTopic.objects.filter(brand_id=brand_id)
    return (
        topics.filter(made_at__gt=moment).exists()
        or topics.filter(retired_at__gt=moment).exists()
        or TopicExample.objects.filter(brand_id=brand_id, at__gt=moment).exists()
    )


def known_topics(brand_id: UUID, wanted: Collection[str]) -> bool:
    """Whether every topic of the brand's own among these is one in use."""
    own = {slug for slug in wanted if slug.startswith(OWN)}
    return not own or own <= set(BrandTopic.objects.filter(brand_id=brand_id).in_use().slugs())
