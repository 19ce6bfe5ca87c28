"""The choice of an owner, with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

USUAL_CAPACITY = 30
"""How many open cases somebody takes on about whom nothing else was said."""


@dataclass(slots=True)
class Candidate:
    """Somebody who could take a case. `open` grows as cases are given; `works` says whether it is their hour."""

    id: UUID
    order: int
    open: int = 0
    most: int = USUAL_CAPACITY
    works: bool = True
    away: bool = False
    takes: bool = True
    skills: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    branch: UUID | None = None
    teams: frozenset[UUID] = frozenset()

    @property
    def free(self) -> bool:
        """Whether they may be given one more."""
        return self.takes and not self.away and self.open < self.most


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the case is, as far as it matters to whom it goes."""

    type_id: UUID | None = None
    topics: frozenset[str] = frozenset()
    language: str = "tr"
    branch: UUID | None = None
    team: UUID | None = None
    usual: UUID | None = None


@dataclass(slots=True)
class Rule:
    """A rule as the choice needs it; `last` is whoever got the last case by it."""

    id: UUID
    type_id: UUID | None = None
    topic: str = ""
    language: str = ""
    branch: UUID | None = None
    team: UUID | None = None
    round_robin: bool = False
    usual_first: bool = True
    skill_wanted: bool = True
    language_wanted: bool = True
    branch_wanted: bool = True
    last: UUID | None = None

    def holds(self, wanted: Wanted) -> bool:
        """Whether all of its conditions hold."""
        return (
            self.type_id in (None, wanted.type_id)
            and (not self.topic or self.topic in wanted.topics)
            and self.language in ("", wanted.language)
            and self.branch in (None, wanted.branch)
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """Who gets it and why: reasons are usual, skill, language, branch, least, round. Nobody when full or away."""

    person: UUID | None
    team: UUID | None = None
    reasons: tuple[str, ...] = field(default=())


def choose(wanted: Wanted, rules: Sequence[Rule], candidates: Sequence[Candidate]) -> Choice:
    """The owner by the first rule that holds; counts the case to its new owner.

    People who are away, full or take no cases are never chosen. Whoever works now comes before whoever
    does not; wishes that nobody fulfils are dropped one by one, in the order skill, language, branch.
    """
    rule = next((each for each in rules if each.holds(wanted)), None)
    team = wanted.team or (rule.team if rule else None)
    free = [each for each in candidates if each.free and (team is None or team in each.teams)]
    if not free or rule is None:
        return Choice(None, team)
    usual = next((each for each in free if rule.usual_first and each.id == wanted.usual), None)
    if usual:
        return _given(usual, team, rule, ("usual",))
    reasons: list[str] = []
    free = _narrowed(free, lambda each: each.works)
    for name, asked, fits in _wishes(rule, wanted):
        fitting = [each for each in free if fits(each)] if asked else []
        if fitting and len(fitting) < len(free):
            reasons.append(name)
        free = fitting or free
    if rule.round_robin:
        return _given(_next_in_turn(free, rule, candidates), team, rule, (*reasons, "round"))
    return _given(min(free, key=lambda each: (each.open, each.order)), team, rule, (*reasons, "least"))


Wish = tuple[str, bool, Callable[[Candidate], bool]]


def _wishes(rule: Rule, wanted: Wanted) -> Iterable[Wish]:
    yield "skill", rule.skill_wanted and bool(wanted.topics), lambda each: bool(each.skills & wanted.topics)
    yield (
        "language",
        rule.language_wanted and wanted.language != "tr",
        lambda each: wanted.language in each.languages,
    )
    yield (
        "branch",
        rule.branch_wanted and wanted.branch is not None,
        lambda each: each.branch == wanted.branch,
    )


def _narrowed(free: list[Candidate], fits: Callable[[Candidate], bool]) -> list[Candidate]:
    return [each for each in free if fits(each)] or free


def _next_in_turn(free: list[Candidate], rule: Rule, everybody: Sequence[Candidate]) -> Candidate:
    """Whoever follows the last one in the order of the list, among the free."""
    after = next((each.order for each in everybody if each.id == rule.last), -1)
    return min(free, key=lambda each: (each.order <= after, each.order))


def _given(chosen: Candidate, team: UUID | None, rule: Rule, reasons: tuple[str, ...]) -> Choice:
    chosen.open += 1
    if "round" in reasons:
        rule.last = chosen.id
    return Choice(chosen.id, team, reasons)
