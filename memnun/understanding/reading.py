"""Reads texts: folds and scores a whole batch in numpy, then puts one Reading a text together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.abuse import find_abuse
from memnun.understanding.bearing import AT_RISK, GROUP, GROUPS, KIND, OUTPUTS, SATISFIED, SENTIMENT
from memnun.understanding.brand_layer import Adaptation, LabelLayer
from memnun.understanding.clauses import Clause
from memnun.understanding.evidence import Evidence, decisive_words, matched_words
from memnun.understanding.findings import Findings
from memnun.understanding.folding import READ_WHOLE
from memnun.understanding.groups import decide_group
from memnun.understanding.kinds import decide_kinds
from memnun.understanding.language import identify
from memnun.understanding.matrix import text_rows
from memnun.understanding.model import SENTIMENTS, Model, shipped, softmax
from memnun.understanding.perception import Perception, perceive
from memnun.understanding.personal_data import Span, find_personal_data

BATCH = 384
UNSURE_BELOW = 0.55
MIXED_FROM = 0.6


@dataclass(slots=True)
class Reading:
    """All that is understood of one message. Offsets count characters of the text as it was given.

    Not frozen, because a frozen one takes twice as long to make.
    """

    language: str
    sentiment: str
    probabilities: dict[str, float]
    mixed: bool
    clauses: list[Clause]
    kinds: list[str]
    group: str
    confidence: float
    topics: list[str]
    urgency: int
    threats: list[str]
    broken_promise: bool
    personal_data: list[Span]
    abuse: bool
    unsure: bool
    evidence: list[Evidence]
    version: str

    def as_dict(self) -> dict[str, Any]:
        """The reading as JSON-ready lists and dictionaries."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        for name in ("clauses", "personal_data", "evidence"):
            plain[name] = [row._asdict() for row in plain[name]]
        return plain


def read(text: str, *, adaptation: Adaptation | None = None) -> Reading:
    """Read one message; any string gives a reading. `adaptation` is what a brand's corrections taught."""
    return read_many([text], adaptation=adaptation)[0]


def read_many(
    texts: Sequence[str], *, adaptation: Adaptation | None = None, model: Model | None = None
) -> list[Reading]:
    """Read messages in batches; the fast path. `model` reads with other weights than the shipped ones."""
    model = model or shipped()
    batches = (texts[start : start + BATCH] for start in range(0, len(texts), BATCH))
    return [reading for batch in batches for reading in _read_batch(batch, model, adaptation)]


def _read_batch(texts: Sequence[str], model: Model, adaptation: Adaptation | None) -> Iterator[Reading]:
    seen = perceive(texts, model, adaptation)
    bearings = _bearings(seen, model)
    layers = _relabelled(seen, model, adaptation)
    bounds, decisive = decisive_words(
        seen.folded,
        model.token_scores(seen.sums, seen.hidden, seen.size, seen.folded.token_texts),
        _told_by(bearings, seen.logits),
    )
    positions = seen.folded.positions.tolist()
    characters = seen.folded.text_characters.tolist()
    rows = zip(
        texts,
        np.round(softmax(np.log(seen.probabilities) + bearings[:, SENTIMENT]), 4).tolist(),
        seen.clauses,
        seen.found,
        bearings.tolist(),
        seen.turkish,
        seen.words,
        strict=True,
    )
    for number, (text, row, clauses, finding, bearing, turkish, words) in enumerate(rows):
        evidence = [
            Evidence(about, start, end, text[start:end], weight)
            for start, end, about, weight in decisive[bounds[number] : bounds[number + 1]]
        ]
        own_positions = positions[characters[number] : characters[number + 1]] if finding.matches else []
        yield _reading(
            text,
            row,
            clauses,
            finding,
            bearing,
            identify(text, turkish, words),
            evidence,
            own_positions,
            model.version,
            [(layer, scores[number]) for layer, scores in layers],
        )


