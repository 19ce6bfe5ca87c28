"""Which of the three live groups a message speaks for: satisfied, at risk, suggesting; or none."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from math import exp

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.bearing import AT_RISK, GROUPS, NONE, SATISFIED, SUGGESTING
from memnun.understanding.findings import Meaning
from memnun.understanding.model import softmax

_SPOKEN_BY = {
    SATISFIED: frozenset({"praise", "thanks"}),
    AT_RISK: frozenset({"complaint"}),
    SUGGESTING: frozenset({"suggestion"}),
}
_FELT = {"negative": AT_RISK, "positive": SATISFIED}
_SENTIMENT_OF = np.array(
    [[group == AT_RISK, group not in _FELT.values(), group == SATISFIED] for group in GROUPS],
    dtype=np.float32,
)
"""Groups x SENTIMENTS."""
_CORRECTED = 4.0
_DOUBT = np.float32(0.02)
_AT_STAKE = 4.0
_REMEMBERED = 4_096
_ASKED_IN_ANGER = 1.0
_SAID = (("mild", SATISFIED, 2.5), ("irony", AT_RISK, 1.0))
"""What a phrase adds to a group: who finds it 'not bad' is content, if without joy; whose praise bears the signs of
irony is not. Chosen on the written cases."""


def decide_groups(scores: Sequence[list[float]], found: Sequence[Meaning]) -> list[tuple[str, float]]:
    """The likeliest group of each text and how likely it is.

    `scores` are log-odds, texts x GROUPS; `found` what the phrases of each text mean.
    """
    return [_likeliest(row, _gains(meaning)) for row, meaning in zip(scores, found, strict=True)]


def _likeliest(row: list[float], gains: tuple[float, ...]) -> tuple[str, float]:
    weighed = [score + gain for score, gain in zip(row, gains, strict=True)]
    highest = max(weighed)
    share = 1 / sum(exp(score - highest) for score in weighed)
    return GROUPS[weighed.index(highest)], round(share, 4)


def _gains(meaning: Meaning) -> tuple[float, ...]:
    """What the phrases of a text add to each group."""
    return _gains_of(meaning.about, meaning.at_stake, meaning.rhetorical)


@lru_cache(maxsize=_REMEMBERED)
def _gains_of(about: frozenset[str], at_stake: bool, rhetorical: bool) -> tuple[float, ...]:
    gains = dict.fromkeys(GROUPS, 0.0)
    gains[AT_RISK] = _AT_STAKE * at_stake + _ASKED_IN_ANGER * rhetorical
    for phrase, group, gain in _SAID:
        gains[group] += gain * (phrase in about)
    return tuple(gains.values())


def felt_by(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Texts x sentiments, logarithms: how likely the log-odds of the groups make each. Who is at risk is
    dissatisfied; ideas and messages for no group are neutral."""
    told: NDArray[np.float32] = np.log(softmax(scores) @ _SENTIMENT_OF + _DOUBT)
    return told


def decide_corrected_group(
    scores: NDArray[np.float32], meaning: Meaning, *, kinds: Collection[str], corrected: Collection[str]
) -> tuple[str, float]:
    """The same for one text of whose kinds a brand's corrections added or took away some: their groups follow."""
    weighed = scores.copy()
    for group, spoken in _SPOKEN_BY.items():
        if changed := spoken & set(corrected):
            weighed[GROUPS.index(group)] += _CORRECTED if changed & set(kinds) else -_CORRECTED
    return decide_groups([weighed.tolist()], [meaning])[0]


def group_as_corrected(sentiment: str, kinds: Collection[str], *, mixed: bool, at_stake: bool) -> str:
    """The group of a message whose sentiment or kinds a person has set: what was said of it decides, by plain rules."""
    if at_stake:
        return AT_RISK
    if "suggestion" in kinds and sentiment != "negative":
        return SUGGESTING
    if sentiment in _FELT:
        return _FELT[sentiment]
    if mixed or "complaint" in kinds:
        return AT_RISK
    return SATISFIED if "praise" in kinds else NONE
