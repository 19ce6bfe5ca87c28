"""The contacts in which a theme stands: the rows behind its counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from memnun.foundation.paging import Place
from memnun.insights.models import ThemeKind
from memnun.insights.themes.chance import DAYS
from memnun.insights.themes.counting import TELLING, Key, themes_in
from memnun.insights.themes.rolling import day_bounds
from memnun.interactions.models import Interaction, SearchDocument
from memnun.people.models import Person

PAGE = 30
MOST_READ = 2000
"""Contacts read for one page; of a frequent word nearly all fit, of a rare one the word index leaves few."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some contacts and where the next page begins."""

    interactions: list[Interaction]
    following: Place | None


def week_bounds(last: date) -> tuple[datetime, datetime]:
    """The moments between which the seven days lie that end with `last`."""
    return day_bounds(last - timedelta(days=DAYS - 1))[0], day_bounds(last)[1]


def theme_contacts(person: Person, theme: Key, last: date, *, after: Place | None = None) -> Page:
    """Complaints and suggestions of the week that ends with `last` in which the theme stands, newest first.

    Counted are the same contacts, so private teams' are left out for everybody.
    """
    rows: list[Interaction] = []
    for interaction in _candidates(person, theme, last, after):
        if theme in _themes(interaction):
            rows.append(interaction)
        if len(rows) > PAGE:
            break
    following = Place(rows[PAGE - 1].occurred_at, rows[PAGE - 1].id) if len(rows) > PAGE else None
    return Page(rows[:PAGE], following)


def _candidates(person: Person, theme: Key, last: date, after: Place | None) -> Iterator[Interaction]:
    begin, end = week_bounds(last)
    found = (
        Interaction.objects.visible_to(person)
        .filter(occurred_at__gte=begin, occurred_at__lt=end, reading__kinds__overlap=list(TELLING))
        .filter(Q(conversation__team=None) | Q(conversation__team__private=False))
        .select_related("reading", "conversation", "customer")
    )
    if after:
        found = found.filter(
            Q(occurred_at__lt=after.at) | Q(occurred_at=after.at, id__lt=after.id), occurred_at__lte=after.at
        )
    if theme.kind == ThemeKind.TOPIC:
        found = found.filter(reading__topics__contains=[theme.key])
    else:
        query = " & ".join(f"{stem}:*" for stem in theme.key.split())
        words = SearchDocument.objects.visible_to(person).filter(occurred_at__gte=begin, occurred_at__lt=end)
        named = words.filter(words=SearchQuery(query, config="simple", search_type="raw"))
        found = found.filter(id__in=named.values("interaction_id"))
    return found.newest_first()[:MOST_READ].iterator(chunk_size=200)


def _themes(interaction: Interaction) -> dict[Key, str]:
    return themes_in(
        interaction.text or interaction.subject,
        interaction.reading.topics,
        interaction.reading.details.get("personal_data") or (),
        interaction.customer.name,
    )