def _bearings(seen: Perception, model: Model) -> NDArray[np.float32]:
    """Texts x OUTPUTS: log-odds of the groups and kinds."""
    if model.bearing is None:
        return np.zeros((len(seen.found), OUTPUTS), dtype=np.float32)
    words = model.bearing_words(seen.sums, seen.folded.text_tokens, seen.size)
    return model.bearing.scores(seen.inputs(model.bearing.abouts), words)


def _told_by(bearings: NDArray[np.float32], logits: NDArray[np.float64]) -> NDArray[np.int64]:
    """The sentiment whose words are shown: that of the group a message speaks for, else its own."""
    group = bearings[:, GROUP].argmax(axis=1)
    told: NDArray[np.int64] = logits.argmax(axis=1)
    told[group == GROUPS.index(AT_RISK)] = SENTIMENTS.index("negative")
    told[group == GROUPS.index(SATISFIED)] = SENTIMENTS.index("positive")
    return told


def _relabelled(
    seen: Perception, model: Model, adaptation: Adaptation | None
) -> list[tuple[LabelLayer, list[list[float]]]]:
    """What a brand's layers of kinds and topics say of every text."""
    if not adaptation or not adaptation.labels:
        return []
    rows = text_rows(seen.folded, seen.features, model.bits)
    return [(layer, layer.scores(rows).tolist()) for layer in adaptation.labels]


def _reading(
    text: str,
    row: list[float],
    clauses: list[Clause],
    finding: Findings,
    bearing: list[float],
    language: str,
    evidence: list[Evidence],
    positions: list[int],
    version: str,
    layers: list[tuple[LabelLayer, list[float]]],
) -> Reading:
    probabilities = dict(zip(SENTIMENTS, row, strict=True))
    signs = {clause.sentiment for clause in clauses if clause.probability >= MIXED_FROM}
    mixed = len(clauses) > 1 and (
        {"positive", "negative"} <= signs
        or ("contrast" in finding.about and _disagree(clauses[0], clauses[-1]))
    )
    mixed = mixed and not finding.denied
    at_stake = bool(finding.threats) or finding.broken_promise
    shipped_kinds = decide_kinds(bearing[KIND], finding.about, at_stake=at_stake)
    kinds, topics = shipped_kinds, finding.topics
    for layer, scores in layers:
        if layer.field == "kinds":
            kinds = layer.changed([kind for kind in kinds if kind != "other"], scores) or ["other"]
        else:
            topics = layer.changed(topics, scores)
    group, confidence = decide_group(
        bearing[GROUP], corrected=set(kinds) ^ set(shipped_kinds), kinds=kinds, at_stake=at_stake
    )
    if finding.matches:
        evidence += matched_words(text, positions, finding.matches, finding.about)
    abuse = find_abuse(text) if finding.may_abuse else None
    if abuse:
        evidence.append(Evidence("abuse", *abuse, text[slice(*abuse)], 1.0))
    highest = max(row)
    return Reading(
        language=language,
        sentiment=SENTIMENTS[row.index(highest)],
        probabilities=probabilities,
        mixed=mixed,
        clauses=clauses,
        kinds=kinds,
        group=group,
        confidence=confidence,
        topics=topics,
        urgency=finding.urgency,
        threats=finding.threats,
        broken_promise=finding.broken_promise,
        personal_data=_personal_data(text, finding),
        abuse=abuse is not None,
        unsure=highest < UNSURE_BELOW or confidence < UNSURE_BELOW or finding.ironic,
        evidence=evidence,
        version=version,
    )


def _disagree(first: Clause, last: Clause) -> bool:
    """One clause praises and the other does not, on the two sides of an 'ama'."""
    return (first.sentiment == "positive") != (last.sentiment == "positive")


def _personal_data(text: str, finding: Findings) -> list[Span]:
    """Searched in the whole of a long text, also in the middle that is not read."""
    if len(text) > READ_WHOLE:
        return find_personal_data(text)
    if not finding.may_identify:
        return []
    return find_personal_data(text, digits=finding.digits, names=finding.may_name)
