"""Finding contacts like a given one, of those a person may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from memnun.interactions.models import Interaction, Reading
from memnun.interactions.similar.candidates import find_candidates
from memnun.interactions.similar.ranking import Alike, Told, rank
from memnun.interactions.similar.rarity import sampled_rarity
from memnun.interactions.similar.weighing import READ, content_words, stem_of
from memnun.people.models import Person

AT_LEAST = 0.15
"""Where four of five found are of the same cause and five of six of that cause are found (tests/causes.tsv)."""
OF_THE_CUSTOMER = 50


@dataclass(frozen=True, slots=True)
class Similar:
    """A similar contact with its reading, its conversation and its customer, and why it is similar."""

    interaction: Interaction
    alike: Alike[object]


@dataclass(frozen=True, slots=True)
class Found:
    """All similar contacts, most alike first; `cut` when only the newest were compared."""

    similar: Sequence[Similar]
    cut: bool

    @property
    def by_topic(self) -> list[tuple[str, int]]:
        """How many are about each topic, the most frequent first."""
        counts = Counter(topic for one in self.similar for topic in one.interaction.reading.topics)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def by_week(self, weeks: int, today: date) -> list[tuple[date, int]]:
        """How many in each of the last weeks (Monday first), oldest first; weeks without any count 0."""
        monday = today - timedelta(days=today.weekday())
        counts = Counter(_monday(one.interaction.occurred_at) for one in self.similar)
        mondays = [monday - timedelta(weeks=back) for back in reversed(range(weeks))]
        return [(day, counts[day]) for day in mondays]


def find_similar(person: Person, interaction: Interaction, *, since: datetime | None = None) -> Found:
    """Contacts of other conversations that tell of the same as `interaction`, most alike first."""
    rarity = sampled_rarity(person.brand_id)
    source = _told(interaction, getattr(interaction, "reading", None))
    stems = [stem_of(word) for word in content_words(source.text)]
    candidates = find_candidates(person, stems, rarity, since=since)
    visible = (
        Interaction.objects.visible_to(person).filter(reading__isnull=False)
        .exclude(conversation=interaction.conversation_id).select_related("reading", "conversation__customer")
        .defer("meta", "reading__details")
    )  # fmt: skip
    rows = visible.in_bulk(candidates.ids)
    if stems:
        own = visible.filter(customer=interaction.customer_id)
        own = own.filter(occurred_at__gte=since) if since else own
        rows |= {row.id: row for row in own.newest_first()[:OF_THE_CUSTOMER]}
    newest_first = sorted(rows.values(), key=lambda row: (row.occurred_at, row.id), reverse=True)
    pool = [_told(row, row.reading) for row in newest_first]
    ranked = rank(source, pool, rarity, at_least=AT_LEAST)
    return Found([Similar(rows[alike.key], alike) for alike in ranked], candidates.cut)


def _told(interaction: Interaction, reading: Reading | None) -> Told[object]:
    return Told(
        interaction.id,
        (interaction.text or interaction.subject)[:READ],
        reading.topics if reading else (),
        [kind for kind in reading.kinds if kind != "other"] if reading else (),
    )


def _monday(moment: datetime) -> date:
    day = timezone.localtime(moment).date()
    return day - timedelta(days=day.weekday())
