"""Which of the three live groups a message speaks for: satisfied, at risk, suggesting; or none."""

SATISFIED, AT_RISK, SUGGESTING, NONE = "satisfied", "at_risk", "suggesting", "none"
_LEANS = 0.55
_HALF = 0.5
_PLEASED = 0.75
_TOO_ANGRY = 0.93
_NO_FEELING = 0.4


def decide_group(
    probabilities: dict[str, float],
    kinds: list[str],
    *,
    mixed: bool,
    ends_well: bool,
    mild: bool,
    at_stake: bool,
) -> str:
    """An open problem comes before an idea, an idea before praise; a plain question speaks for no group.

    `at_stake`: a threat or a broken promise was told; `mild`: 'it will do'; `ends_well`: the last clause
    is positive.
    """
    negative, positive = probabilities["negative"], probabilities["positive"]
    if at_stake:
        return AT_RISK
    if "suggestion" in kinds and negative < _TOO_ANGRY:
        return SUGGESTING
    if "question" in kinds and negative < _HALF and positive < _HALF:
        return NONE
    if negative >= _HALF or (mixed and not ends_well and not mild and positive < _PLEASED):
        return AT_RISK
    if positive >= _HALF or mild:
        return SATISFIED
    return _leaning(negative, positive)


def _leaning(negative: float, positive: float) -> str:
    """A neutral message still leans one way when its feeling does."""
    if negative + positive < _NO_FEELING:
        return NONE
    share = negative / (negative + positive)
    if share >= _LEANS:
        return AT_RISK
    return SATISFIED if share <= 1 - _LEANS else NONE
