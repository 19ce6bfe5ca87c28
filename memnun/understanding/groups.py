"""Which of the three live groups a message speaks for: satisfied, at risk, suggesting; or none."""

from collections.abc import Collection, Sequence
from math import exp

from memnun.understanding.bearing import AT_RISK, GROUPS, NONE, SATISFIED, SUGGESTING

_SPOKEN_BY = {
    SATISFIED: frozenset({"praise", "thanks"}),
    AT_RISK: frozenset({"complaint"}),
    SUGGESTING: frozenset({"suggestion"}),
}
_FELT = {"negative": AT_RISK, "positive": SATISFIED}
_CORRECTED = 4.0
_AT_STAKE = 4.0


def decide_group(
    scores: Sequence[float], *, kinds: Collection[str], corrected: Collection[str], at_stake: bool
) -> tuple[str, float]:
    """The likeliest group and how likely it is.

    `scores` are log-odds in the order of GROUPS. `corrected` are the kinds a brand's corrections added or took away:
    their groups follow. `at_stake`: a threat or a broken promise was told.
    """
    weighed = dict(zip(GROUPS, scores, strict=True))
    if at_stake:
        weighed[AT_RISK] += _AT_STAKE
    for group, spoken in _SPOKEN_BY.items():
        if changed := spoken & set(corrected):
            weighed[group] += _CORRECTED if changed & set(kinds) else -_CORRECTED
    group = max(weighed, key=lambda name: weighed[name])
    whole = sum(exp(score - weighed[group]) for score in weighed.values())
    return group, round(1 / whole, 4)


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
