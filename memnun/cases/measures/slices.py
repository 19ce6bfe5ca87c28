"""All figures of a period side by side, a line for each channel, topic, team, branch or type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import get_language, gettext_lazy

from memnun.cases.measures.figures import MEASURES, Figure, Measure
from memnun.cases.models import CaseType
from memnun.interactions.models import Channel
from memnun.people.models import Branch, Person, Team
from memnun.understanding.topics import topic_label

MODELS: dict[str, Any] = {"team": Team, "branch": Branch, "type": CaseType}
MOST = 30
NOT_TOLD = gettext_lazy("Not told")


@dataclass(frozen=True, slots=True)
class Slice:
    """One line: its name, its key for addresses ("" for what has none), and its figures in their order."""

    key: str
    name: str
    figures: Sequence[tuple[Measure, Figure | None]]


def slices_of(cut: str, person: Person, told: Mapping[str, Mapping[Any, Figure]]) -> list[Slice]:
    """The lines of a cut from the figures of each key, most cases first; one query for the names."""
    sums: dict[Any, int] = {}
    for figures in told.values():
        for key, figure in figures.items():
            sums[key] = sums.get(key, 0) + figure.n
    names = _names(cut, person, sums)
    keys = sorted(sums, key=lambda key: (-sums[key], str(key)))[:MOST]
    return [
        Slice(
            str(key or ""),
            names.get(key, str(NOT_TOLD)),
            [(measure, told[name].get(key)) for name, measure in MEASURES.items()],
        )
        for key in keys
    ]


def _names(cut: str, person: Person, keys: Any) -> dict[Any, str]:
    if cut == "channel":
        return {value: str(label) for value, label in Channel.choices}
    if cut == "topic":
        return {slug: topic_label(slug, get_language() or "tr") for slug in keys if slug}
    model: type[models.Model] = MODELS[cut]
    rows = model._default_manager.visible_to(person).filter(pk__in=[key for key in keys if key])  # type: ignore[attr-defined]
    return {row.pk: str(row) for row in rows}
