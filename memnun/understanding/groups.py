"""Which of the three live groups a message speaks for: satisfied, at risk, suggesting; or none."""

SATISFIED, AT_RISK, SUGGESTING, NONE = "satisfied", "at_risk", "suggesting", "none"
_LEANS = 0.6


def decide_group(
    probabilities: dict[str, float], kinds: list[str], *, mixed: bool, threatened: bool, broken_promise: bool
) -> str:
    """An open problem comes before an idea, an idea before praise; a plain question speaks for no group."""
    negative, positive = probabilities["negative"], probabilities["positive"]
    if threatened or broken_promise:
        return AT_RISK
    if "suggestion" in kinds and (negative < 0.8 or mixed):
        return SUGGESTING
    if "complaint" in kinds:
        return AT_RISK
    if "question" in kinds and positive < 0.5:
        return NONE
    if negative >= 0.5 or (mixed and negative >= positive):
        return AT_RISK
    if positive >= 0.5:
        return SATISFIED
    return _leaning(negative, positive)


def _leaning(negative: float, positive: float) -> str:
    """A neutral message still leans one way when its feeling does; most say 'it will do' or report a lack."""
    if negative + positive < 0.2:
        return NONE
    share = negative / (negative + positive)
    if share >= _LEANS:
        return AT_RISK
    return SATISFIED if share <= 1 - _LEANS else NONE
