"""How a brand's learning stands: what there is to learn from and what each trial gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from django.db.models import Count

from memnun.desk.inbox.chips import topic_label
from memnun.interactions.actions.adapting import LEARNED
from memnun.interactions.models import Adaptation, Correction, ReaderChoice
from memnun.interactions.models.reading import Kind
from memnun.interactions.placing.brand_reader import base
from memnun.people.models import Person
from memnun.understanding.adaptation import LEAST_CORRECTIONS

SHOWN = 30
NORMAL = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """A share of held-back contacts read rightly, with its 95 % interval (Wilson 1927)."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """Of one."""
        return self.right / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound."""
        if not self.of:
            return 0.0, 1.0
        spread = NORMAL**2 / self.of
        middle = (self.value + spread / 2) / (1 + spread)
        half = NORMAL * sqrt(self.value * (1 - self.value) / self.of + spread / 4 / self.of) / (1 + spread)
        return max(middle - half, 0.0), min(middle + half, 1.0)


@dataclass(frozen=True, slots=True)
class LabelTried:
    """One kind or topic of a trial."""

    name: str
    before: Share
    after: Share
    adopted: bool


def _label(field: str, label: str) -> str:
    return topic_label(label) if field == "topics" else str(dict(Kind.choices).get(label, label))


@dataclass(frozen=True, slots=True)
class Tried:
    """One trial as the page shows it."""

    adaptation: Adaptation
    in_use: bool
    usable: bool

    @property
    def labels(self) -> list[LabelTried]:
        """The kinds and topics that were tried, those taken first."""
        told = [
            LabelTried(
                _label(one["field"], one["label"]),
                Share(one["shipped_right"], one["held_back"]),
                Share(one["adapted_right"], one["held_back"]),
                one["adopted"],
            )
            for one in self.adaptation.labels
        ]
        return sorted(told, key=lambda one: (not one.adopted, one.name))

    @property
    def before(self) -> Share:
        """The shipped model."""
        return Share(self.adaptation.shipped_right, self.adaptation.held_back)

    @property
    def after(self) -> Share:
        """What was learned."""
        return Share(self.adaptation.adapted_right, self.adaptation.held_back)


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it; `corrections` counts by field, `missing` those still needed for a trial."""

    corrected: int
    fields: Sequence[tuple[str, int]]
    missing: int
    automatic: bool
    in_use: Adaptation | None
    trials: Sequence[Tried]


def standing_of(person: Person) -> Standing:
    """How the learning of the person's brand stands."""
    choice = ReaderChoice.objects.visible_to(person).select_related("adaptation").first()
    chosen = choice.adaptation if choice else None
    in_use = chosen if chosen and chosen.better and chosen.base == base() else None
    counts = dict(
        Correction.objects.visible_to(person)
        .values("field")
        .annotate(contacts=Count("interaction", distinct=True))
        .values_list("field", "contacts")
    )
    learned = Correction.objects.visible_to(person).filter(field__in=LEARNED)
    corrected = learned.values("interaction").distinct().count()
    trials = Adaptation.objects.visible_to(person).defer("layer").order_by("-number")[:SHOWN]
    return Standing(
        corrected,
        sorted(counts.items(), key=lambda pair: -pair[1]),
        max(LEAST_CORRECTIONS - corrected, 0),
        choice.automatic if choice else True,
        in_use,
        [
            Tried(trial, trial.id == (in_use.id if in_use else None), trial.better and trial.base == base())
            for trial in trials
        ],
    )
