"""Which of the three live groups a message speaks for: satisfied, at risk, suggesting; or none."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.bearing import AT_RISK, GROUPS, NONE, SATISFIED, SUGGESTING
from memnun.understanding.model import softmax

_SPOKEN_BY = {
    SATISFIED: frozenset({"praise", "thanks"}),
    AT_RISK: frozenset({"complaint"}),
    SUGGESTING: frozenset({"suggestion"}),
}
_FELT = {"negative": AT_RISK, "positive": SATISFIED}
_CORRECTED = 4.0
_AT_STAKE = 4.0


def decide_groups(scores: NDArray[np.float32], at_stake: NDArray[np.bool_]) -> list[tuple[str, float]]:
    """The likeliest group of each text and how likely it is.

    `scores` are log-odds, texts x GROUPS. `at_stake`: a threat or a broken promise was told.
    """
    weighed = scores.astype(np.float64)
    weighed[at_stake, GROUPS.index(AT_RISK)] += _AT_STAKE
    best = weighed.argmax(axis=1)
    shares = np.round(softmax(weighed)[np.arange(len(best)), best], 4)
    return [(GROUPS[place], share) for place, share in zip(best.tolist(), shares.tolist(), strict=True)]


def decide_corrected_group(
    scores: NDArray[np.float32], *, kinds: Collection[str], corrected: Collection[str], at_stake: bool
) -> tuple[str, float]:
    """The same for one text of whose kinds a brand's corrections added or took away some: their groups follow."""
    weighed = scores.copy()
    for group, spoken in _SPOKEN_BY.items():
        if changed := spoken & set(corrected):
            weighed[GROUPS.index(group)] += _CORRECTED if changed & set(kinds) else -_CORRECTED
    return decide_groups(weighed[None], np.array([at_stake]))[0]


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
