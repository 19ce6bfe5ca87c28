"""What kind of message it is: several may hold, the strongest first."""

KINDS = ("complaint", "suggestion", "question", "request", "praise", "thanks", "other")
_COMPLAINT_FROM = 0.5
_COMPLAINT_IN_MIXED = 0.25


def decide_kinds(found: set[str], probabilities: dict[str, float], *, mixed: bool) -> list[str]:
    """Kinds from the phrases found and the sentiment."""
    negative, positive = probabilities["negative"], probabilities["positive"]
    strength: dict[str, float] = {}
    if "kind:suggestion" in found:
        strength["suggestion"] = 0.9
    if "kind:question" in found:
        strength["question"] = 0.85
    if negative >= _COMPLAINT_FROM or (mixed and negative >= _COMPLAINT_IN_MIXED) or "promise" in found:
        strength["complaint"] = max(negative, 0.6)
    if positive > max(negative, probabilities["neutral"]):
        strength["praise"] = positive
    if "kind:thanks" in found and negative < _COMPLAINT_FROM:
        strength["thanks"] = 0.55
    if "kind:request" in found:
        strength["request"] = 0.5
    return sorted(strength, key=lambda kind: -strength[kind]) or ["other"]
