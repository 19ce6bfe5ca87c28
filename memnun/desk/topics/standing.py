"""How each topic of a brand's own stands: its examples, the last trial, and contacts to be asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from memnun.desk.learning.standing import Share
from memnun.interactions.actions.topics import own_topics_of
from memnun.interactions.models import Adaptation, BrandTopic, Interaction, ReaderChoice
from memnun.interactions.placing.brand_reader import base
from memnun.interactions.similar.ranking import Told, rank
from memnun.interactions.similar.rarity import sampled_rarity
from memnun.people.models import Person
from memnun.understanding.own_topics import LEAST_EXAMPLES, OwnTopic

NEWEST = 400
ASKED = 6
SOURCE_EXAMPLES = 30
ALIKE_FROM = 0.04


@dataclass(frozen=True, slots=True)
class Standing:
    """A topic; `missing` examples before it is tried, `tried` what the last trial gave, `in_use` whether it is read."""

    topic: BrandTopic
    examples: int
    tried: dict[str, Any] | None
    in_use: bool

    @property
    def missing(self) -> int:
        """How many examples it still needs."""
        return max(LEAST_EXAMPLES - self.examples, 0)

    @property
    def before(self) -> Share | None:
        """Held-back texts read rightly without it."""
        return Share(self.tried["shipped_right"], self.tried["held_back"]) if self.tried else None

    @property
    def after(self) -> Share | None:
        """Held-back texts read rightly with it."""
        return Share(self.tried["adapted_right"], self.tried["held_back"]) if self.tried else None


def standings(person: Person) -> list[Standing]:
    """Every topic of the person's brand, those in use first."""
    told = {topic.slug: len(set(topic.told)) for topic in own_topics_of(person.brand_id)}
    tried = _tried(
        *Adaptation.objects.visible_to(person).filter(base=base()).defer("layer").order_by("-number")[:10]
    )
    choice = ReaderChoice.objects.visible_to(person).select_related("adaptation").first()
    chosen = choice.adaptation if choice and choice.adaptation and choice.adaptation.base == base() else None
    used = {label["label"] for label in (chosen.labels if chosen else []) if label["adopted"]}
    topics = BrandTopic.objects.visible_to(person).order_by("name")
    found = [
        Standing(
            topic, told.get(topic.slug, 0), tried.get(topic.slug),
            topic.slug in used and topic.retired_at is None,
        )
        for topic in topics
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.topic.retired_at is not None)


def _tried(*adaptations: Adaptation) -> dict[str, dict[str, Any]]:
    """What the newest trial said of each label."""
    return {label["label"]: label for adaptation in reversed(adaptations) for label in adaptation.labels}


def contacts_to_ask_about(person: Person, topic: BrandTopic) -> list[Interaction]:
    """The newest contacts most like the topic's examples that nobody has said anything of."""
    [own] = [one for one in own_topics_of(topic.brand_id) if one.slug == topic.slug] or [
        OwnTopic(topic.slug, ())
    ]
    if not own.told:
        return []
    judged = {*own.told, *own.denied}
    newest = (
        Interaction.objects.visible_to(person)
        .filter(direction="in", reading__isnull=False)
        .exclude(text="")
        .select_related("reading")
        .order_by("-occurred_at", "-id")[:NEWEST]
    )
    pool = {
        row.id: row
        for row in newest
        if " ".join(row.text.split()) not in judged
        and row.text not in judged
        and topic.slug not in row.reading.topics
    }
    source = Told(topic.id, " ".join(own.told[-SOURCE_EXAMPLES:]))
    found = rank(
        source,
        [Told(row.id, row.text) for row in pool.values()],
        sampled_rarity(topic.brand_id),
        at_least=ALIKE_FROM,
    )
    return [pool[alike.key] for alike in found[:ASKED]]
