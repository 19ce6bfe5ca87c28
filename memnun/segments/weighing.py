"""Which group a customer stands in, from evidence. Pure: no database, no clock.

Every contact in which a customer shows satisfaction, trouble or an idea is a piece of evidence with
a weight. Weights fade by half in a time that depends on the group (HALF_LIVES). A group is entered
when its faded sum reaches ENTER and beats the others, and left only when it sinks under LEAVE or
another group beats it by MARGIN (hysteresis), so that a single mild word moves nobody back and
forth. Trouble outranks joy at equal weight. Joy after trouble counts against the trouble: RELIEF of
its weight is taken off the older trouble.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log2
from typing import Any

SATISFIED, AT_RISK, SUGGESTING, UNKNOWN = "satisfied", "at_risk", "suggesting", "unknown"
GROUPS = (AT_RISK, SUGGESTING, SATISFIED)
VERSION = "weighing/1"

HALF_LIVES = {SATISFIED: timedelta(days=120), AT_RISK: timedelta(days=60), SUGGESTING: timedelta(days=120)}
PRECEDENCE = {AT_RISK: 1.25, SUGGESTING: 1.0, SATISFIED: 1.0}
ENTER = 0.6
LEAVE = 0.3
MARGIN = 1.2
RELIEF = 0.6
LONGEST_MEMORY = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece: `weight` above zero at `at`; `source` is kept for showing (contact, words)."""

    at: datetime
    group: str
    weight: float
    source: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Move:
    """A change of group at a moment, with the evidence that counted then, heaviest first."""

    at: datetime
    before: str
    after: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The end of a replay: the group now, the scores, and when fading alone would change it."""

    group: str
    scores: dict[str, float]
    moves: tuple[Move, ...]
    look_again_at: datetime | None


def scores(evidence: Iterable[Evidence], at: datetime) -> dict[str, float]:
    """The faded weight of each group at a moment, relief taken into account; later evidence is left out."""
    past = [piece for piece in evidence if piece.at <= at]
    joy = [piece for piece in past if piece.group == SATISFIED]
    sums = dict.fromkeys(GROUPS, 0.0)
    for piece in past:
        weight = piece.weight
        if piece.group == AT_RISK:
            relief = sum(later.weight for later in joy if later.at > piece.at)
            weight = max(0.0, weight - RELIEF * relief)
        sums[piece.group] += weight * _fading(piece, at)
    return {group: round(value, 6) for group, value in sums.items()}


def _fading(piece: Evidence, at: datetime) -> float:
    return float(0.5 ** ((at - piece.at) / HALF_LIVES[piece.group]))


def choose(present: str, sums: dict[str, float]) -> str:
    """The group to stand in, given the present one and the scores."""
    ranked = sorted(GROUPS, key=lambda group: (-sums[group] * PRECEDENCE[group], GROUPS.index(group)))
    best = ranked[0]
    if present == UNKNOWN:
        return best if sums[best] >= ENTER else UNKNOWN
    if sums[present] < LEAVE:
        return best if best != present and sums[best] >= ENTER else UNKNOWN
    beaten = sums[best] * PRECEDENCE[best] > MARGIN * sums[present] * PRECEDENCE[present]
    return best if best != present and sums[best] >= ENTER and beaten else present


def replay(
    evidence: Sequence[Evidence], *, until: datetime, present: str = UNKNOWN, since: datetime | None = None
) -> Judgement:
    """Walk through the evidence in time and through the fading after it.

    `present` is the group at `since`; moves at or before `since` are not told again. All evidence
    counts for the scores, also what lies before `since`.
    """
    pieces = sorted((piece for piece in evidence if piece.at <= until), key=lambda piece: piece.at)
    moments = {piece.at for piece in pieces if since is None or piece.at > since}
    group, previous, moves = present, since, list[Move]()
    for moment in sorted(moments | {until}):
        while (
            previous is not None
            and (faded := _fades_at(group, pieces, previous)) is not None
            and faded < moment
        ):
            group, previous = _step(group, pieces, faded, moves), faded
        group, previous = _step(group, pieces, moment, moves), moment
    return Judgement(group, scores(pieces, until), tuple(moves), _fades_at(group, pieces, until))


def _step(group: str, pieces: Sequence[Evidence], at: datetime, moves: list[Move]) -> str:
    chosen = choose(group, scores(pieces, at))
    if chosen != group:
        moves.append(Move(at, group, chosen, heaviest(pieces, chosen if chosen != UNKNOWN else group, at)))
    return chosen


def heaviest(pieces: Iterable[Evidence], group: str, at: datetime, count: int = 5) -> tuple[Evidence, ...]:
    """The pieces that speak most for a group at a moment, heaviest first."""
    own = [piece for piece in pieces if piece.group == group and piece.at <= at]
    return tuple(sorted(own, key=lambda piece: -piece.weight * _fading(piece, at))[:count])


def _fades_at(group: str, pieces: Sequence[Evidence], at: datetime) -> datetime | None:
    """When the group's score sinks under LEAVE by fading alone; None for nobody's group."""
    if group == UNKNOWN:
        return None
    score = scores(pieces, at)[group]
    if score < LEAVE:
        return None
    half_lives = log2(score / LEAVE)
    return at + HALF_LIVES[group] * half_lives + timedelta(seconds=1)
